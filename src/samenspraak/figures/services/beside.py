"""Writes of what stands beside a theme, and of what the table says about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samenspraak.conversations.models import Round
from samenspraak.conversations.services.editing import overwrite
from samenspraak.conversations.services.recording import log_round
from samenspraak.figures.models import Beside
from samenspraak.organisations.models import User


@transaction.atomic
def choose(
    round: Round, *, theme: str, figures: Sequence[tuple[str, str]], actor: User, now: datetime
) -> None:
    """Put these figures (area, indicator) beside a theme, in this order; what was said of one that stays, stays."""
    rows = {(one.area, one.indicator): one for one in Beside.objects.filter(round=round, theme=theme)}
    if list(rows) == list(figures):
        return
    Beside.objects.filter(pk__in=[row.pk for place, row in rows.items() if place not in figures]).delete()
    for position, (area, indicator) in enumerate(figures):
        Beside.objects.update_or_create(
            round=round, theme=theme, area=area, indicator=indicator, defaults={"position": position}
        )
    log_round(
        round, "figures_chosen", theme=theme, actor=actor, now=now, figures=[f"{a}/{i}" for a, i in figures]
    )


@transaction.atomic
def note_known(figure: Beside, *, known: str, said: str, version: int, actor: User, now: datetime) -> None:
    """Keep whether the table knows this picture; Overtaken when a colleague was first."""
    changed = overwrite(figure, {"known": known, "said": said}, version=version)
    if changed:
        log_round(figure.round, "figure_known", theme=figure.theme, actor=actor, now=now, changed=changed)
