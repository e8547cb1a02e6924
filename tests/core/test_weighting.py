"""Two weightings side by side: the order of themes hangs on it, or not, and a small group is not outvoted unseen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspraak.core.comparing import differences
from samenspraak.core.samples import Sample
from samenspraak.core.scoring import NO_GROUP
from samenspraak.core.standpoints import Flip, Weighed
from samenspraak.core.weighting import minorities, weighings
from tests.core.rounds_of_samples import COUNTS, sample

Cells = dict[str, Sample]


def one_item(**cells: Sample) -> dict[str, Cells]:
    """Return a theme with one question."""
    return {"belang": dict(cells)}


# Forty officials find A important, two groups of six find B important.
LARGE_AND_SMALL = {
    "A": one_item(
        beleid=sample(0, 0, 0, 10, 30), praktijk=sample(2, 4, 0, 0, 0), bewoners=sample(1, 5, 0, 0, 0)
    ),
    "B": one_item(
        beleid=sample(0, 10, 20, 10, 0), praktijk=sample(0, 0, 0, 2, 4), bewoners=sample(0, 0, 0, 0, 6)
    ),
}


def test_an_order_that_flips_with_the_weighing_is_named() -> None:
    found = weighings(LARGE_AND_SMALL)

    assert found.themes == (
        Weighed(theme="A", people=4.1, groups=2.8),
        Weighed(theme="B", people=3.4, groups=4.2),
    )
    assert (found.by_people, found.by_groups) == (("A", "B"), ("B", "A"))
    assert found.flips == (Flip(by_people="A", by_groups="B", certainty="clear"),)


@pytest.mark.parametrize(("missing", "certainty"), [(0, "clear"), (30, "uncertain")])
def test_a_flip_within_what_the_missing_could_change_is_uncertain(missing: int, certainty: str) -> None:
    def asked(*counts: int) -> Sample:
        return sample(*counts, expected=sum(counts) + missing)

    found = weighings(
        {
            "A": one_item(beleid=asked(0, 4, 4, 6, 1), bewoners=asked(1, 3, 1, 0, 0)),
            "B": one_item(beleid=asked(0, 5, 7, 3, 0), bewoners=asked(0, 2, 3, 0, 0)),
        }
    )

    assert found.flips == (Flip(by_people="A", by_groups="B", certainty=certainty),)


def test_a_flip_is_uncertain_when_either_order_is() -> None:
    """Half of the large group is missing: enough to change the order of the people, not that of the groups."""
    found = weighings(
        {
            "A": one_item(
                beleid=sample(0, 0, 20, 20, expected=80),
                praktijk=sample(0, 6, 0, 0),
                bewoners=sample(0, 6, 0, 0),
            ),
            "B": one_item(
                beleid=sample(0, 0, 24, 16, expected=80),
                praktijk=sample(0, 5, 1, 0),
                bewoners=sample(0, 5, 1, 0),
            ),
        }
    )

    assert found.flips == (Flip(by_people="A", by_groups="B", certainty="uncertain"),)


def test_the_same_order_either_way_is_no_flip_and_nor_is_a_tie() -> None:
    high, low = sample(0, 0, 0, 2, 4), sample(4, 2, 0, 0, 0)
    found = weighings(
        {
            "A": one_item(een=high, twee=high),
            "B": one_item(een=low, twee=low),
            "C": one_item(een=low, twee=low),
        }
    )

    assert found.by_people == found.by_groups == ("A", "B", "C")
    assert found.flips == ()


def test_a_theme_takes_the_mean_of_its_questions() -> None:
    found = weighings(
        {"A": {"A1": {"een": sample(0, 6, 0), "twee": sample(0, 0, 6)}, "A2": {"een": sample(6, 0, 0)}}}
    )

    assert found.themes == (Weighed(theme="A", people=1.8, groups=2.2),)


def test_everybody_who_is_in_no_group_counts_as_a_person_and_not_as_a_group() -> None:
    cells = {"een": sample(6, 0, 0), "twee": sample(6, 0, 0), NO_GROUP: sample(0, 0, 12)}

    assert weighings({"A": {"A1": cells}}).themes == (Weighed(theme="A", people=2.0, groups=1.0),)


def test_a_theme_with_one_group_is_left_out() -> None:
    found = weighings({"A": one_item(een=sample(0, 6, 0)), "B": {}})

    assert (found.themes, found.left_out) == ((), ("A", "B"))


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=4))
def test_groups_of_the_same_size_give_the_same_under_both(groups: list[tuple[int, ...]]) -> None:
    size = max(map(sum, groups))
    cells = {
        f"g{place}": sample(*counts[:-1], counts[-1] + size - sum(counts))
        for place, counts in enumerate(groups)
    }

    weighed = weighings({"A": {"A1": cells}}).themes[0]

    assert weighed.people == weighed.groups


def others(count: int) -> Sample:
    return sample(0, 0, count // 2, count // 2, 0)


@pytest.mark.parametrize(("size", "expected"), [(6, ["bewoners"]), (12, [])])
def test_a_small_group_that_sees_it_very_differently_is_named(size: int, expected: list[str]) -> None:
    cells = {"beleid": others(20), "praktijk": others(12), "bewoners": sample(size, 0, 0, 0, 0)}

    found = minorities(differences({"A1": cells}, k=5))

    assert [each.group for each in found] == expected
    assert all((each.item, each.delta, each.n) == ("A1", -1.0, size) for each in found)


def test_a_small_group_that_differs_a_little_or_is_too_few_is_not_named() -> None:
    close = {"beleid": others(40), "bewoners": sample(0, 2, 2, 2, 0)}
    few = {"beleid": others(40), "bewoners": sample(4, 0, 0, 0, 0)}

    assert minorities(differences({"A1": close, "A2": few}, k=5)) == ()
