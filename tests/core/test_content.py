"""Every shipped instrument: small, plain, in two languages, and in words a resident understands."""

from __future__ import annotations

import re
from statistics import mean

import pytest
import yaml

from samenspraak.core.instrument import Instrument, load_instrument
from tests.core.shipped import (
    AGENDA,
    FILES,
    POLICY_WORDS,
    length,
    load,
    participant_texts,
    sentences,
    texts_in,
)

EVERY = [load(slug) for slug in FILES]
each = pytest.mark.parametrize("instrument", EVERY, ids=lambda one: one.id)


def test_both_instruments_of_the_seeds_are_there() -> None:
    assert set(FILES) >= {"armoede-en-gezondheid", "sociale-basis"}


@each
def test_the_file_is_this_instrument_and_small_and_plain(instrument: Instrument) -> None:
    file = FILES[instrument.id]
    tokens = {type(token).__name__ for token in yaml.scan(file.read_text(encoding="utf-8"))}

    assert (file.parent.name, file.stem) == (instrument.id, instrument.version)
    assert file.stat().st_size < 400_000
    assert not tokens & {"AnchorToken", "AliasToken", "TagToken"}


@each
def test_the_product_takes_the_file(instrument: Instrument) -> None:
    assert load_instrument(FILES[instrument.id].read_bytes(), name=instrument.id) == instrument


@each
def test_every_text_is_there_in_english_too(instrument: Instrument) -> None:
    missing = [text.nl for text in texts_in(instrument) if not text.en]

    assert missing == []
    assert len(list(texts_in(instrument))) > 250


@each
def test_no_text_was_left_untranslated(instrument: Instrument) -> None:
    same = {text.nl for text in texts_in(instrument) if text.nl == text.en}

    assert same == {"Partners"}


@each
def test_it_says_that_the_words_are_our_own_and_were_not_compared_with_the_original(
    instrument: Instrument,
) -> None:
    statement = instrument.provenance.statement.nl

    assert statement.startswith("Eigen uitwerking naar het ")
    assert "niet vergelijken met de originele tekst" in " ".join(statement.split())
    assert instrument.provenance.licence == "CC-BY-SA-4.0"
    assert all(source.publisher for source in instrument.provenance.sources)


@each
def test_every_example_names_its_source_and_where_it_can_be_read(instrument: Instrument) -> None:
    for theme in instrument.themes:
        for entry in theme.inspiration:
            assert entry.source.publisher, entry.title.nl
            assert entry.source.url, entry.title.nl
            assert 2 <= len(sentences(entry.text.nl)) <= 4, entry.title.nl


@each
def test_every_step_of_a_scale_is_short_and_explained_and_one_may_not_know(instrument: Instrument) -> None:
    for scale in instrument.scales:
        assert scale.unknown is not None
        assert scale.unknown.nl == "Weet ik niet"
        for anchor in scale.anchors:
            assert max(length(anchor.name.nl), length(anchor.name.en or "")) <= 4
            assert anchor.explanation is not None
            assert len(sentences(anchor.explanation.nl)) == 1


@each
def test_every_suggested_group_says_who_belongs_to_it(instrument: Instrument) -> None:
    assert all(group.explanation for group in instrument.groups)


@each
def test_audience_tags_are_those_of_the_groups(instrument: Instrument) -> None:
    known = {group.audience for group in instrument.groups}
    tagged = {tag for theme in instrument.themes for item in theme.items for tag in item.audience}
    expecting = set(instrument.placing.expectation_audience) if instrument.placing else set()

    assert tagged | expecting <= known


@each
def test_the_importance_questions_differ_from_each_other(instrument: Instrument) -> None:
    asked = [item for theme in instrument.themes for item in theme.items if item.kind == "importance"]

    assert len({item.text.nl for item in asked}) == len(asked)


@each
def test_who_may_write_is_asked_for_no_names(instrument: Instrument) -> None:
    for item in (item for theme in instrument.themes for item in theme.items if item.kind == "text"):
        assert item.audience == ()
        assert item.explanation is not None
        assert "geen namen" in item.explanation.nl, item.id


@each
def test_the_sentences_a_participant_reads_are_short(instrument: Instrument) -> None:
    dutch = [s for text in participant_texts(instrument) for s in sentences(text.nl)]
    english = [s for text in participant_texts(instrument) for s in sentences(text.en or "")]

    assert mean(length(s) for s in dutch) <= 14
    assert mean(length(s) for s in english) <= 14
    assert [s for s in dutch if length(s) > 19] == []


@each
def test_participants_meet_no_policy_jargon(instrument: Instrument) -> None:
    found = [text.nl for text in participant_texts(instrument) if re.search(POLICY_WORDS, text.nl)]

    assert found == []


@each
def test_nothing_promises_anonymity_and_nothing_shouts(instrument: Instrument) -> None:
    for text in texts_in(instrument):
        both = f"{text.nl} {text.en}"
        assert not re.search(r"(?i)anonie?m|anonym", both), both
        assert "!" not in both


@each
def test_the_agenda_has_all_nine_fields_explained_and_only_the_action_itself_is_required(
    instrument: Instrument,
) -> None:
    assert [field.id for field in instrument.agenda] == AGENDA
    assert all(field.help for field in instrument.agenda)
    assert [field.id for field in instrument.agenda if field.required] == ["what"]


@each
def test_every_id_is_used_once(instrument: Instrument) -> None:
    ids = [item.id for theme in instrument.themes for item in theme.items]
    ids += [question.id for theme in instrument.themes for question in theme.deepening]

    assert len(ids) == len(set(ids))
