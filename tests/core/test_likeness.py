"""Names that mean the same are found, and names that only look alike are not called the same."""

from __future__ import annotations

import pytest

from samenspraak.core.likeness import Names, bare

KNOWN = {
    "linde": "Stichting Buurthuis De Linde",
    "bank": "Voedselbank Lindeveen",
    "stap": "Wandelclub De Stap",
    "oost": "Eettafel Oost",
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stichting Buurthuis De Linde", "buurthuis  de LINDE"),
        ("Ver. 't Café", "T Cafe"),
    ],
)
def test_words_that_say_nothing_do_not_matter(one: str, other: str) -> None:
    assert bare(one) == bare(other)


def test_a_slip_of_the_pen_is_recognised() -> None:
    names = Names(KNOWN)

    assert [one.key for one in names.like("Buurthuis de Lindde")] == ["linde"]
    assert names.same("buurthuis de linde") == ["linde"]
    assert [one.key for one in Names({"kracht": "Stichting Buurtkracht"}).like("Buurtkragt")] == ["kracht"]


@pytest.mark.parametrize("name", ["Voedselbank Baarn", "Wandelgroep De Dijk", "Wandelgroep Noord", "!!!", ""])
def test_another_organisation_is_not(name: str) -> None:
    assert Names(KNOWN).like(name) == []


def test_the_most_alike_comes_first() -> None:
    names = Names({"one": "Bibliotheek Lindeveen", "two": "Bibliotheek Lindeveen Noord"})

    assert [one.key for one in names.like("Bibliotheek Lindeveen Noord")] == ["two", "one"]


def test_thousands_of_the_same_name_are_no_burden() -> None:
    names = Names((number, "Buurthuis") for number in range(5000))

    assert len(names.like("Buurthuis")) <= 200
