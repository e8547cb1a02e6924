"""Findings and numbers as people read them."""

from __future__ import annotations

import pytest
from django.utils import translation

from samenspraak.core.picture import (
    Distribution,
    Finding,
    GroupDifference,
    Interval,
    ItemPicture,
    Verdict,
)
from samenspraak.results.wording import news, numbers
from samenspraak.results.wording.differences import said, said_of, unsaid
from samenspraak.results.wording.findings import QUESTIONS, SENTENCES, question, reason, sentence
from samenspraak.results.wording.names import enumeration, names_of
from tests.conftest import World
from tests.results.rounds import promise, rename

STEPS = ("Nog niet", "Eerste stappen", "Op weg", "Werkt", "Werkt en is geborgd")
KINDS = ("agree", "differ", "split", "strength", "concern", "unknown", "alike", "open")


def test_a_number_is_rounded_and_not_cut_off() -> None:
    with translation.override("nl"):
        assert (numbers.decimal(3.26), numbers.decimal(-0.96)) == ("3,3", "-1,0")


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (1.0, "‘Nog niet’"),
        (1.2, "‘Nog niet’"),
        (1.3, "tussen ‘Nog niet’ en ‘Eerste stappen’"),
        (2.5, "tussen ‘Eerste stappen’ en ‘Op weg’"),
        (2.8, "‘Op weg’"),
        (4.6, "tussen ‘Werkt’ en ‘Werkt en is geborgd’"),
        (5.0, "‘Werkt en is geborgd’"),
        (None, "nog niet te zeggen"),
    ],
)
def test_a_position_is_told_in_the_words_of_the_scale(mean: float | None, words: str) -> None:
    assert numbers.position(mean, STEPS) == words


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.1, "minder dan een halve stap"),
        (0.5, "een halve stap"),
        (1.0, "één stap"),
        (1.4, "anderhalve stap"),
        (2.1, "twee stappen"),
    ],
)
def test_a_gap_is_told_in_half_steps(gap: float, words: str) -> None:
    assert numbers.gap(gap) == words


@pytest.mark.parametrize(
    ("share", "n", "words"),
    [
        (0.3, 10, "3 van de 10"),
        (0.3, 19, "3 van de 10"),
        (0.0, 12, "bijna niemand"),
        (1.0, 12, "bijna iedereen"),
        (0.32, 20, "32%"),
    ],
)
def test_a_share_of_few_people_is_told_in_tenths(share: float, n: int, words: str) -> None:
    assert numbers.share(share, n) == words


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_words_are_listed_as_a_person_would(words: list[str], text: str) -> None:
    assert enumeration(words) == text


def test_a_difference_names_both_groups_and_where_they_stand(world: World) -> None:
    finding = Finding(
        kind="differ",
        theme="A",
        item="A1",
        low="uitvoering",
        high="beleid",
        low_value=2,
        high_value=4,
        value=2,
        n=14,
    )

    told = sentence(finding, names_of(world.round))

    assert told.text == (
        "Twee stappen verschil over ‘We weten hoe het gaat’. Uitvoering: ‘Eerste stappen’. Beleid: ‘Werkt’."
    )
    assert told.n == 14


def test_a_group_that_stands_apart_is_set_against_the_others(world: World) -> None:
    finding = Finding(kind="differ", theme="A", item="A1", high="beleid", low_value=2, high_value=4, value=2)
    names = names_of(world.round)

    assert "De anderen: ‘Eerste stappen’. Beleid: ‘Werkt’." in sentence(finding, names).text
    assert question(finding, names) == (
        "Volgens Beleid is dit ‘Werkt’, volgens de anderen ‘Eerste stappen’. "
        "Waar merk je dat verschil in de praktijk?"
    )
    assert reason(finding, names) == "Twee stappen verschil over ‘We weten hoe het gaat’."


@pytest.mark.parametrize("high", [None, 2.7])
def test_groups_in_the_same_words_of_the_scale_are_asked_about_by_name_only(
    world: World, high: float | None
) -> None:
    low = high and 2.4
    finding = Finding(
        kind="differ", theme="A", item="A1", low="uitvoering", high="beleid", low_value=low, high_value=high
    )

    assert question(finding, names_of(world.round)).startswith("Uitvoering en Beleid kijken")


@pytest.mark.parametrize(
    ("verdict", "high", "words"),
    [
        ("difference", 4.0, ""),
        ("no clear difference", 2.6, "geen duidelijk verschil"),
        ("no clear difference", 2.2, ""),
        ("too few", None, "te weinig antwoorden om iets te zeggen"),
    ],
)
def test_what_is_no_difference_is_never_worded_as_agreement(
    verdict: Verdict, high: float | None, words: str
) -> None:
    low = None if high is None else 2.0
    difference = GroupDifference(verdict=verdict, low="a", high="b", low_mean=low, high_mean=high)

    told = unsaid(statement_with(difference))

    assert bool(told) is bool(words)
    assert words in told
    assert "eens" not in told


def test_who_was_not_compared_gets_no_words_about_it() -> None:
    assert unsaid(statement_with(None)) == ""


