"""Reads of who answered what, in a conversation by name: kept on the sheets, and in no release (P7)."""

from __future__ import annotations

from samenspraak.conversations.models import Response
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.core.picture import Named
from samenspraak.core.sheet import cell
from samenspraak.results.models import Release


def people_of(release: Release) -> tuple[Named, ...]:
    """Return everybody as the last release of their round shows them, by name: no order tells who came first (P6)."""
    questions = questions_of(release.round)
    sheets = Response.objects.filter(round=release.round_id, status=Response.Status.SENT).exclude(
        shown_sheet=""
    )
    shown = sheets.order_by("name", "pk").values_list("name", "shown_group", "shown_sheet")
    return tuple(
        Named(
            name=name,
            group=group or None,
            cells={item.id: cell(sheet, questions, item) for item in questions.closed},
        )
        for name, group, sheet in shown
    )
