"""The life of a round: when it accepts answers, what the clock does, and the next round."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from samenspraak.conversations.models import GRACE, InstrumentVersion, Round
from samenspraak.conversations.queries.conversations import conversation_for
from samenspraak.conversations.queries.rounds import (
    QuestionsChanged,
    accepts,
    is_open,
    is_over,
    questions_of,
    round_for,
)
from samenspraak.conversations.services import rounds
from samenspraak.conversations.services.instruments import sync_instruments
from samenspraak.organisations.models import AuditEvent
from tests.conftest import SMALL, World

MINUTE = timedelta(minutes=1)


def test_a_round_is_open_between_its_moments_and_a_begun_sheet_has_fifteen_minutes_more(world: World) -> None:
    round = world.round
    opens, closes = round.opens_at, round.closes_at

    moments = [opens - MINUTE, opens, closes - MINUTE, closes, closes + GRACE - MINUTE, closes + GRACE]

    assert [is_open(round, at) for at in moments] == [False, True, True, False, False, False]
    assert [accepts(round, at, begun=False) for at in moments] == [False, True, True, False, False, False]
    assert [accepts(round, at, begun=True) for at in moments] == [False, True, True, True, True, False]


@pytest.mark.parametrize("begun", [True, False])
def test_a_draft_accepts_nothing(world: World, begun: bool) -> None:
    world.round.status = Round.Status.DRAFT

    assert not accepts(world.round, world.now, begun=begun)


def test_closing_by_hand_starts_the_fifteen_minutes(world: World) -> None:
    rounds.close_round(world.round, actor=world.anna, now=world.now)

    assert not accepts(world.round, world.now, begun=False)
    assert accepts(world.round, world.now + GRACE - MINUTE, begun=True)
    assert not is_over(world.round, world.now + GRACE - MINUTE)
    assert is_over(world.round, world.now + GRACE)


def test_the_key_of_the_links_is_erased_after_the_grace_and_not_before(world: World) -> None:
    rounds.close_round(world.round, actor=world.anna, now=world.now)

    rounds.settle(world.round, now=world.now + GRACE - MINUTE)
    assert Round.objects.get(pk=world.round.pk).invitation_key

    rounds.settle(world.round, now=world.now + GRACE)
    assert not Round.objects.get(pk=world.round.pk).invitation_key


def test_the_clock_closes_what_is_due_and_forgets_old_addresses(world: World) -> None:
    world.round.invitations.create(email="jan@voorbeeld.nl")
    after = world.round.closes_at + MINUTE

    assert rounds.close_due_rounds(world.now) == 0
    assert rounds.close_due_rounds(after) == 1
    assert rounds.close_due_rounds(after) == 0
    assert world.round.invitations.count() == 1

    rounds.close_due_rounds(after + timedelta(days=30))
    assert world.round.invitations.count() == 0
    assert AuditEvent.objects.filter(verb="round_closed").count() == 1


def test_the_command_for_the_clock_closes_a_round(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    Round.objects.filter(pk=world.round.pk).update(closes_at=world.now - MINUTE)

    call_command("tick")

    assert Round.objects.get(pk=world.round.pk).status == Round.Status.CLOSED
    assert "close_due_rounds: 1" in capsys.readouterr().out


def test_a_reopened_round_has_a_key_for_new_links(world: World) -> None:
    rounds.close_round(world.round, actor=world.anna, now=world.now)
    later = world.now + GRACE
    rounds.settle(world.round, now=later)

    closes = later + timedelta(days=2)
    rounds.reopen_round(world.round, reason="Te vroeg", closes_at=closes, actor=world.anna, now=later)

    assert len(Round.objects.get(pk=world.round.pk).invitation_key) == 64
    assert is_open(world.round, later)


def test_the_next_round_keeps_groups_and_instrument_and_has_its_own_code(world: World) -> None:
    rounds.close_round(world.round, actor=world.anna, now=world.now)
    keys = set(world.conversation.groups.values_list("pk", "key", "expected"))

    following, again = (
        rounds.start_next_round(
            world.conversation,
            actor=actor,
            now=world.now,
            opens_at=world.now,
            closes_at=world.now + timedelta(days=9),
        )
        for actor in (world.anna, world.bram)
    )

    assert following == again
    assert (following.number, following.status) == (2, Round.Status.DRAFT)
    assert following.code != world.round.code
    assert set(world.conversation.groups.values_list("pk", "key", "expected")) == keys
    rounds.open_round(following, actor=world.anna, now=world.now)
    assert following.instrument == world.round.instrument
    assert following.invitation_key not in {"", world.round.invitation_key}


def test_no_next_round_while_this_one_is_open(world: World) -> None:
    with pytest.raises(rounds.WrongState):
        rounds.start_next_round(
            world.conversation, actor=world.anna, now=world.now, opens_at=world.now, closes_at=world.now
        )


def test_a_next_round_takes_a_newer_instrument_only_when_it_is_chosen(world: World) -> None:
    rounds.close_round(world.round, actor=world.anna, now=world.now)
    newer = InstrumentVersion.objects.create(
        slug="klein", version="1.1.0", digest="e" * 64, source=SMALL.read_text(encoding="utf-8")
    )

    rounds.start_next_round(
        world.conversation,
        actor=world.anna,
        now=world.now,
        opens_at=world.now,
        closes_at=world.now + timedelta(days=9),
        instrument=newer,
    )

    assert conversation_for(world.organisation, world.conversation.pk).instrument == newer
    assert round_for(world.organisation, world.conversation.pk, 1).instrument == world.round.instrument


def test_sheets_of_another_question_list_are_never_read(world: World) -> None:
    world.round.questions = "anders"

    with pytest.raises(QuestionsChanged):
        questions_of(world.round)


def test_the_instruments_of_the_program_are_brought_in_once(db: None) -> None:
    first, second = sync_instruments(), sync_instruments()

    assert {one.problem for one in first} == {""}
    assert {one.added for one in first} == {True}
    assert [(one.name, one.added) for one in second] == [(one.name, False) for one in first]


def test_a_kept_version_never_changes(db: None) -> None:
    sync_instruments()
    InstrumentVersion.objects.filter(slug="sociale-basis").update(digest="0" * 64)

    problems = {one.name.split("/")[0]: one.problem for one in sync_instruments()}

    assert "a released version is never edited" in problems.pop("sociale-basis")
    assert set(problems.values()) == {""}


def test_a_broken_instrument_file_is_named_with_its_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "kapot.yaml"
    broken.write_text(
        SMALL.read_text(encoding="utf-8").replace("scale: belang,", "scale: weg,"), encoding="utf-8"
    )

    call_command("check_instrument", str(SMALL))
    with pytest.raises(CommandError, match="1 of 3"):
        call_command("check_instrument", str(SMALL), str(broken), str(SMALL))

    said = capsys.readouterr().out
    assert "klein 1.0.0, 8 questions, good" in said
    assert f"{broken}:" in said
    assert '"weg"' in said
