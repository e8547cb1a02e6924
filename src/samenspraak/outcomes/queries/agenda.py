"""Reads of the action agenda: which actions, what asks for attention, and how much each owner carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from samenspraak.conversations.models import Round
from samenspraak.outcomes.models import Action, ActionStep

Flag = Literal["handed_back", "change_asked", "overdue", "review", "silent", "no_owner"]
Status = Action.Status

FINISHED = (Status.DONE, Status.STOPPED)
SILENT_AFTER = timedelta(days=14)
REMIND_BEFORE = timedelta(days=14)
REMIND_AGAIN = timedelta(days=30)
# Who has been asked and may be reminded; whoever handed an action back may not.
REMINDED = (Status.ASKED, Status.ACCEPTED, Status.CHANGE_ASKED, Status.UNDERWAY)


@dataclass(frozen=True)
class Line:
    """One action with what about it asks for attention."""

    action: Action
    flags: tuple[Flag, ...]
    earlier: bool


@dataclass(frozen=True)
class Load:
    """What one owner carries: the actions, how many are open, and the next date."""

    owner: str
    lines: tuple[Line, ...]
    open: int
    next_date: date | None


def agenda(round: Round, today: date) -> list[Line]:
    """Return this round's actions and those of earlier rounds that are not finished, by deadline."""
    return [
        Line(action, flags_of(action, today), earlier=action.round_id != round.pk)
        for action in agenda_actions(round)
    ]


def agenda_actions(round: Round) -> QuerySet[Action]:
    """Return the actions on the agenda of a round."""
    unfinished = Q(round__number__lt=round.number) & ~Q(status__in=FINISHED)
    actions = Action.objects.filter(Q(round=round) | unfinished, conversation=round.conversation_id)
    return actions.select_related("round")


def action_in(round: Round, action_id: UUID) -> Action:
    """Return an action on the agenda of *round*; Http404 when it is not there (P3)."""
    found = agenda_or_past(round).filter(pk=action_id).first()
    if found is None:
        raise Http404
    return found


def agenda_or_past(round: Round) -> QuerySet[Action]:
    """Return every action made in this round or before it, finished or not."""
    actions = Action.objects.filter(conversation=round.conversation_id, round__number__lte=round.number)
    return actions.select_related("round", "conversation__organisation")


def history_of(action: Action) -> list[ActionStep]:
    """Return what happened to an action, first thing first."""
    return list(action.steps.select_related("actor"))


def flags_of(action: Action, today: date) -> tuple[Flag, ...]:
    """Return what about an action asks for attention, the most pressing first."""
    if action.is_finished:
        return ("review",) if is_to_review(action, today) else ()
    found: dict[Flag, bool] = {
        "handed_back": action.status == Status.HANDED_BACK,
        "change_asked": action.status == Status.CHANGE_ASKED,
        "overdue": is_overdue(action, today),
        "review": is_to_review(action, today),
        "silent": is_silent(action, today),
        "no_owner": not action.owner,
    }
    return tuple(flag for flag, applies in found.items() if applies)


def is_overdue(action: Action, today: date) -> bool:
    """Say whether an action should have been finished by now."""
    return not action.is_finished and action.deadline is not None and action.deadline < today


def is_to_review(action: Action, today: date) -> bool:
    """Say whether the day to look back has come and nobody has looked back since."""
    if action.review_on is None or action.review_on > today or action.status == Status.STOPPED:
        return False
    return action.reviewed_on is None or action.reviewed_on < action.review_on


def is_silent(action: Action, today: date) -> bool:
    """Say whether the owner was asked a while ago and has not answered."""
    asked = action.status == Status.ASKED and action.asked_on is not None
    return asked and action.asked_on is not None and action.asked_on <= today - SILENT_AFTER


def flagged(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that ask for attention."""
    return [line for line in lines if line.flags]


def by_theme(lines: Iterable[Line], themes: Sequence[str]) -> list[tuple[str, list[Line]]]:
    """Return the lines per theme in the instrument's order; themes it no longer has come last."""
    grouped: dict[str, list[Line]] = {theme: [] for theme in themes}
    for line in lines:
        grouped.setdefault(line.action.theme, []).append(line)
    return list(grouped.items())


def by_owner(lines: Iterable[Line]) -> list[Load]:
    """Return what each owner carries, the heaviest load first; what nobody carries comes before all."""
    grouped: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        grouped[line.action.owner.casefold()].append(line)
    loads = [load(owned) for owned in grouped.values()]
    return sorted(loads, key=lambda one: (bool(one.owner), -one.open, one.owner.casefold()))


def load(lines: Sequence[Line]) -> Load:
    """Return what one owner carries."""
    unfinished = [line.action for line in lines if not line.action.is_finished]
    dates = [action.deadline for action in unfinished if action.deadline]
    return Load(
        owner=lines[0].action.owner,
        lines=tuple(lines),
        open=len(unfinished),
        next_date=min(dates, default=None),
    )


def actions_of_round(round: Round) -> list[Action]:
    """Return the actions that were made in one round."""
    return list(Action.objects.filter(round=round))


def action_by_id(action_id: str) -> Action | None:
    """Return an action with its conversation, for a task; None when it is gone."""
    return Action.objects.select_related("conversation__organisation").filter(pk=action_id).first()


def actions_to_remind(today: date) -> list[Action]:
    """Return the actions whose owner is to get a reminder today, at most one mail a day.

    Once when the deadline is within fourteen days, once when it has passed, and then every thirty days.
    """
    asked = Action.objects.filter(status__in=REMINDED, deadline__lte=today + REMIND_BEFORE)
    return [action for action in asked.exclude(owner_email="") if is_to_remind(action, today)]


def is_to_remind(action: Action, today: date) -> bool:
    """Say whether an owner who has been asked is to be reminded today."""
    if action.deadline is None or action.asked_on == today:
        return False
    last = action.reminded_on
    if action.deadline >= today:
        return last is None or last < action.deadline - REMIND_BEFORE
    return last is None or last <= action.deadline or last <= today - REMIND_AGAIN


def last_words(actions: Iterable[Action]) -> dict[UUID, str]:
    """Return what the owner wrote last with each action, where a change is asked or it was handed back."""
    kinds = (ActionStep.Kind.HANDED_BACK, ActionStep.Kind.CHANGE_ASKED)
    steps = ActionStep.objects.filter(action__in=[one.pk for one in actions], by_owner=True, kind__in=kinds)
    return {step.action_id: step.text for step in steps.order_by("id")}
