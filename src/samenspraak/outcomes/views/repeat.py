"""Stop 7: the next round, what changed since the one before, and what became of the actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspraak.conversations.models import Round
from samenspraak.conversations.services.rounds import WrongState, start_next_round
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.outcomes.forms.repeat import NextRoundForm
from samenspraak.outcomes.queries.agenda import actions_of_round
from samenspraak.outcomes.queries.course import round_after, round_before
from samenspraak.outcomes.queries.delimiting import delimiting_of
from samenspraak.outcomes.queries.progress import progress_of
from samenspraak.outcomes.views.page import page, round_at
from samenspraak.outcomes.wording.cards_moved import cards_moved
from samenspraak.outcomes.wording.delimiting import SectionLine, section_lines
from samenspraak.outcomes.wording.progress import became_of, progress_page
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.services import compare
from samenspraak.results.wording.names import Names, names_of

STOP = "herhalen"
A_YEAR = timedelta(days=364)  # the same day of the week
TWO_WEEKS = timedelta(days=14)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def repeat(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show what changed and what became of the actions; POST prepares the next round."""
    now = timezone.now()
    round = round_at(request, conversation_id, number)
    form = NextRoundForm(
        request.POST if request.method == "POST" else None, now=now, initial=moments(round, now)
    )
    if request.method == "POST" and form.is_valid():
        return start(request, round, form, now)
    return show(request, round, form)


def moments(round: Round, now: datetime) -> dict[str, datetime]:
    """Return the moments to begin with: a year later, for as long as this round took and two weeks at least."""
    opens_at = max(round.opens_at + A_YEAR, now + timedelta(days=1))
    takes = max(round.closes_at - round.opens_at, TWO_WEEKS)
    return {"opens_at": at_hour(opens_at, 9), "closes_at": at_hour(opens_at + takes, 17)}


def at_hour(moment: datetime, hour: int) -> datetime:
    """Return a whole hour of the same day here."""
    return timezone.localtime(moment).replace(hour=hour, minute=0, second=0, microsecond=0)


def start(request: MemberRequest, round: Round, form: NextRoundForm, now: datetime) -> HttpResponse:
    """Prepare the next round and go to its first stop."""
    try:
        made = start_next_round(round.conversation, actor=request.user, now=now, **form.cleaned_data)
    except WrongState:
        messages.info(request, _("Sluit eerst de ronde die nog open is."))
        return redirect("outcomes:repeat", round.conversation_id, round.number)
    messages.success(
        request,
        _("Ronde %(number)s is gemaakt. Kijk na of alles nog klopt.") % {"number": made.number},
    )
    return redirect("conversations:prepare", round.conversation_id, made.number)


def show(request: MemberRequest, round: Round, form: NextRoundForm) -> HttpResponse:
    """Render the page of this stop."""
    names, before = names_of(round), round_before(round)
    actions = actions_of_round(before or round)
    progress = progress_of(round)
    context = {
        "form": form,
        "following": round_after(round),
        "is_closed": round.status == Round.Status.CLOSED,
        "before": before,
        "progress": progress_page(progress, names, actions) if progress else None,
        "cards": cards_moved(progress, names),
        "delimitation": delimiting_lines(round, names),
        "became": became_of(actions),
    }
    return page(request, "outcomes/repeat.html", round, STOP, context)


def delimiting_lines(round: Round, names: Names) -> tuple[SectionLine, ...]:
    """Return the sections of the delimitation, with what the picture of this round says otherwise."""
    last = latest_release(round)
    found = delimiting_of(round, names.questions, picture_of(last) if last else None)
    return section_lines(found, names) if found else ()


@member
@require_POST
def same_people(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Make the comparison of who took part twice, where that gives nobody away."""
    round = round_at(request, conversation_id, number)
    if compare(round, now=timezone.now(), actor=request.user):
        messages.success(request, _("De vergelijking van dezelfde mensen staat hieronder."))
    else:
        messages.info(
            request,
            _(
                "Deze vergelijking kan niet. Er moeten genoeg mensen twee keer hebben meegedaan, en ook genoeg "
                "mensen één keer. Anders is te herleiden wie wat antwoordde."
            ),
        )
    return redirect("outcomes:repeat", conversation_id, number)
