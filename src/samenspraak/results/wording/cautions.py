"""What to mind before relying on a picture, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samenspraak.core.picture import Picture, QualityNote
from samenspraak.results.wording.names import Names


def cautions(picture: Picture, names: Names) -> tuple[str, ...]:
    """Return what to mind, one sentence each."""
    return tuple(words for note in picture.notes if (words := caution(note, names)))


def caution(note: QualityNote, names: Names) -> str:
    """Return one note as a sentence; nothing for a kind this version cannot word."""
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
    return ""
