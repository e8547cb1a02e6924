"""What this room shows on pages of lower rooms: stop 3, the participant's second step, the thank-you page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.contributions import Panel, Step, Stop, contributed, not_draft
from samenspraak.conversations.models import Response, Round
from samenspraak.core.timetable import Aim
from samenspraak.results.queries.opinions import are_groups_searched
from samenspraak.results.queries.pairing import is_compared
from samenspraak.results.queries.releases import is_released, may_show, picture_of, visible_release
from samenspraak.results.services import forget_members
from samenspraak.results.wording import news
from samenspraak.results.wording.findings import story
from samenspraak.results.wording.names import names_of


def may_see(round: Round, response: Response | None) -> bool:
    """Say whether this person may see the group's picture now (P8)."""
    return response is not None and has_sent(round, response) and may_show(round) and is_released(round)


def has_sent(round: Round, response: Response | None) -> bool:
    """Say whether this person sent a sheet; who comes without one comes after the ties were cut."""
    if response is None:
        return round.status == Round.Status.CLOSED and not round.invitation_key
    return response.status == Response.Status.SENT


def thanks_panel(request: HttpRequest, round: Round, response: Response | None) -> SafeString:
    """Show what the group thinks once P8 allows, and otherwise when that comes."""
    last = visible_release(round) if has_sent(round, response) else None
    told = story(picture_of(last), names_of(round)) if last else None
    return render_to_string(
        "results/thanks.html", {"round": round, "release": last, "story": told}, request=request
    )


def aims_of(round: Round) -> dict[str, Aim]:
    """Return per theme where the group wants to be in two years, as higher rooms know it (their ``AIMS``)."""
    told: list[Callable[[Round], Mapping[str, Aim]]] = list(contributed("AIMS"))
    return {theme: aim for aims in told for theme, aim in aims(round).items()}


def fixed_panel(request: HttpRequest, round: Round, _response: Response | None) -> SafeString:
    """Say where more answers may come in that the picture stays as it is, where that is so."""
    reasons = {news.compared: is_compared, news.searched: are_groups_searched}
    fixed = next((words() for words, holds in reasons.items() if holds(round)), "")
    return (
        render_to_string("results/fixed.html", {"fixed": fixed}, request=request) if fixed else SafeString()
    )


STOPS = [
    Stop(
        number=3,
        key="beeld",
        name=_lazy("Beeld"),
        url_name="results:picture",
        done=is_released,
        ready=not_draft,
        hint=lambda _round: "",
    )
]
STEPS = [
    Step(number=2, key="beeld", name=_lazy("Het beeld"), url_name="results:participant", ready=may_see),
]
PANELS = [Panel(place="thanks", render=thanks_panel), Panel(place="late", render=fixed_panel)]
EVENTS: dict[str, str | Promise] = {
    "picture_made": _lazy("Ronde %(round)s: beeld %(number)s gemaakt"),
    "rounds_compared": _lazy("Ronde %(round)s: dezelfde mensen vergeleken met de ronde ervoor"),
    "agenda_changed": _lazy("Ronde %(round)s: gespreksagenda aangepast"),
    "agenda_reset": _lazy("Ronde %(round)s: gespreksagenda teruggezet naar het voorstel"),
    "groups_searched": _lazy("Ronde %(round)s: gezocht naar meningsgroepen"),
    "remarks_released": _lazy("Ronde %(round)s: beeld %(number)s gemaakt, met de gekozen opmerkingen"),
}
FORGET = [forget_members]
