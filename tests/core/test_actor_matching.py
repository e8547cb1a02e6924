"""A row beside the map: new, the same, perhaps the same, twice, or somebody who asked to be left off."""

from __future__ import annotations

from datetime import date
from typing import Any

from samenspraak.core.actor_matching import Known, changes_of, judge
from samenspraak.core.actor_table import ActorRow


def known(
    key: str,
    name: str,
    *,
    area: str = "",
    website: str = "",
    email: str = "",
    on_map: bool = True,
    **values: Any,
) -> Known:
    told = {"name": name, "area_code": area, "website": website, **values}
    return Known(key, name, area, website, email, on_map, told)


def row(
    number: int,
    name: str,
    *,
    area: str = "",
    website: str = "",
    email: str = "",
    mark: str = "",
    **values: Any,
) -> ActorRow:
    told = {"name": name, **values}
    told |= {"area_code": area} if area else {}
    told |= {"website": website} if website else {}
    return ActorRow(number, told, {"email": email} if email else {}, (), mark)


MAP = [
    known(
        "linde",
        "Stichting De Linde",
        area="BU03080000",
        website="https://www.linde.nl/",
        email="info@linde.example",
    ),
    known("brug", "De Brug", area="BU03080001"),
    known("weg", "Vrouwengroep", on_map=False),
]


def verdicts(*rows: ActorRow) -> list[str]:
    return [one.verdict for one in judge(rows, MAP)]


def test_the_same_name_in_the_same_area_is_the_same() -> None:
    assert verdicts(row(2, "de linde", area="BU03080000"), row(3, "De Brug")) == ["same", "same"]


def test_the_same_name_in_another_area_is_doubtful() -> None:
    judged = judge([row(2, "De Brug", area="BU03080009")], MAP)[0]

    assert (judged.verdict, judged.keys) == ("doubtful", ("brug",))


def test_an_address_says_more_than_a_name() -> None:
    assert verdicts(
        row(2, "Buurthuis de Linde", website="http://linde.nl"),
        row(3, "Linde, de", email="INFO@linde.example"),
    ) == ["same", "same"]


def test_another_name_at_the_same_address_is_doubtful() -> None:
    assert verdicts(row(2, "Kookclub Zuid", website="linde.nl")) == ["doubtful"]


def test_a_slip_of_the_pen_is_doubtful_and_something_else_new() -> None:
    assert verdicts(row(2, "Stichting De Lindde"), row(3, "Kookclub Zuid")) == ["doubtful", "new"]


def test_a_mark_from_our_own_file_is_sure_whatever_the_name() -> None:
    judged = judge([row(2, "Heel anders", mark="linde")], MAP)[0]

    assert (judged.verdict, judged.keys, judged.changes) == ("same", ("linde",), ("name",))


def test_who_asked_to_be_left_off_is_not_put_back() -> None:
    assert verdicts(row(2, "vrouwengroep"), row(3, "Vrouwengroepp")) == ["removed", "removed"]


def test_the_same_twice_in_one_list_is_told_with_the_first_row() -> None:
    judged = judge([row(2, "Kookclub Zuid"), row(5, "kookclub  zuid")], MAP)[1]

    assert (judged.verdict, judged.first) == ("twice", 2)


def test_an_empty_cell_changes_nothing_and_an_older_confirmation_neither() -> None:
    entry = known("linde", "De Linde", does="Koffie", confirmed_on=date(2026, 6, 1))

    assert changes_of(row(2, "De Linde"), entry) == ()
    assert changes_of(row(2, "De Linde", does="Thee", confirmed_on=date(2026, 5, 1)), entry) == ("does",)
    assert changes_of(row(2, "De Linde", confirmed_on=date(2026, 7, 1)), entry) == ("confirmed_on",)


def test_names_in_any_script_are_told_apart() -> None:
    arabic = [row(2, "مسجد النور"), row(3, "جمعية الأمل")]

    assert [one.verdict for one in judge(arabic, [known("k", "Українська громада")])] == ["new", "new"]
    assert verdict_of("مسجد النور", "مسجد النور") == "same"
    assert verdict_of("!!!", "???") == "new"


def verdict_of(name: str, there: str) -> str:
    return judge([row(2, name)], [known("k", there)])[0].verdict
