"""Somebody's own result, in words and as a picture: the theme wheel with only their own answers in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspraak.conversations.queries.overview import Standing
from samenspraak.conversations.wording.scale import position
from samenspraak.core.charts import Chart, Frame, Spoke, Words, theme_wheel

THEMES_IN_A_WHEEL = range(3, 9)


@dataclass(frozen=True)
class OwnDrawing:
    """The wheel for a desk and for a phone, with its table (for ``components/chart.html``)."""

    chart: Chart
    wide: SafeString
    narrow: SafeString


def own_words(one: Standing) -> str:
    """Return where a person stands on one theme; nothing without an answer."""
    return "" if one.value is None else position(one.value, one.steps)


def own_wheel(standings: Sequence[Standing]) -> OwnDrawing | None:
    """Return the wheel; None where the themes are too few, too many or on different scales."""
    scales = {one.steps for one in standings}
    if len(standings) not in THEMES_IN_A_WHEEL or len(scales) != 1:
        return None
    spokes = [spoke(one) for one in standings]
    steps = standings[0].steps
    wide = frame(standings)
    chart = theme_wheel(spokes, steps=steps, frame=wide)
    narrow = theme_wheel(spokes, steps=steps, frame=wide.narrow())
    return OwnDrawing(
        chart=chart,
        wide=mark_safe(chart.svg),  # noqa: S308 (the chart has escaped every text in it, P10)
        narrow=mark_safe(narrow.svg),  # noqa: S308
    )


def spoke(one: Standing) -> Spoke:
    """Return one theme."""
    return Spoke(
        letter=one.letter, name=one.name, value=one.value, note="" if one.value else _("geen antwoord")
    )


def frame(standings: Sequence[Standing]) -> Frame:
    """Return the title, the words in place of the picture, and the words in it."""
    said = "; ".join(f"{one.name}: {own_words(one) or _('geen antwoord')}" for one in standings)
    words = Words(
        language=get_language() or "nl",
        theme=_("Thema"),
        row=_("Onderdeel"),
        group=_("Groep"),
        position=_("Plaats op de schaal"),
        unknown=_("Weet ik niet"),
        people=_("Aantal mensen (n)"),
        remark=_("Opmerking"),
        uncertain=_("onzeker"),
        hidden=_("geen antwoord"),
    )
    return Frame(key="own", title=_("Zo zie jij het, per thema"), description=said, words=words)
