"""Every kind draws, accepts, codes, counts and shows its answers, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspraak.core.instrument import Anchor, Instrument, Item, Option, Scale, Text, load_instrument
from samenspraak.core.kinds import KINDS
from samenspraak.core.kinds.kind import Control, ItemFault, Mark, Refusal, Tally
from samenspraak.core.kinds.text import MAX_LENGTH
from samenspraak.core.sheet import empty_sheet, patch, question_list

SMALL = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")


def scale(steps: int, *, unknown: bool) -> Scale:
    anchors = tuple(Anchor(name=Text(nl=f"stap {step}", en=f"step {step}")) for step in range(1, steps + 1))
    return Scale(
        id="ladder", anchors=anchors, unknown=Text(nl="Weet ik niet", en="Don't know") if unknown else None
    )


def instrument(*, steps: int = 5, unknown: bool = True) -> Instrument:
    return load_instrument(SMALL, name="klein.yaml").model_copy(
        update={"scales": (scale(steps, unknown=unknown),)}
    )


ORDINAL = Item(id="A1", kind="ordinal", scale="ladder", text=Text(nl="Het lukt."))
IMPORTANCE = Item(id="A-belang", kind="importance", scale="ladder", text=Text(nl="Is dit belangrijk?"))
REALISM = Item(id="A-haalbaar", kind="realism", scale="ladder", text=Text(nl="Is dit haalbaar?"))
OPEN = Item(id="A-opmerking", kind="text", text=Text(nl="Wat gaat goed?"))


def choice(options: int) -> Item:
    named = tuple(
        Option(id=f"optie-{number}", name=Text(nl=f"Optie {number}")) for number in range(1, options + 1)
    )
    return Item(id="A3", kind="choice", options=named, text=Text(nl="Waar begin je?"))


def column(cells: str) -> np.ndarray:
    return np.frombuffer(cells.encode("ascii"), dtype=np.uint8)


CLOSED = [
    (ORDINAL, instrument(), "12345?"),
    (ORDINAL, instrument(steps=10), "123456789a?"),
    (ORDINAL, instrument(steps=2, unknown=False), "12"),
    (IMPORTANCE, instrument(steps=3), "123?"),
    (REALISM, instrument(steps=4), "1234?"),
    (choice(2), instrument(), "12"),
    (choice(35), instrument(), "123456789abcdefghijklmnopqrstuvwxyz"),
]


@pytest.mark.parametrize(("item", "within", "codes"), CLOSED)
def test_a_closed_kind_draws_and_accepts_exactly_its_codes(
    item: Item, within: Instrument, codes: str
) -> None:
    kind = KINDS[item.kind]

    control = kind.control(item, within, "nl")

    assert (control.widget, "".join(mark.code for mark in control.marks)) == ("marks", codes)
    assert [kind.parse(code, item, within) for code in codes] == list(codes)
    assert {kind.parse(chr(code), item, within) for code in range(0x250) if chr(code) not in codes} == {
        Refusal("unknown-mark")
    }


@pytest.mark.parametrize(("item", "within", "codes"), CLOSED)
def test_what_was_left_empty_is_not_answered(item: Item, within: Instrument, codes: str) -> None:
    kind = KINDS[item.kind]

    assert kind.parse("", item, within) == "-"
    assert kind.show("-", item, within, "nl") == ""


@pytest.mark.parametrize(
    "raw", ["-", " ", "1 ", " 1", "01", "11", "1\x00", "１", "A", "null", "12345", "1" * 100_000]
)
@pytest.mark.parametrize(("item", "within", "codes"), CLOSED[:1] + CLOSED[3:5])
def test_anything_else_is_refused(raw: str, item: Item, within: Instrument, codes: str) -> None:
    assert KINDS[item.kind].parse(raw, item, within) == Refusal("unknown-mark")


@pytest.mark.parametrize(("item", "within", "codes"), CLOSED)
def test_a_cell_is_shown_in_the_words_that_were_drawn(item: Item, within: Instrument, codes: str) -> None:
    kind = KINDS[item.kind]

    for language in ("nl", "en"):
        marks = kind.control(item, within, language).marks
        assert [kind.show(mark.code, item, within, language) for mark in marks] == [
            mark.name for mark in marks
        ]


def test_steps_are_drawn_from_low_to_high_with_i_do_not_know_last() -> None:
    explained = Anchor(name=Text(nl="Nog niet"), explanation=Text(nl="Er is nog niets."))
    ladder = scale(2, unknown=True)
    within = instrument().model_copy(
        update={"scales": (ladder.model_copy(update={"anchors": (explained, *ladder.anchors[1:])}),)}
    )

    assert KINDS["ordinal"].control(ORDINAL, within, "nl") == Control(
        "marks", (Mark("1", "Nog niet", "Er is nog niets."), Mark("2", "stap 2"), Mark("?", "Weet ik niet"))
    )


# Counting


def test_the_tally_keeps_i_do_not_know_apart() -> None:
    tally = KINDS["ordinal"].tally(column("1135?-5-??2"), ORDINAL, instrument())

    assert tally == Tally(counts=(2, 1, 1, 0, 2), unknown=3)
    assert tally.answered == 9


def test_the_tally_of_nobody_is_nought() -> None:
    assert KINDS["choice"].tally(column(""), choice(3), instrument()) == Tally(counts=(0, 0, 0), unknown=0)


def test_an_open_question_is_not_counted() -> None:
    assert KINDS["text"].tally(column(""), OPEN, instrument()) is None


@pytest.mark.parametrize("cells", ["126", "12a", "1 2", "1\x00"])
def test_a_mark_that_the_question_does_not_have_is_not_counted_around(cells: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        KINDS["ordinal"].tally(column(cells), ORDINAL, instrument())


def test_i_do_not_know_is_damage_where_it_was_no_answer() -> None:
    for item in (ORDINAL, choice(2)):
        with pytest.raises(ValueError, match="mark"):
            KINDS[item.kind].tally(column("1?"), item, instrument(unknown=False))


@pytest.mark.parametrize(("item", "within", "codes"), CLOSED)
@given(chosen=st.data())
def test_the_tally_counts_everybody_once_in_whatever_order(
    item: Item, within: Instrument, codes: str, chosen: st.DataObject
) -> None:
    cells = chosen.draw(st.text(alphabet=codes + "-", max_size=60))
    shuffled = "".join(chosen.draw(st.permutations(cells)))
    kind = KINDS[item.kind]

    tally = kind.tally(column(cells), item, within)

    assert tally is not None
    assert tally == kind.tally(column(shuffled), item, within)
    assert tally == kind.tally(column(cells).reshape(-1, 1), item, within)
    by_hand = Counter(cells)
    assert tally.counts == tuple(by_hand[code] for code in codes if code != "?")
    assert (tally.unknown, sum(tally.counts) + tally.unknown + by_hand["-"]) == (by_hand["?"], len(cells))


# Texts


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("", ""),
        ("  Het gaat goed.\t\n ", "Het gaat goed."),
        ("een\r\ntwee\rdrie\nvier", "een\ntwee\ndrie\nvier"),
        ("een\u2028twee\u0085drie\x0bvier", "een\ntwee\ndrie\nvier"),
        ("cafe\u0301", "café"),
        ("a\x00b\x07c\x7fd\x9be", "abcde"),
        ("a\u202eb\u2066c\u200fd\u061ce", "abcde"),
        ("a\u200bb\u200dc\ufeffd\u00ade\u2060f", "abcdef"),
        ("a\tb", "a b"),
        ("=1+1 <b>{{ x }}</b> ☃ 😀", "=1+1 <b>{{ x }}</b> ☃ 😀"),
        ("\u200b \u202e\n", ""),
        ("é" * MAX_LENGTH, "é" * MAX_LENGTH),
        ("e\u0301" * MAX_LENGTH, "é" * MAX_LENGTH),
        (" " * 5000 + "a", "a"),
    ],
)
def test_a_text_is_kept_without_what_cannot_be_seen(raw: str, kept: str) -> None:
    assert KINDS["text"].parse(raw, OPEN, instrument()) == kept


@pytest.mark.parametrize("raw", ["a" * (MAX_LENGTH + 1), "\u0301\u0323" * 1_000_000, "x" * 10_000_000])
def test_too_long_a_text_is_refused_not_cut(raw: str) -> None:
    assert KINDS["text"].parse(raw, OPEN, instrument()) == Refusal("too-long")


def test_half_a_character_is_unreadable() -> None:
    assert KINDS["text"].parse("goed \ud83d", OPEN, instrument()) == Refusal("unreadable")


@given(st.text())
def test_cleaning_a_clean_text_changes_nothing(raw: str) -> None:
    once = KINDS["text"].parse(raw, OPEN, instrument())

    assert once == Refusal("unreadable") or KINDS["text"].parse(str(once), OPEN, instrument()) == once


def test_a_text_is_drawn_with_its_limit_and_shown_as_it_is() -> None:
    assert KINDS["text"].control(OPEN, instrument(), "nl") == Control("text", max_length=1000)
    assert KINDS["text"].show("<b>hoi</b>", OPEN, instrument(), "nl") == "<b>hoi</b>"


# A new kind


@dataclass(frozen=True)
class Stars:
    """A kind that nobody has foreseen, with a cell of two characters."""

    name: str = "stars"
    width: int = 2

    def faults(self, item: Item, before: Sequence[Item]) -> list[ItemFault]:
        return [ItemFault("id", "the last one was enough", "Remove it.")] if before else []

    def control(self, item: Item, instrument: Instrument, language: str) -> Control:
        return Control("marks", (Mark("**", "Twee sterren"),))

    def parse(self, raw: str, item: Item, instrument: Instrument) -> str | Refusal:
        return raw

    def tally(self, cells: np.ndarray, item: Item, instrument: Instrument) -> Tally | None:
        return Tally((len(cells),), 0)

    def show(self, cell: str, item: Item, instrument: Instrument, language: str) -> str:
        return cell


def test_a_new_kind_needs_nothing_but_its_place_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "stars", Stars())
    text = SMALL.replace("id: A1, kind: ordinal, scale: ontwikkeling", "id: A1, kind: stars")

    questions = question_list(load_instrument(text, name="klein.yaml"))

    assert patch(empty_sheet(questions), questions, {"A1": "**", "A2": "3"}).startswith("**3-")


def test_kinds_are_listed_by_their_own_name_and_are_frozen() -> None:
    assert list(KINDS) == ["ordinal", "importance", "choice", "guess", "realism", "text"]
    for name, kind in KINDS.items():
        assert kind.name == name
        with pytest.raises(AttributeError):
            kind.width = 9  # type: ignore[misc]
        assert replace(kind) == kind  # type: ignore[type-var]