def statement_with(difference: GroupDifference | None) -> ItemPicture:
    total = Distribution(
        n=12,
        shares=(0.0, 0.5, 0.5, 0.0, 0.0),
        unknown=0.0,
        mean=2.5,
        median=2.5,
        agreement=0.8,
        certainty="clear",
        doubt="",
    )
    return ItemPicture(
        item="A1", kind="ordinal", total=total, groups={}, asked=("a", "b"), difference=difference
    )


def test_agreement_is_told_with_the_position(world: World) -> None:
    told = sentence(Finding(kind="agree", theme="A", item="A1", value=3, n=20), names_of(world.round))

    assert told.text == "Over ‘We weten hoe het gaat’ zijn jullie het eens: ‘Op weg’."


def test_a_statement_for_some_groups_is_not_said_to_be_agreed_by_all(world: World) -> None:
    told = sentence(Finding(kind="agree", theme="A", item="A2", value=3, n=9), names_of(world.round))

    assert told.text == "Wie de vraag kreeg, is het eens over ‘We werken samen’: ‘Op weg’."


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_finding_has_words_without_loose_ends(world: World, kind: str, language: str) -> None:
    item = "A1" if kind in {"agree", "differ", "split", "unknown"} else ""
    finding = Finding(
        kind=kind,
        theme="A",
        item=item,
        low="beleid",
        high="bewoners",
        low_value=1.5,
        high_value=3,
        value=1.5,
        n=12,
    )

    with translation.override(language):
        names = names_of(world.round)
        texts = [
            sentence(finding, names).text,
            reason(finding, names),
            *(question(finding, names, turn=turn) for turn in range(3)),
        ]

    assert all(texts)
    assert not any("%(" in text for text in texts)
    assert kind in SENTENCES
    assert kind in QUESTIONS or kind == "open"


def test_names_of_groups_and_percent_signs_stay_text(world: World) -> None:
    rename(world, "beleid", "100% <b>Beleid</b> %(low)s")
    finding = Finding(
        kind="differ", theme="A", item="A1", low="beleid", high="bewoners", low_value=1, high_value=3, value=2
    )

    told = sentence(finding, names_of(world.round)).text

    assert "100% <b>Beleid</b> %(low)s: ‘Nog niet’." in told


def test_the_news_says_how_many_are_missing_without_saying_who() -> None:
    assert news.too_little_new(changed=3, k=5) == (
        "Er kwamen 3 antwoorden bij of anders terug sinds het vorige beeld. "
        "Een nieuw beeld komt bij 5, zodat niemand te herkennen is."
    )
    assert "1 antwoord bij" in news.too_little_new(changed=1, k=5)


def test_a_picture_is_told_above_it_with_the_pair_and_its_n(world: World) -> None:
    names = names_of(world.round)
    item = ItemPicture(
        item="A1",
        kind="ordinal",
        total=None,
        groups={},
        asked=("beleid", "uitvoering"),
        difference=GroupDifference(
            verdict="difference",
            low="uitvoering",
            high="beleid",
            low_mean=2.0,
            high_mean=4.0,
            delta=0.8,
            q=0.01,
            n=16,
        ),
    )

    told = said(item, names)

    assert told.text == "Duidelijk verschil: bij Uitvoering twee stappen lager dan bij Beleid."
    assert told.n == 16
    assert said_of(item, "beleid", names) == told
    assert said_of(item, "bewoners", names).text == ""


def test_a_group_that_does_not_stand_apart_is_not_said_to_agree(world: World) -> None:
    item = ItemPicture(
        item="A1",
        kind="ordinal",
        total=None,
        groups={},
        asked=("beleid",),
        difference=GroupDifference(verdict="no clear difference"),
    )

    told = said_of(item, "beleid", names_of(world.round)).text

    assert told.startswith("Tussen deze groep en de anderen is geen duidelijk verschil gevonden.")
    assert "eens" not in told


def test_groups_shown_as_one_are_listed_as_a_person_would_say_them(world: World) -> None:
    plan = world.round.plan or {}
    groups = [{**one, "display": "beleid"} for one in plan["groups"]]
    promise(world, groups=groups, displays={"beleid": "Beleid + Uitvoering + Bewoners"})

    assert names_of(world.round).group("beleid") == "Beleid, Uitvoering en Bewoners"


def test_a_name_that_somebody_chose_stays(world: World) -> None:
    plan = world.round.plan or {}
    groups = [{**one, "display": "beleid"} for one in plan["groups"]]
    promise(world, groups=groups, displays={"beleid": "Wie er werkt + woont"})

    assert names_of(world.round).group("beleid") == "Wie er werkt + woont"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(low=2.5, high=3.3), "stap 2,9, tussen 2,5 en 3,3"),
        (Interval(low=2.9, high=2.9), ""),
        (None, ""),
    ],
)
def test_how_far_a_mean_could_move_is_said_in_short_where_it_could(
    interval: Interval | None, words: str
) -> None:
    assert numbers.reach(2.9, interval) == words
