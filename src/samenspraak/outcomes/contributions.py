"""What this room shows on pages of lower rooms: stops 4 to 7, the participant's third step, work for the clock."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.conversations.contributions import Panel, Step, Stop, not_draft
from samenspraak.conversations.models import Response, Round
from samenspraak.outcomes.queries.agenda import agenda, flagged, last_words
from samenspraak.outcomes.queries.course import course_of
from samenspraak.outcomes.queries.standing import aims_of
from samenspraak.outcomes.tasks import remind_owners
from samenspraak.outcomes.wording.actions import action_line
from samenspraak.results.wording.names import names_of


def positions_hint(round: Round) -> str:
    """Say on how many themes the group has chosen where it stands."""
    number = course_of(round).positions
    return ngettext("%(number)s thema", "%(number)s thema's", number) % {"number": number} if number else ""


def actions_hint(round: Round) -> str:
    """Say how many actions were agreed."""
    number = course_of(round).actions
    return ngettext("%(number)s actie", "%(number)s acties", number) % {"number": number} if number else ""


def is_closed(round: Round) -> bool:
    """Say whether the round is over, so that a next one can follow."""
    return round.status == Round.Status.CLOSED


def is_followed(round: Round) -> bool:
    """Say whether there is a next round."""
    return course_of(round).followed


def has_outcomes(round: Round, _response: Response | None) -> bool:
    """Say whether participants can read what was done with it."""
    course = course_of(round)
    return bool(course.positions or course.actions or course.passages)


def attention_panel(request: HttpRequest, round: Round, _response: Response | None) -> SafeString:
    """Show on the conversation's page which actions ask for attention."""
    lines = flagged(agenda(round, localdate()))
    if not lines:
        return SafeString()
    names, said = names_of(round), last_words(line.action for line in lines)
    context = {
        "round": round,
        "conversation": round.conversation,
        "lines": [action_line(line, names, said) for line in lines],
    }
    return render_to_string("outcomes/attention.html", context, request=request)


def theme_panel(request: HttpRequest, round: Round, _response: Response | None) -> SafeString:
    """Lead from one theme of the picture to what the group says and does about it."""
    context = {"round": round, "conversation": round.conversation, "letter": request.GET.get("thema", "")}
    return render_to_string("outcomes/theme_links.html", context, request=request)


def spheres_panel(request: HttpRequest, round: Round, _response: Response | None) -> SafeString:
    """Lead from where people put their cards to the text the group makes of it."""
    context = {"round": round, "conversation": round.conversation}
    return render_to_string("outcomes/delimitation_link.html", context, request=request)


STOPS = [
    Stop(
        number=4,
        key="verdiepen",
        name=_lazy("Verdiepen"),
        url_name="outcomes:deepen",
        done=lambda round: bool(course_of(round).positions or course_of(round).passages),
        ready=not_draft,
        hint=positions_hint,
    ),
    Stop(
        number=5,
        key="afspreken",
        name=_lazy("Afspreken"),
        url_name="outcomes:actions",
        done=lambda round: bool(course_of(round).actions),
        ready=not_draft,
        hint=actions_hint,
    ),
    Stop(
        number=6,
        key="verslag",
        name=_lazy("Verslag en visie"),
        url_name="outcomes:report",
        done=is_followed,
        ready=not_draft,
        hint=lambda _round: "",
    ),
    Stop(
        number=7,
        key="herhalen",
        name=_lazy("Herhalen"),
        url_name="outcomes:repeat",
        done=is_followed,
        ready=is_closed,
        hint=lambda _round: "",
    ),
]
STEPS = [
    Step(
        number=3,
        key="gedaan",
        name=_lazy("Wat is ermee gedaan"),
        url_name="outcomes:done",
        ready=has_outcomes,
    ),
]
PANELS = [
    Panel(place="spheres", render=spheres_panel),
    Panel(place="overview", render=attention_panel),
    Panel(place="theme", render=theme_panel),
]
EVENTS: dict[str, str | Promise] = {
    "position_saved": _lazy("Ronde %(round)s: gezamenlijke inschatting van thema %(theme)s bewaard"),
    "note_saved": _lazy("Ronde %(round)s: aantekening bij thema %(theme)s bewaard"),
    "delimitation_saved": _lazy("Ronde %(round)s: afbakening bewaard"),
    "delimitation_agreed": _lazy("Ronde %(round)s: dag van vaststellen van de afbakening bewaard"),
    "action_made": _lazy("Actie toegevoegd: %(what)s"),
    "action_changed": _lazy("Actie gewijzigd: %(what)s"),
    "action_asked": _lazy("Trekker gevraagd: %(what)s"),
    "action_followed_up": _lazy("Voortgang genoteerd: %(what)s"),
    "action_link_renewed": _lazy("Nieuwe link voor de trekker: %(what)s"),
}
TICKS = [remind_owners]
AIMS = [aims_of]
