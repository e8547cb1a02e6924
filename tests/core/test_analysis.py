"""The picture shows what people answered, says how sure that is, and what to talk about."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.analysis import (
    Distribution,
    Finding,
    GroupDifference,
    ItemPicture,
    Picture,
    analyse,
    doubt,
)
from samenspraak.core.disclosure import Plan
from samenspraak.core.findings import MOST, found
from samenspraak.core.kinds.kind import Tally
from samenspraak.core.picture import Interval
from samenspraak.core.releasing import Voice, next_release
from tests.core.rounds import QUESTIONS, answers, plan_of, sheet, sheets_of, theme_of

AUDIENCES = {"beleid": "gemeente", "uitvoering": "praktijk", "bewoners": "bewoners"}
PLAN = plan_of({"beleid": 8, "uitvoering": 8, "bewoners": 8}, audiences=AUDIENCES)


ONE_GROUP = plan_of({"beleid": 8})


def picture_of(voices: list[Voice], plan: Plan = PLAN) -> Picture:
    picture = analyse(QUESTIONS, sheets_of(voices), plan)
    assert picture is not None
    return picture


def item_of(picture: Picture, item: str) -> ItemPicture:
    return next(each for theme in picture.themes for each in theme.items if each.item == item)


def figure(picture: Picture, item: str, group: str | None = None) -> Distribution:
    each = item_of(picture, item)
    found = each.total if group is None else each.groups[group]
    assert found is not None
    return found


def filled(random: Random, group: str | None) -> Voice:
    marks = {item: random.choice("12345?-") for item in ("A1", "A2", "B1")}
    if group == "bewoners":
        marks["A2"] = "-"
    important = {item: random.choice("123?-") for item in ("A_belang", "B_belang")}
    return Voice(group, sheet(**marks, **important, B2=random.choice("12-")))


# Worked by hand in docs/methods.md: ten of twelve policy officers took a position.
WORKED = answers("beleid", "A1", "1223333444??")


def test_the_worked_example_has_the_figures_worked_out_by_hand() -> None:
    plan = plan_of({"beleid": 16, "bewoners": 8})

    picture = analyse(QUESTIONS, sheets_of(WORKED), plan)

    assert picture is not None
    assert figure(picture, "A1", "beleid") == Distribution(
        n=12,
        shares=(0.1, 0.2, 0.4, 0.3, 0.0),
        unknown=0.2,
        mean=2.9,
        median=3.0,
        agreement=0.5,
        certainty="clear",
        doubt="",
        coverage=0.75,
        interval=Interval(low=2.5, high=3.3),
        consensus=0.7,
        polarisation=0.3,
    )


def test_a_figure_could_only_move_where_somebody_is_missing() -> None:
    voices = [Voice("beleid", sheet(A1="2", A2="5")) for _ in range(8)]
    theme, missing = (
        picture_of(voices, plan_of({"beleid": expected})).themes[0].position for expected in (8, 12)
    )

    assert theme is not None
    assert missing is not None
    assert (theme.interval, theme.mean) == (None, 3.5)
    assert missing.interval is not None
    assert missing.interval.low < 3.5 < missing.interval.high


def test_low_coverage_and_much_not_knowing_are_noted() -> None:
    few = picture_of(answers("beleid", "A1", "33????"), plan_of({"beleid": 20}))
    nearly_all = picture_of(answers("beleid", "A1", "333333"), plan_of({"beleid": 7}))

    assert [(note.kind, note.subject, note.share) for note in few.notes] == [
        ("unknown", "", 0.67),
        ("coverage", "", 0.3),
        ("coverage", "beleid", 0.3),
    ]
    assert nearly_all.notes == ()


def test_a_choice_has_no_interval() -> None:
    assert figure(picture_of([Voice("beleid", sheet(B2="1")) for _ in range(6)]), "B2").interval is None


def test_fewer_than_k_sheets_give_no_picture() -> None:
    assert analyse(QUESTIONS, sheets_of(answers("beleid", "A1", "1234")), PLAN) is None


def test_a_group_too_small_is_hidden_and_counts_in_the_total_with_another() -> None:
    picture = picture_of(
        answers("beleid", "A1", "11111")
        + answers("uitvoering", "A1", "555555")
        + answers("bewoners", "A1", "333")
    )

    assert {key: bool(each) for key, each in item_of(picture, "A1").groups.items()} == {
        "beleid": False,
        "uitvoering": True,
        "bewoners": False,
    }
    assert figure(picture, "A1").n == 14
    assert picture.group_sizes == {"beleid": 5, "uitvoering": 6, "bewoners": 3}


@given(st.permutations("1122345"))
def test_who_gave_which_answer_among_those_hidden_makes_no_difference(marks: list[str]) -> None:
    """Nothing in the picture depends on more than the tallies that may be shown."""
    hidden = answers("bewoners", "A1", "".join(marks[:3])) + answers("uitvoering", "A1", "".join(marks[3:]))

    one = picture_of(answers("beleid", "A1", "444444") + hidden)

    other = answers("bewoners", "A1", "112") + answers("uitvoering", "A1", "2345")
    assert one == picture_of(answers("beleid", "A1", "444444") + other)


def test_a_statement_for_some_groups_is_judged_by_those_who_were_asked() -> None:
    picture = picture_of(answers("beleid", "A2", "44444444") + answers("bewoners", "A1", "22222222"))

    assert item_of(picture, "A2").asked == ("beleid", "uitvoering")
    assert figure(picture, "A2").coverage == 0.5
    assert figure(picture, "A1").coverage == 0.33


def test_a_theme_stands_at_the_mean_of_its_statements() -> None:
    voices = [Voice("beleid", sheet(A1="2", A2="5")) for _ in range(6)]
    voices += [Voice("bewoners", sheet(A1="3")) for _ in range(6)]

    theme = picture_of(voices).themes[0]

    beleid, bewoners = theme.groups["beleid"], theme.groups["bewoners"]
    assert theme.position is not None
    assert beleid is not None
    assert bewoners is not None
    assert [(each.n, each.mean) for each in (theme.position, beleid, bewoners)] == [
        (12, 3.8),
        (6, 3.5),
        (6, 3.0),
    ]
    assert [each.coverage for each in (theme.position, beleid, bewoners)] == [0.5, 0.75, 0.75]
    assert theme.groups["uitvoering"] is None


def test_importance_and_choices_are_shown_without_being_mixed_up_with_positions() -> None:
    voices = [Voice("beleid", sheet(A_belang="3", B2="1", B1="2")) for _ in range(6)]

    picture = picture_of(voices)

    assert picture.themes[0].importance is not None
    assert picture.themes[0].importance.mean == 3
    assert picture.themes[0].position is None
    choice = figure(picture, "B2")
    assert (choice.shares, choice.mean, choice.median, choice.agreement) == ((1.0, 0.0), None, None, None)
    assert picture.themes[1].position is not None
    assert picture.themes[1].position.mean == 2


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_a_picture_is_exactly_its_json(seed: int) -> None:
    random = Random(seed)
    voices = [filled(random, random.choice([*AUDIENCES, None])) for _ in range(random.randint(5, 40))]

    picture = picture_of(voices)

    assert Picture.model_validate_json(picture.model_dump_json()) == picture
    assert Picture.model_validate(picture.model_dump(mode="json")) == picture


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_the_respondents_changes_nothing(seed: int) -> None:
    random = Random(seed)
    voices = [filled(random, random.choice([*AUDIENCES, None])) for _ in range(30)]
    turned = sorted(voices, key=lambda voice: voice.sheet)

    assert picture_of(voices) == picture_of(turned)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_first_release_has_the_picture_of_its_sheets(seed: int) -> None:
    random = Random(seed)
    voices = {f"r{n}": filled(random, random.choice([*AUDIENCES, None])) for n in range(30)}
    decision = next_release(voices, questions=QUESTIONS, plan=PLAN)

    released = analyse(QUESTIONS, sheets_of(voices.values()), PLAN, ledger=decision.ledger)

    assert released == picture_of(list(voices.values()))


def test_no_picture_holds_a_count_of_one_step() -> None:
    """Below twenty people shares are tenths, so no share tells how many people are behind it."""
    random = Random(3)
    picture = picture_of([filled(random, group) for group in AUDIENCES for _ in range(9)])

    for theme in picture.themes:
        for item in theme.items:
            for each in item.groups.values():
                assert each is None or all(round(share * 10, 9).is_integer() for share in each.shares)


def test_tables_count_as_one_voice_each() -> None:
    picture = picture_of(answers("beleid", "A1", "12345") + answers(None, "A1", "33333"))

    assert (picture.n, picture.tables) == (10, 5)
    assert figure(picture, "A1").n == 10


def test_named_mode_hides_nobody_and_names_everybody() -> None:
    plan = plan_of({"beleid": 2, "bewoners": 1}, k=1, mode="named")
    voices = answers("beleid", "A1", "12") + answers("bewoners", "A1", "5")

    picture = analyse(QUESTIONS, sheets_of(voices, names=["Anna", "Bram", "Chris"]), plan)

    assert picture is not None
    assert figure(picture, "A1", "bewoners").n == 1
    assert [(each.name, each.group, each.cells["A1"]) for each in picture.people] == [
        ("Anna", "beleid", "1"),
        ("Bram", "beleid", "2"),
        ("Chris", "bewoners", "5"),
    ]


def test_protected_mode_names_nobody() -> None:
    sheets = sheets_of(answers("beleid", "A1", "12345"), names=["Anna", "Bram", "Chris", "", ""])

    picture = analyse(QUESTIONS, sheets, PLAN)

    assert picture is not None
    assert picture.people == ()
    assert "Anna" not in picture.model_dump_json()


# --- findings ---------------------------------------------------------------


def test_a_difference_that_survives_names_both_groups() -> None:
    picture = picture_of(answers("beleid", "A1", "444444") + answers("bewoners", "A1", "222222"))

    assert picture.findings[0] == Finding(
        kind="differ",
        theme="A",
        item="A1",
        low="bewoners",
        high="beleid",
        low_value=2.0,
        high_value=4.0,
        value=2.0,
        n=12,
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ("44444444", "22222222", "difference"),
        ("23445", "12334", "no clear difference"),
        ("11155555", "11155555", "no clear difference"),
        ("4444444", "22", "too few"),
    ],
)
def test_only_what_is_more_than_chance_is_a_difference(ours: str, theirs: str, verdict: str) -> None:
    picture = picture_of(answers("beleid", "A1", ours) + answers("bewoners", "A1", theirs))
    judged = item_of(picture, "A1").difference

    assert judged is not None
    assert judged.verdict == verdict
    assert ("differ" in {each.kind for each in picture.findings}) is (verdict == "difference")


def test_a_group_may_stand_apart_from_all_others() -> None:
    voices = answers("beleid", "A1", "555555") + answers(None, "A1", "11112222")

    assert item_of(picture_of(voices), "A1").difference == GroupDifference(
        verdict="difference", low="", high="beleid", low_mean=1.5, high_mean=5.0, delta=1.0, q=0.0, n=14
    )


def test_only_statements_are_compared() -> None:
    picture = picture_of([filled(Random(7), group) for group in ("beleid", "bewoners") for _ in range(8)])
    compared = {each.item: each.difference for theme in picture.themes for each in theme.items}

    assert compared["B2"] is None
    assert compared["B1"] is not None


def test_a_difference_that_may_be_chance_gives_no_weight_to_a_topic() -> None:
    likely = picture_of(answers("beleid", "A1", "34444") + answers("bewoners", "A1", "33344"))
    certain = picture_of(answers("beleid", "A1", "4444444") + answers("bewoners", "A1", "3333333"))

    assert likely.topics[0].difference < certain.topics[0].difference == 1.0


def test_a_group_that_mostly_does_not_know_is_not_set_against_another() -> None:
    voices = answers("beleid", "A1", "444444") + answers("bewoners", "A1", "111?????")

    assert "differ" not in {each.kind for each in picture_of(voices).findings}


@pytest.mark.parametrize(
    ("marks", "finding"),
    [
        ("44444444", Finding(kind="agree", theme="A", item="A1", value=4.0, n=8)),
        ("11115555", Finding(kind="split", theme="A", item="A1", value=-1.0, n=8)),
        ("33??????", Finding(kind="unknown", theme="A", item="A1", value=0.8, n=8)),
    ],
)
def test_what_everybody_says_of_a_statement_is_a_finding(marks: str, finding: Finding) -> None:
    assert finding in picture_of(answers("beleid", "A1", marks), ONE_GROUP).findings


def test_the_strongest_theme_and_the_most_pressing_one_are_named_once() -> None:
    voices = [Voice("beleid", sheet(A1="5", B1="1")) for _ in range(8)]

    findings = picture_of(voices, ONE_GROUP).findings

    assert Finding(kind="strength", theme="A", value=5.0, n=8) in findings
    assert Finding(kind="concern", theme="B", value=1.0, n=8) in findings


def test_groups_that_stand_in_the_same_place_are_alike() -> None:
    voices = answers("beleid", "A1", "333334") + answers("bewoners", "A1", "333343")

    assert Finding(kind="alike", theme="A", value=3.2, n=12) in picture_of(voices).findings


def test_a_group_of_which_nothing_is_shown_is_told_apart_from_one_that_did_not_answer() -> None:
    picture = picture_of(
        answers("beleid", "A1", "444444") + answers("bewoners", "A1", "33") + answers(None, "A1", "444")
    )

    assert Finding(kind="hidden", low="bewoners", n=2) in picture.findings
    assert "uitvoering" not in {each.low for each in picture.findings}


def test_there_are_never_more_findings_than_anybody_reads() -> None:
    split = Distribution(
        n=8,
        shares=(0.5, 0.0, 0.0, 0.0, 0.5),
        unknown=0.0,
        mean=3.0,
        median=3.0,
        agreement=-1.0,
        certainty="uncertain",
        doubt="split",
    )
    themes = [theme_of(letter, total=split) for letter in "ABCDEFGHIJKLMNOPQRST"]

    assert len(found(themes, sizes={}, k=5)) <= MOST


# --- how sure ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("tally", "covered", "why"),
    [
        (Tally((0, 0, 8, 0, 0), 0), 1.0, ""),
        (Tally((0, 0, 4, 0, 0), 5), 1.0, "unknown"),
        (Tally((0, 0, 4, 0, 0), 4), 1.0, "thin"),
        (Tally((0, 0, 9, 0, 0), 0), 0.4, "thin"),
        (Tally((0, 0, 9, 0, 0), 0), None, "thin"),
        (Tally((0, 0, 10, 0, 0), 0), 0.1, ""),
        (Tally((5, 0, 0, 0, 5), 0), 1.0, "split"),
    ],
)
def test_a_figure_is_uncertain_for_a_reason(tally: Tally, covered: float | None, why: str) -> None:
    assert doubt(tally, k=5, covered=covered) == why


def test_a_choice_is_never_split_for_its_options_have_no_order() -> None:
    assert doubt(Tally((5, 0, 5), 0), k=5, covered=1.0, ordered=False) == ""
