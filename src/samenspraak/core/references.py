"""Whether the parts of an instrument fit together: ids, scales, audiences, what each kind asks, and cards.

Works on the values as read, so that a misspelt field elsewhere does not hide what is wrong here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from samenspraak.core.cards import CARD, IN_ITSELF, SUFFIXES
from samenspraak.core.faults import Flaw, Path, quoted
from samenspraak.core.kinds import written
from samenspraak.core.parts import Item
from samenspraak.core.shape import is_item

Entry = tuple[Path, dict[str, object]]
Names = dict[str, None]  # in the order of the file, quick to look up


def misfits(value: object) -> list[Flaw]:
    """Return what does not fit together in an instrument as it was read."""
    root: tuple[Path, object] = ((), value)
    themes = list(_entries(root, "themes"))
    items = [item for theme in themes for item in _entries(theme, "items")]
    placing = _placing(value)
    unique = [
        *(_entries(root, field) for field in ("groups", "scales", "agenda")),
        themes,
        items,
        [question for theme in themes for question in _entries(theme, "deepening")],
        *(_entries(item, "options") for item in items),
        *(_entries(part, field) for part in placing for field in ("spheres", "goals")),
    ]
    scales = _names(_entries(root, "scales"), "id")
    audiences = _names(_entries(root, "groups"), "audience")
    return [
        *(flaw for entries in unique for flaw in _repeated(entries)),
        *_unknown_kinds(items),
        *_unknown_scales(items, "scale", scales),
        *_unknown_audiences(items, "audience", audiences),
        *_unknown_groups(items, _names(_entries(root, "groups"), "id")),
        *(flaw for theme in themes for flaw in _kind_flaws(theme, scales)),
        *_unknown_scales(placing, "realism_scale", scales),
        *_unknown_scales(placing, "strength_scale", scales),
        *_unknown_audiences(placing, "expectation_audience", audiences),
        *_card_flaws(placing, themes, items),
    ]


def _placing(value: object) -> list[Entry]:
    """Return what is asked of every card as an entry; an empty list where the file does not say."""
    said = value.get("placing") if isinstance(value, dict) else None
    return [(("placing",), said)] if isinstance(said, dict) else []


def _entries(part: tuple[Path, object], field: str) -> Iterator[Entry]:
    """Yield the entries of a list in *part* that have fields, each with its path."""
    path, value = part
    listed = value.get(field) if isinstance(value, dict) else None
    for index, entry in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(entry, dict):
            yield (*path, field, index), entry


def _names(entries: Iterable[Entry], field: str) -> Names:
    found = (entry.get(field) for _, entry in entries)
    return dict.fromkeys(name for name in found if isinstance(name, str))


def _repeated(entries: Iterable[Entry]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for path, entry in entries:
        name = entry.get("id")
        if not isinstance(name, str):
            continue
        if name.casefold() in seen:
            yield Flaw((*path, "id"), f"the id {quoted(name)} is used before", "Give each its own id.")
        seen.add(name.casefold())


def _unknown_kinds(items: Iterable[Entry]) -> Iterator[Flaw]:
    kinds = written()
    for path, item in items:
        kind = item.get("kind")
        if isinstance(kind, str) and kind not in kinds:
            yield Flaw((*path, "kind"), f"this kind does not exist ({quoted(kind)})", _one_of(kinds))


def _unknown_scales(entries: Iterable[Entry], field: str, scales: Names) -> Iterator[Flaw]:
    for path, entry in entries:
        scale = entry.get(field)
        if isinstance(scale, str) and scale not in scales:
            yield Flaw((*path, field), f"this scale does not exist ({quoted(scale)})", _one_of(scales))


def _unknown_audiences(entries: Iterable[Entry], field: str, audiences: Names) -> Iterator[Flaw]:
    for path, entry in entries:
        named = entry.get(field)
        for index, audience in enumerate(named if isinstance(named, list) else []):
            if isinstance(audience, str) and audience not in audiences:
                problem = f"no group has this audience ({quoted(audience)})"
                yield Flaw((*path, field, index), problem, _one_of(audiences))


def _unknown_groups(items: Iterable[Entry], groups: Names) -> Iterator[Flaw]:
    """Yield the guesses about no group, and the groups named where nothing is guessed."""
    for path, item in items:
        group = item.get("of_group")
        if isinstance(group, str) and item.get("kind") != "guess":
            yield Flaw((*path, "of_group"), 'only kind "guess" has a group that is guessed', "Remove it.")
        elif isinstance(group, str) and group not in groups:
            yield Flaw((*path, "of_group"), f"this group does not exist ({quoted(group)})", _one_of(groups))


def _one_of(names: Iterable[str]) -> str:
    listed = ", ".join(quoted(name)[1:-1] for name in islice(names, 12))
    return f"Use one of: {listed}." if listed else "This file has none yet: add it."


def _kind_flaws(theme: Entry, scales: Names) -> Iterator[Flaw]:
    """Ask each item's kind what is wrong with it, given those of its kind before it in the theme.

    An item on a scale that does not exist is at fault itself; those after it are not measured by it.
    """
    kinds = written()
    before: dict[str, list[Item]] = {}
    for path, value in _entries(theme, "items"):
        item = is_item(value)
        if item is None or item.kind not in kinds:
            continue
        earlier = before.setdefault(item.kind, [])
        for fault in kinds[item.kind].faults(item, earlier):
            yield Flaw((*path, fault.field), fault.problem, fault.remedy)
        if item.scale is None or item.scale in scales:
            earlier.append(item)


def _card_flaws(placing: list[Entry], themes: Sequence[Entry], items: Sequence[Entry]) -> Iterator[Flaw]:
    """Yield what is wrong between the cards and what the instrument says is asked of every card."""
    cards = [(path, item) for path, item in items if item.get("kind") == CARD]
    spheres = _names((sphere for part in placing for sphere in _entries(part, "spheres")), "id")
    yield from _cards_without_questions(placing, cards)
    yield from _unknown_spheres(items, spheres)
    yield from _taken_ids(cards, _names(items, "id"))
    for path, said in placing:
        goals = list(_names(_entries((path, said), "goals"), "id"))
        if goals and goals[0] != IN_ITSELF:
            problem = f"the first goal says that it is worth something in itself (here: {quoted(goals[0])})"
            yield Flaw((*path, "goals", 0, "id"), problem, f"Put the goal with the id {IN_ITSELF} first.")
        for theme in themes:
            yield from _other_scales(theme, said.get("strength_scale"))


def _cards_without_questions(placing: list[Entry], cards: Sequence[Entry]) -> Iterator[Flaw]:
    if cards and not placing:
        problem = 'this is a card (kind "placing"), but the file does not say what is asked of a card'
        yield Flaw((*cards[0][0], "kind"), problem, "Add to the file: placing: …")
    if placing and not cards:
        yield Flaw(("placing",), "this file has no cards", "Add items of kind placing, or remove this part.")


def _unknown_spheres(items: Iterable[Entry], spheres: Names) -> Iterator[Flaw]:
    """Yield the cards that belong in no known sphere, and the spheres named where nothing is placed."""
    for path, item in items:
        sphere = item.get("sphere")
        if isinstance(sphere, str) and item.get("kind") != CARD:
            yield Flaw((*path, "sphere"), 'only kind "placing" has a sphere', "Remove it.")
        elif isinstance(sphere, str) and sphere not in spheres:
            yield Flaw((*path, "sphere"), f"this sphere does not exist ({quoted(sphere)})", _one_of(spheres))


def _taken_ids(cards: Iterable[Entry], ids: Names) -> Iterator[Flaw]:
    """Yield the cards of which a question would have the id of another item."""
    taken = {name.casefold() for name in ids}
    for path, card in cards:
        own = [f"{card.get('id')}-{suffix}" for suffix in SUFFIXES.values()]
        if clash := next((name for name in own if name.casefold() in taken), None):
            problem = f"a question about this card gets the id {quoted(clash)}, which another item has"
            yield Flaw((*path, "id"), problem, "Give one of the two another id.")


def _other_scales(theme: Entry, strength: object) -> Iterator[Flaw]:
    """Yield the statements on another scale than the strength of the cards in the same theme."""
    items = list(_entries(theme, "items"))
    if not any(item.get("kind") == CARD for _, item in items):
        return
    for path, item in items:
        if item.get("kind") == "ordinal" and isinstance(item.get("scale"), str) and item["scale"] != strength:
            problem = f"the cards of this theme are on another scale ({quoted(strength)})"
            yield Flaw((*path, "scale"), problem, "Use the same scale, or another theme.")
