"""What the invented group decided: boundaries, joint positions, notes, and actions in every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.organisations.models import User
from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.queries.delimiting import delimiting_of
from samenspraak.outcomes.services.deepening import save_note, save_position
from samenspraak.outcomes.services.delimiting import agree_on, save_passage
from samenspraak.results.queries.releases import latest_release, picture_of

Kind = ActionStep.Kind
WORDS = ("theme", "item", "what", "why", "owner", "owner_email", "partners", "first_step", "means")
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)

# What led to each state: kind of step, how long after the evening, and whether the story's text goes with it.
STEPS: dict[str, list[tuple[str, timedelta, bool]]] = {
    "proposed": [],
    "asked": [(Kind.ASKED, timedelta(), False)],
    "accepted": [(Kind.ASKED, timedelta(), False), (Kind.ACCEPTED, WEEK, False)],
    "change_asked": [(Kind.ASKED, timedelta(), False), (Kind.CHANGE_ASKED, WEEK, True)],
    "handed_back": [(Kind.ASKED, timedelta(), False), (Kind.HANDED_BACK, WEEK, True)],
    "underway": [
        (Kind.ASKED, timedelta(), False),
        (Kind.ACCEPTED, WEEK, False),
        (Kind.PROGRESS, MONTH, True),
    ],
    "done": [(Kind.ASKED, timedelta(), False), (Kind.ACCEPTED, WEEK, False), (Kind.DONE, MONTH, True)],
    "stopped": [(Kind.ASKED, timedelta(), False), (Kind.STOPPED, MONTH, True)],
}
BY_OWNER = {Kind.ACCEPTED, Kind.CHANGE_ASKED, Kind.HANDED_BACK, Kind.PROGRESS, Kind.DONE}
PROMISED = {"accepted", "underway", "done"}


def agree_positions(
    round: Round, told: Mapping[str, Mapping[str, Any]], *, actor: User, now: datetime
) -> None:
    """Note where the group puts each theme."""
    for theme, values in told.items():
        save_position(round, theme=theme, values=values, version=0, actor=actor, now=now)


def settle_delimitation(
    round: Round, told: Mapping[str, Mapping[str, Any]], *, actor: User, now: datetime
) -> None:
    """Write down what the group makes of the cards, beside what the picture says of them."""
    last = latest_release(round)
    found = delimiting_of(round, questions_of(round), picture_of(last) if last else None)
    for part in found.parts if found else ():
        words = told[part.section]
        save_passage(
            round,
            section=part.section,
            values={
                "text": "\n".join(words["text"]),
                "stance": words["stance"],
                "reason": words.get("reason", ""),
                "reservations": words.get("reservations", ""),
            },
            basis=part.points,
            version=0,
            actor=actor,
            now=now,
        )
    agree_on(round, day=now.date(), version=0, actor=actor, now=now)


def take_notes(round: Round, told: Sequence[Mapping[str, str]], *, actor: User, now: datetime) -> None:
    """Note what was said at the table."""
    for one in told:
        save_note(
            round,
            theme=one["theme"],
            question=one["question"],
            text=one["text"],
            version=0,
            actor=actor,
            now=now,
        )


def agree_actions(
    round: Round, told: Sequence[Mapping[str, Any]], *, actor: User, made: date, today: date
) -> None:
    """Make the actions as they stand by now, with the steps that led there; nobody is sent a mail."""
    for one in told:
        action = Action.objects.create(
            conversation=round.conversation,
            round=round,
            sign_of_success=one["sign_of_success"],
            deadline=today + timedelta(days=one["deadline"]),
            review_on=today + timedelta(days=one["review"]),
            status=one["state"],
            promised=one["state"] in PROMISED,
            asked_on=made if STEPS[one["state"]] else None,
            **{name: one[name] for name in WORDS},
        )
        action.steps.create(kind=Kind.MADE, on=made, actor=actor)
        for kind, later, with_text in STEPS[one["state"]]:
            action.steps.create(
                kind=kind,
                text=one["text"] if with_text else "",
                on=min(made + later, today),
                by_owner=kind in BY_OWNER,
                actor=None if kind in BY_OWNER else actor,
            )
