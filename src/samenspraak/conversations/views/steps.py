"""The five steps of preparing a conversation: their forms, and how each is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.preparing import (
    AT_ONCE,
    LATER,
    GroupFormSet,
    GroupRows,
    InstrumentForm,
    PlanningForm,
    ProtectionForm,
    PurposeForm,
)
from samenspraak.conversations.models import InstrumentVersion, Round
from samenspraak.conversations.queries.instruments import audiences_of, instrument_of, newest_versions
from samenspraak.conversations.queries.plans import active_groups, plan_for
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services import preparing, rounds
from samenspraak.conversations.wording.protection import proposals, sights
from samenspraak.conversations.wording.questions import About, about, audience_choices
from samenspraak.core.disclosure import preview
from samenspraak.organisations.models import User

EMPTY_ROWS = 2
StepForm = BaseForm | GroupRows


@dataclass(frozen=True)
class Change:
    """Who saves a step, with what, and when."""

    round: Round
    form: Any
    posted: QueryDict
    actor: User
    now: datetime

    @property
    def who(self) -> dict[str, Any]:
        """Return what every service asks."""
        return {"actor": self.actor, "now": self.now}


@dataclass(frozen=True)
class Step:
    """One of the five steps: its form, how it is kept, and what else its page shows."""

    slug: str
    heading: str | Promise
    lead: str | Promise
    form: Callable[[Round, QueryDict | None, datetime], StepForm]
    keep: Callable[[Change], None]
    context: Callable[[Round], dict[str, Any]] = lambda _round: {}


def about_instruments(versions: Sequence[InstrumentVersion]) -> list[About]:
    """Return what the instruments are, in words."""
    return [about(instrument_of(one), get_language() or "nl") for one in versions]


def instrument_choices(versions: Sequence[InstrumentVersion]) -> list[tuple[str, str]]:
    """Return the instruments by title."""
    about = about_instruments(versions)
    return [(str(version.pk), one.title) for version, one in zip(versions, about, strict=True)]


def versions_for(round: Round) -> list[InstrumentVersion]:
    """Return what may be chosen: the newest versions, and the one the conversation has."""
    newest = newest_versions()
    own = round.conversation.instrument
    return newest if own in newest else [own, *newest]


def instrument_form(round: Round, posted: QueryDict | None, _now: datetime) -> InstrumentForm:
    """Return step 1 of a conversation that exists."""
    conversation = round.conversation
    initial = {"title": conversation.title, "instrument": str(conversation.instrument_id)}
    return InstrumentForm(posted, initial=initial, instruments=instrument_choices(versions_for(round)))


def keep_instrument(change: Change) -> None:
    """Keep step 1."""
    chosen = {str(one.pk): one for one in versions_for(change.round)}
    values = change.form.cleaned_data
    preparing.choose_instrument(
        change.round, title=values["title"], instrument=chosen[values["instrument"]], **change.who
    )


def purpose_form(round: Round, posted: QueryDict | None, _now: datetime) -> PurposeForm:
    """Return step 2."""
    conversation = round.conversation
    return PurposeForm(posted, initial={"purpose": conversation.purpose, "area_code": conversation.area_code})


def keep_purpose(change: Change) -> None:
    """Keep step 2."""
    preparing.describe(change.round, **change.form.cleaned_data, **change.who)


def groups_form(round: Round, posted: QueryDict | None, _now: datetime) -> GroupRows:
    """Return step 3."""
    questions = questions_of(round)
    instrument, language = questions.instrument, get_language() or "nl"
    audiences = audience_choices(instrument, audiences_of(instrument), questions, language)
    return GroupFormSet(
        posted,
        initial=None if posted else group_rows(round, language),
        prefix="groep",
        form_kwargs={"audiences": audiences or [("", _("Alle vragen"))]},
    )


def group_rows(round: Round, language: str) -> list[dict[str, Any]]:
    """Return the rows as they stand: kept groups, then suggestions, then empty rows for own groups."""
    kept = active_groups(round.conversation)
    rows = [
        {
            "key": group.key,
            "chosen": True,
            "name": group.name,
            "audience": group.audience,
            "expected": group.expected or None,
        }
        for group in kept
    ]
    known = {group.key for group in kept}
    suggested = [
        {"key": one.id, "chosen": not kept, "name": one.name.to(language), "audience": one.audience}
        for one in instrument_of(round.conversation.instrument).groups
        if one.id not in known
    ]
    return [*rows, *suggested, *({} for _row in range(EMPTY_ROWS))]


def keep_groups(change: Change) -> None:
    """Keep step 3."""
    preparing.set_groups(change.round, change.form.rows(), **change.who)


def protection_form(round: Round, posted: QueryDict | None, _now: datetime) -> ProtectionForm:
    """Return step 4."""
    conversation = round.conversation
    return ProtectionForm(
        posted,
        initial={"mode": conversation.mode, "k": conversation.k},
        groups=active_groups(conversation),
    )


def keep_protection(change: Change) -> None:
    """Keep step 4, and put groups together when that button was pressed."""
    form: ProtectionForm = change.form
    preparing.protect(
        change.round,
        mode=form.cleaned_data["mode"],
        k=form.cleaned_data["k"],
        displays=form.displays(),
        names=form.names(),
        **change.who,
    )
    if merged := change.posted.get("merge", ""):
        preparing.merge_groups(change.round, merged.split(","), **change.who)


def what_is_seen(round: Round) -> dict[str, Any]:
    """Return what the expected numbers will let the group see."""
    plan = plan_for(round)
    seen = preview(plan)
    return {
        "plan": plan,
        "preview": seen,
        "sights": sights(plan, seen),
        "proposals": proposals(plan, seen),
    }


def planning_form(round: Round, posted: QueryDict | None, now: datetime) -> PlanningForm:
    """Return step 5."""
    later = round.opens_at > now
    initial = {
        "start": LATER if later else AT_ONCE,
        "opens_at": round.opens_at if later else None,
        "closes_at": round.closes_at,
        "pages": round.conversation.pages,
    }
    return PlanningForm(posted, initial=initial, now=now)


def keep_planning(change: Change) -> None:
    """Keep step 5."""
    values = change.form.cleaned_data
    rounds.set_planning(
        change.round,
        opens_at=values["opens_at"],
        closes_at=values["closes_at"],
        pages=values["pages"],
        **change.who,
    )


STEPS = [
    Step(
        slug="instrument",
        heading=_lazy("Instrument en titel"),
        lead=_lazy("Waarover gaat het gesprek?"),
        form=instrument_form,
        keep=keep_instrument,
    ),
    Step(
        slug="waarvoor",
        heading=_lazy("Waarvoor en waar"),
        lead=_lazy("Mensen doen eerder mee als ze weten wat er met hun antwoord gebeurt."),
        form=purpose_form,
        keep=keep_purpose,
    ),
    Step(
        slug="groepen",
        heading=_lazy("Wie doet er mee?"),
        lead=_lazy(
            "Kies de groepen die iets te zeggen hebben over het onderwerp, en schat hoeveel mensen antwoorden."
        ),
        form=groups_form,
        keep=keep_groups,
    ),
    Step(
        slug="bescherming",
        heading=_lazy("Hoe beschermen jullie de antwoorden?"),
        lead=_lazy("Wie weet dat een antwoord veilig is, antwoordt eerlijker."),
        form=protection_form,
        keep=keep_protection,
        context=what_is_seen,
    ),
    Step(
        slug="planning",
        heading=_lazy("Wanneer?"),
        lead=_lazy("Twee tot drie weken is voor de meeste gesprekken genoeg."),
        form=planning_form,
        keep=keep_planning,
    ),
]
