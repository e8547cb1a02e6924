"""Every change a facilitator makes has a sentence in the log."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from samenspraak.organisations.contributions import event_sentences
from samenspraak.organisations.models import AuditEvent
from samenspraak.organisations.services import record
from samenspraak.organisations.wording import browser_name, log_lines
from tests.conftest import World

SOURCE = Path(__file__).parents[2] / "src" / "samenspraak"


def verbs() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "verb":
                yield from (
                    one.value
                    for one in ast.walk(node.value)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def test_every_recorded_verb_has_a_sentence() -> None:
    recorded = set(verbs())

    assert len(recorded) >= 15
    assert sorted(recorded - event_sentences().keys()) == []


def test_an_event_is_told_with_its_detail_and_who_did_it(world: World) -> None:
    event = record(
        world.organisation,
        actor=world.anna,
        verb="title_changed",
        now=world.now,
        subject=world.conversation,
        detail={"title": "100 % raak %(name)s"},
    )

    (line,) = log_lines(AuditEvent.objects.filter(pk=event.pk), event_sentences())

    assert line.text == "Titel gewijzigd in “100 % raak %(name)s”"
    assert line.who == "Anna"
    assert (event.subject, event.subject_id) == ("conversation", str(world.conversation.pk))


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("title_changed", "Titel gewijzigd in “…”"),
        ("of_another_version %(x)s 100%", "of_another_version %(x)s 100%"),
    ],
)
def test_an_event_of_another_version_does_not_break_the_log(
    world: World, anna: Client, verb: str, told: str
) -> None:
    record(world.organisation, actor=None, verb=verb, now=world.now, subject=world.conversation)

    for page in ("/organisatie/logboek/", f"/gesprekken/{world.conversation.pk}/"):
        assert told in anna.get(page).content.decode()


def test_the_sentences_ask_for_no_detail_that_could_hold_an_address() -> None:
    with override("nl"):
        asked = {name for one in event_sentences().values() for name in re.findall(r"%\((\w+)\)", str(one))}

    assert not asked & {"email", "address", "addresses", "participant", "answer", "sheet"}


def test_a_browser_is_named_in_plain_words_only() -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0 uniek-kenmerk"

    assert browser_name(agent) == "Firefox op Linux"
    assert browser_name("curl/8") == ""
