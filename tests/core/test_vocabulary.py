"""The words of the map are checked when they are read, and those that ship are whole."""

from __future__ import annotations

import pytest

from samenspraak.core.faults import InstrumentFault
from samenspraak.core.vocabulary import load_vocabulary, spellings
from samenspraak.socialbase.queries.vocabulary import vocabulary

PILLARS = "".join(
    f'  - {{id: {key}, name: {{nl: "{key}"}}, explanation: {{nl: "x"}}}}\n'
    for key in ("security", "cohesion", "inclusion", "empowerment")
)
SMALL = f"""format: 1
topics:
  - {{id: geld, name: {{nl: "Geld"}}, themes: ["klein:A"]}}
  - {{id: taal, name: {{nl: "Taal"}}, also: ["taalles"], themes: ["klein:A", "klein:B"]}}
target_groups:
  - {{id: ouderen, name: {{nl: "Ouderen"}}}}
pillars:
{PILLARS}"""


def refused(text: str) -> str:
    with pytest.raises(InstrumentFault) as fault:
        load_vocabulary(text, name="woorden.yaml")
    return str(fault.value)


def test_topics_lead_to_themes_and_back() -> None:
    words = load_vocabulary(SMALL, name="woorden.yaml")

    assert [one.id for one in words.topics_on("klein:A")] == ["geld", "taal"]
    assert words.themes_of(["taal"]) == {"klein:A", "klein:B"}


def test_a_word_that_stands_there_twice_is_refused_with_its_line() -> None:
    said = refused(SMALL.replace('"taalles"', '"geld"'))

    assert "woorden.yaml:4" in said
    assert '"geld" stands here twice' in said


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('"klein:A"]}', '"klein A"]}'),
        ("format: 1", "format: 2"),
        ("id: ouderen", "id: Ouderen!"),
        ('nl: "Ouderen"', 'en: "Ouderen"'),
        ("target_groups:", "groepen:"),
    ],
)
def test_what_is_no_vocabulary_is_refused(wrong: str, told: str) -> None:
    assert "woorden.yaml" in refused(SMALL.replace(wrong, told, 1))


def test_the_words_that_ship_are_the_agreed_ones_in_two_languages() -> None:
    words = vocabulary()

    assert [one.id for one in words.topics] == [
        *("ontmoeten", "mantelzorg", "eenzaamheid", "geld", "taal", "jeugd"),
        *("ouderen", "bewegen", "wonen", "zorg", "cultuur", "vrijwilligers"),
    ]
    assert [one.id for one in words.pillars] == ["security", "cohesion", "inclusion", "empowerment"]
    assert all(one.name.en for kind in (words.topics, words.target_groups, words.pillars) for one in kind)
    assert {f"sociale-basis:{sphere}{number}" for sphere in "PGI" for number in (1, 2, 3)} <= words.themes_of(
        [one.id for one in words.topics]
    )


def test_a_word_is_recognised_however_it_is_written() -> None:
    geld = next(one for one in vocabulary().topics if one.id == "geld")

    assert {"geld", "armoede", "schulden", "money and making ends meet"} <= spellings(geld)
