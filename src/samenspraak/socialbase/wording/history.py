"""What happened to an entry, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.organisations.models import AuditEvent
from samenspraak.socialbase.models import Actor, Tie

FIELDS: dict[str, Promise] = {
    "name": _lazy("naam"),
    "kind": _lazy("soort"),
    "sphere": _lazy("sfeer"),
    "formal": _lazy("rechtsvorm"),
    "does": _lazy("wat ze doen"),
    "target_groups": _lazy("voor wie"),
    "topics": _lazy("onderwerpen"),
    "pillars": _lazy("pijlers"),
    "reach": _lazy("hoe ver"),
    "area_code": _lazy("buurt"),
    "place": _lazy("plek"),
    "latitude": _lazy("plek op de kaart"),
    "longitude": _lazy("plek op de kaart"),
    "website": _lazy("website"),
    "source": _lazy("bron"),
    "keeper": _lazy("wie dit bijhoudt"),
}


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened, as the timeline component shows it."""

    at: datetime
    text: str
    who: str


def history_lines(events: Iterable[AuditEvent], actor: Actor) -> list[HistoryLine]:
    """Return what happened to an entry, as seen from itself."""
    return [HistoryLine(at=one.at, text=told(one, actor), who=who(one)) for one in events]


def who(event: AuditEvent) -> str:
    """Return who did it: a colleague, or the organisation itself through its link."""
    if event.actor:
        return str(event.actor)
    by_link = event.detail.get("by_link") and event.verb not in ("entry_asked", "entry_unreached")
    return _("via de eigen link") if by_link else ""


def told(event: AuditEvent, actor: Actor) -> str:
    """Return one event as a short sentence."""
    if event.verb.startswith("tie_"):
        return tie_told(event, actor)
    words: dict[str, str] = {
        "entry_added": _("Op de kaart gezet"),
        "entry_imported": _("Ingelezen uit een lijst"),
        "entry_suggested": _("Op de kaart gezet na een suggestie van een deelnemer"),
        "entry_confirmed": _("Bevestigd: het klopt"),
        "entry_asked": _("Gevraagd of het nog klopt"),
        "entry_unreached": _("De e-mail met de vraag of het nog klopt, kwam niet weg. Klopt het adres?"),
        "contact_kept": _("Contact opgeschreven, met toestemming"),
        "contact_erased": _("Contact gewist"),
        "part_added": _("Rol opgeschreven bij wie doet wat"),
        "part_removed": _("Rol weggehaald bij wie doet wat"),
        "link_made": _("Link gemaakt om het zelf na te kijken"),
    }
    if event.verb == "entry_changed":
        fields = dict.fromkeys(str(FIELDS[one]) for one in event.detail.get("fields", []) if one in FIELDS)
        return _("Gewijzigd: %(fields)s") % {"fields": ", ".join(fields) or "…"}
    return words.get(event.verb, event.verb)


def tie_told(event: AuditEvent, actor: Actor) -> str:
    """Return what happened to a tie, with the other end named as this entry sees it."""
    from_other = event.subject_id != str(actor.pk)
    other = event.detail.get("name" if from_other else "other", "…")
    kind = event.detail.get("kind", "")
    label = str(Tie.Kind(kind).label) if kind in Tie.Kind.values else "…"
    line = f"{other} {label} {actor.name}" if from_other else f"{actor.name} {label} {other}"
    sentences = {
        "tie_added": _("Verbinding gelegd: %(tie)s"),
        "tie_changed": _("Verbinding gewijzigd: %(tie)s"),
        "tie_confirmed": _("Verbinding bevestigd: %(tie)s"),
        "tie_refused": _("Verbinding klopt niet, zegt een van beide: %(tie)s"),
        "tie_removed": _("Verbinding weggehaald: %(tie)s"),
    }
    return sentences.get(event.verb, event.verb) % {"tie": line}
