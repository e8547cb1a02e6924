"""The ranking in words: who stays on top whatever the weights, and for whom the weights decide."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samenspraak.core.ranking import Ranked, Ranking

OFTEN = 0.5


def top_words(ranking: Ranking, names: Mapping[str, str]) -> list[str]:
    """Say which neighbourhoods are among the first whatever counts most, and for which that depends."""
    if not ranking.areas or not ranking.top:
        return []
    words = {"top": ranking.top, "number": ranking.weightings}
    always = [names[one.area] for one in ranking.areas if one.always]
    depends = [names[one.area] for one in ranking.areas[: ranking.top] if not one.always]
    said = [
        _(
            "We verdeelden de gewichten op %(number)s manieren over deze cijfers en keken steeds wie er bij de eerste %(top)s staat."
        )
        % words
    ]
    if always:
        said.append(_("Altijd bij de eerste %(top)s: %(names)s.") % {**words, "names": ", ".join(always)})
    else:
        said.append(
            _(
                "Geen enkele buurt staat altijd bij de eerste %(top)s. Welke gewichten je kiest, maakt hier dus veel uit."
            )
            % words
        )
    if depends:
        said.append(
            _("Nu bij de eerste %(top)s, maar dat hangt af van de gewichten: %(names)s.")
            % {**words, "names": ", ".join(depends)}
        )
    return said


def sureness(one: Ranked, ranking: Ranking) -> str:
    """Say how often a neighbourhood is among the first."""
    words = {"top": ranking.top, "share": round(one.on_top * 100)}
    if one.always:
        told = _("altijd bij de eerste %(top)s") % words
    elif not one.on_top:
        told = _("nooit bij de eerste %(top)s") % words
    elif one.on_top >= OFTEN:
        told = _("vaak bij de eerste %(top)s (%(share)s%%)") % words
    else:
        told = _("soms bij de eerste %(top)s (%(share)s%%)") % words
    if one.missing:
        told += "; " + _("onzeker: niet alle cijfers zijn bekend")
    return told


def weight_words(weight: float) -> str:
    """Say how heavily a figure counts."""
    return {1: _("telt mee"), 2: _("telt dubbel"), 3: _("telt driedubbel")}.get(int(weight), "")
