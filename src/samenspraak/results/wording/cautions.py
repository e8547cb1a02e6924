"""What to mind before relying on a picture, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.conversations.models import Response
from samenspraak.core.picture import Picture, QualityNote
from samenspraak.results.wording.names import Names


def cautions(picture: Picture, names: Names) -> tuple[str, ...]:
    """Return what to mind, one sentence each."""
    silent = [note for note in picture.notes if is_silence(note)]
    told = [caution(note, names) for note in picture.notes if note not in silent]
    return (*told, *silence([names.group(note.subject) for note in silent]))


def is_silence(note: QualityNote) -> bool:
    """Say whether nothing came from a group; of a large one a single answer is a share of 0 as well."""
    return note.kind == "coverage" and note.subject != "" and note.share == 0 and note.n < 200


def silence(groups: Sequence[str]) -> tuple[str, ...]:
    """Return that nothing came from some groups, in one sentence."""
    if not groups:
        return ()
    names = {"groups": ", ".join(groups)}
    return (
        ngettext(
            "Van deze groep kwam geen antwoord: %(groups)s.",
            "Van deze groepen kwam geen antwoord: %(groups)s.",
            len(groups),
        )
        % names,
    )


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
                "Minder dan de helft van de antwoorden die jullie verwachtten is binnen: %(percentage)s%% van %(n)s. "
                "Het beeld kan anders zijn als er meer komen."
            )
            % percentage
        )
    if note.kind == "coverage":
        words = percentage | {"group": names.group(note.subject)}
        return (
            _("Van %(group)s kwam minder dan de helft van de antwoorden: %(percentage)s%% van %(n)s.") % words
        )
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
