"""What this room shows on pages of lower rooms, tells in the log, does by the clock, and erases again."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.contributions import Panel
from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.rounds import accepts
from samenspraak.socialbase.queries.suggestions import asks, has_suggested, line_of
from samenspraak.socialbase.services import erasing
from samenspraak.socialbase.services.suggestions import settle, settle_due
from samenspraak.socialbase.tasks import ask_due, remind_due


def thanks_panel(request: HttpRequest, round: Round, response: Response | None) -> SafeString:
    """Ask who sent a sheet with whom they work and who is missing, as long as the round takes answers."""
    if response is None or response.status != Response.Status.SENT or not asks(round.conversation):
        return SafeString()
    given = has_suggested(round, response)
    if not given and not accepts(round, now(), begun=True):
        return SafeString()
    context = {"round": round, "given": given}
    return render_to_string("socialbase/panels/thanks.html", context, request=request)


def filling_panel(request: HttpRequest, round: Round, _response: Response | None) -> SafeString:
    """Let the facilitator choose whether participants are asked."""
    on = asks(round.conversation)
    over = on and round.status == Round.Status.CLOSED
    context = {"round": round, "conversation": round.conversation, "on": on, "over": over}
    return render_to_string("socialbase/panels/filling.html", context, request=request)


def overview_panel(request: HttpRequest, round: Round, _response: Response | None) -> SafeString:
    """Say on the conversation's page that there are suggestions to look at."""
    settle(round, now=now())
    number = len(line_of(round, now=now()).suggestions)
    if not number:
        return SafeString()
    return render_to_string("socialbase/panels/overview.html", {"number": number}, request=request)


PANELS = [
    Panel(place="thanks", render=thanks_panel),
    Panel(place="filling", render=filling_panel),
    Panel(place="overview", render=overview_panel),
]
TICKS = [ask_due, remind_due, settle_due]
ERASERS = erasing.ERASERS
EVENTS: dict[str, str | Promise] = {
    "entry_added": _lazy("Op de kaart gezet: %(name)s"),
    "entry_suggested": _lazy("Op de kaart gezet na een suggestie van een deelnemer: %(name)s"),
    "entry_changed": _lazy("Op de kaart gewijzigd: %(name)s"),
    "entry_confirmed": _lazy("Op de kaart bevestigd: %(name)s"),
    "entry_asked": _lazy("Gevraagd of het nog klopt: %(name)s"),
    "entry_unreached": _lazy("De e-mail met de vraag of het nog klopt, kwam niet weg: %(name)s"),
    "entry_removed": _lazy("Van de kaart gehaald: %(name)s"),
    "entry_erased": _lazy("Een organisatie helemaal van de kaart gewist"),
    "link_made": _lazy("Link gemaakt voor de kaart: %(name)s"),
    "contact_kept": _lazy("Contact opgeschreven, met toestemming: %(name)s"),
    "contact_erased": _lazy("Contact gewist: %(name)s"),
    "tie_added": _lazy("Verbinding gelegd: %(name)s en %(other)s"),
    "tie_changed": _lazy("Verbinding gewijzigd: %(name)s en %(other)s"),
    "tie_confirmed": _lazy("Verbinding bevestigd: %(name)s en %(other)s"),
    "tie_refused": _lazy("Verbinding klopt niet, zegt een van beide: %(name)s en %(other)s"),
    "tie_removed": _lazy("Verbinding weggehaald: %(name)s en %(other)s"),
    "part_added": _lazy("Wie doet wat: %(name)s opgeschreven bij %(theme)s"),
    "part_removed": _lazy("Wie doet wat: %(name)s weggehaald bij %(theme)s"),
    "gap_added": _lazy("Wie doet wat: opgeschreven wat ontbreekt bij %(theme)s"),
    "gap_removed": _lazy("Wie doet wat: weggehaald wat ontbreekt bij %(theme)s"),
    "list_read_in": _lazy(
        "Lijst ingelezen op de kaart: %(added)s toegevoegd, %(changed)s gewijzigd, %(tied)s verbindingen"
    ),
    "list_taken_back": _lazy("Ingelezen lijst teruggedraaid: %(removed)s weggehaald"),
    "asking_on": _lazy("De organisaties op de kaart krijgen elk jaar de vraag of alles klopt"),
    "asking_off": _lazy("De organisaties op de kaart krijgen geen vragen meer"),
    "map_asked": _lazy("Deelnemers krijgen na het versturen vragen over de kaart"),
    "map_not_asked": _lazy("Deelnemers krijgen geen vragen meer over de kaart"),
}
