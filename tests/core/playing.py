"""Random rounds, played through the product's own decisions, and what an attacker knows of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random

from samenspraak.core.analysis import Distribution, Picture, analyse
from samenspraak.core.derivation import derivable
from samenspraak.core.disclosure import Plan
from samenspraak.core.releasing import Ledger, Voice, next_release
from samenspraak.core.scoring import NO_GROUP
from samenspraak.core.sheet import cell
from tests.core.rounds import QUESTIONS, plan_of, sheet, sheets_of

ITEMS = ("A1", "B1", "A-belang")
STEPS = {"A1": "12345?", "B1": "12345?", "A-belang": "123?"}


@dataclass
class Played:
    """A round as played: the pictures, and per picture whose answer was in it (response → question → mark)."""

    plan: Plan
    pictures: list[Picture] = field(default_factory=list)
    inside: list[dict[str, dict[str, str]]] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    sent: dict[str, Voice] = field(default_factory=dict)
    released: dict[str, str] = field(default_factory=dict)
    ledger: Ledger | None = None
    entered: set[str] = field(default_factory=set)


def play(
    seed: int, before_release: Callable[[Played], None] = lambda played: None, *, typed: float = 0.0
) -> Played:
    """Play one random round; the same seed gives the same round. Somebody types in about *typed* of the sheets."""
    random = Random(seed)
    names = [f"g{number}" for number in range(random.randint(2, 7))]
    played = Played(plan=plan_of(dict.fromkeys(names, 6), k=random.choice([3, 4, 5, 5, 5])))
    people = random.randint(6, 40)
    moments = random.randint(2, 5)
    for moment in range(moments):
        arrive(played, random, people // moments if moment else people // 2, typed=typed)
        leaving, changing = random.choice([(0.02, 0.1), (0.05, 0.3), (0.4, 0.1), (0.0, 0.7)])
        for response in sorted(played.sent):
            happen(played, random, response, leaving=leaving, changing=changing)
        before_release(played)
        release(played)
    return played


def arrive(played: Played, random: Random, number: int, *, typed: float) -> None:
    for _ in range(number):
        group = random.choice([*(group.key for group in played.plan.groups), None])
        response = f"r{len(played.groups):03}"
        played.groups[response] = group or NO_GROUP
        entered = bool(typed) and random.random() < typed
        played.entered |= {response} if entered else set()
        played.sent[response] = Voice(group, sheet(**filled(random)), entered=entered)


def happen(played: Played, random: Random, response: str, *, leaving: float, changing: float) -> None:
    """Let somebody withdraw or change answers, now and then; at some moments many do.

    A sheet that was typed in is only taken back: nobody changes it.
    """
    if random.random() < leaving:
        del played.sent[response]
        played.released.pop(response, None)
    elif random.random() < changing and response not in played.entered:
        played.sent[response] = Voice(played.sent[response].group, sheet(**filled(random)))


@cache
def protected_round(seed: int) -> Played:
    """Play a round as the product does; not to be used where a test switches something off."""
    return play(seed)


@cache
def partly_typed_round(seed: int) -> Played:
    """Play a round as the product does, in which somebody typed in some, many or nearly all sheets."""
    return play(seed, typed=(0.3, 0.6, 0.9)[seed % 3])


@cache
def hardly_typed_round(seed: int) -> Played:
    """Play a round as the product does, in which somebody typed in a few sheets."""
    return play(seed, typed=0.15)


def filled(random: Random) -> dict[str, str]:
    marks = {item: random.choice(STEPS[item]) if random.random() < 0.8 else "-" for item in ITEMS}
    return {item.replace("-", "_"): mark for item, mark in marks.items()}


def release(played: Played) -> None:
    decision = next_release(
        played.sent, questions=QUESTIONS, plan=played.plan, released=played.released, ledger=played.ledger
    )
    if not decision.allowed or decision.ledger is None:
        return
    played.released, played.ledger = dict(decision.sheets), decision.ledger
    held = [Voice(played.groups[each] or None, held) for each, held in sorted(decision.sheets.items())]
    picture = analyse(QUESTIONS, sheets_of(held), played.plan, ledger=decision.ledger)
    if picture is not None:
        played.inside.append(inside_now(played, decision.ledger))
        played.pictures.append(picture)


def inside_now(played: Played, ledger: Ledger) -> dict[str, dict[str, str]]:
    """Return whose answer is in the figures; who withdrew is in them until the figures say otherwise."""
    before = played.inside[-1] if played.inside else {}
    inside: dict[str, dict[str, str]] = {}
    for response in played.groups:
        held = played.released.get(response)
        for item in ITEMS:
            place = ledger.questions.index(item)
            if held is not None:
                mark = cell(held, QUESTIONS, QUESTIONS.item(item))
            elif response in ledger.marks and ledger.marks[response][-1][place] != "-":
                mark = before[response][item]
            else:
                mark = "-"
            inside.setdefault(response, {})[item] = mark
    return inside


def leaks(played: Played, *, known: Collection[str] = frozenset()) -> list[tuple[str, list[frozenset[str]]]]:
    """Return what follows about fewer than k people, per question, from all pictures together.

    The attacker has read the sheets in *known*, and subtracts them from every figure they are in.
    """
    found = []
    for item in ITEMS:
        released, owners = released_tables(played, item)
        tables = [frozenset(atom for atom in table if owners[atom] not in known) for table in released]
        given_away = derivable(tables, dict.fromkeys(owners, 1), k=played.plan.k, owners=owners)
        if given_away:
            found.append((item, given_away))
    return found


def released_tables(played: Played, item: str) -> tuple[list[frozenset[str]], dict[str, str]]:
    """Return per figure shown the answers in it; an answer that changed is another answer of the same person."""
    tables: list[frozenset[str]] = []
    owners: dict[str, str] = {}
    version: dict[str, tuple[int, str]] = {}
    for picture, inside in zip(played.pictures, played.inside, strict=True):
        for response, marks in inside.items():
            number, mark = version.get(response, (0, "-"))
            if marks[item] != mark:
                version[response] = (number + 1, marks[item])
        present = {each: f"{each}/{number}" for each, (number, mark) in version.items() if mark != "-"}
        owners |= {atom: response for response, atom in present.items()}
        for group in shown_groups(picture, item):
            tables.append(
                frozenset(atom for each, atom in present.items() if group in {None, played.groups[each]})
            )
    return [table for table in tables if table], owners


def shown_groups(picture: Picture, item: str) -> Iterator[str | None]:
    """Yield None for everybody, and each display group that is shown."""
    every, groups = figures_of(picture, item)
    if every:
        yield None
    yield from (group for group, figure in groups.items() if figure)


def figures_of(picture: Picture, item: str) -> tuple[Distribution | None, dict[str, Distribution | None]]:
    for theme in picture.themes:
        if item == f"{theme.theme}-belang":
            return theme.importance, dict(theme.importance_groups)
        for each in theme.items:
            if each.item == item:
                return each.total, dict(each.groups)
    raise KeyError(item)
