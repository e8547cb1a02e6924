"""What to mind before relying on a picture, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samenspraak.conversations.models import Response
from samenspraak.core.picture import Picture, QualityNote
from samenspraak.results.wording.names import Names


def cautions(picture: Picture, names: Names) -> tuple[str, ...]:
    """Return what to mind, one sentence each."""
    return tuple(caution(note, names) for note in picture.notes)


def caution(note: QualityNote, names: Names) -> str:
    """Return one note as a sentence."""
    percentage = {"percentage": round(note.share * 100), "n": note.n}
    if note.kind == "unknown":
        return (
            _("Op veel vragen was het antwoord ‘weet ik niet’: %(percentage)s%% van alle antwoorden.")
            % percentage
        )
    if note.kind == "coverage" and not note.subject:
        return (
            _(
                "Minder dan de helft deed mee: %(percentage)s%% van de %(n)s mensen die jullie verwachtten. "
                "Het beeld kan anders zijn als meer mensen meedoen."
            )
            % percentage
        )
    if note.kind == "coverage":
        words = percentage | {"group": names.group(note.subject)}
        return _("Van %(group)s deed minder dan de helft mee: %(percentage)s%% van %(n)s mensen.") % words
    if note.kind == "straight":
        return (
            _(
                "%(percentage)s%% van %(n)s mensen koos bij het eerste beeld overal dezelfde stap. Dat kan hun mening zijn, "
                "of haast."
            )
            % percentage
        )
    words = percentage | {"channel": channel_words(note.subject)}
    return _("%(percentage)s%% van %(n)s antwoordbladen is %(channel)s.") % words


def channel_words(channel: str) -> str:
    """Return how sheets came in."""
    return {
        Response.Source.PERSON: _("door mensen zelf ingevuld op hun telefoon of computer"),
        Response.Source.TABLE: _("door een tafel samen ingevuld"),
        Response.Source.PAPER: _("overgetypt van papier"),
    }.get(Response.Source(channel), _("ingevoerd uit een bestand"))
