"""The list in words: how many there are, how many count, and how many were found."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.freshness import Tally
from samenspraak.socialbase.queries.listing import Filters


def counted(found: Tally, ties: int) -> list[str]:
    """Return how many entries count, how many fade, and how many ties there are, as sentences."""
    said = [
        ngettext(
            "%(number)s organisatie of initiatief telt mee.",
            "%(number)s organisaties en initiatieven tellen mee.",
            found.counting,
        )
        % {"number": found.counting}
    ]
    if found.fading:
        said.append(
            ngettext(
                "Eén daarvan vervaagt: dat is langer dan een jaar niet bevestigd.",
                "%(number)s daarvan vervagen: die zijn langer dan een jaar niet bevestigd.",
                found.fading,
            )
            % {"number": found.fading}
        )
    if found.faded:
        said.append(
            ngettext(
                "Eén is verbleekt en telt niet mee: nooit bevestigd, of langer dan twee jaar geleden.",
                "%(number)s zijn verbleekt en tellen niet mee: nooit bevestigd, of langer dan twee jaar geleden.",
                found.faded,
            )
            % {"number": found.faded}
        )
    if ties:
        said.append(
            ngettext("Er is %(number)s verbinding.", "Er zijn %(number)s verbindingen.", ties)
            % {"number": ties}
        )
    return said


def found_words(number: int, filters: Filters) -> str:
    """Return how many entries were found, when something was asked for."""
    if not filters.any:
        return ""
    if not number:
        return _("Niets gevonden. Haal een filter weg, of zoek op een ander woord.")
    return ngettext("%(number)s gevonden.", "%(number)s gevonden.", number) % {"number": number}
