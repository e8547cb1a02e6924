"""The action agenda as files: a calendar, and a table."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspraak.delivery.calendar import calendar
from samenspraak.delivery.names import file_name
from samenspraak.delivery.tables import csv, workbook
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.outcomes.queries.agenda import agenda_actions
from samenspraak.outcomes.views.page import round_at
from samenspraak.outcomes.wording.files import action_code_book, action_sheet, entries
from samenspraak.results.wording.names import names_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def attachment(content: bytes, name: str) -> HttpResponse:
    """Return a file to keep, named and typed by its extension."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]], headers=headers)


@member
@require_safe
def agenda_calendar(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Give the dates of all unfinished actions for a calendar."""
    round = round_at(request, conversation_id, number)
    title = round.conversation.title
    made = calendar(entries(agenda_actions(round), round), name=title, now=timezone.now())
    return attachment(made, file_name(_("afspraken %s") % title, "ics"))


@member
@require_safe
def agenda_table(request: MemberRequest, conversation_id: UUID, number: int, extension: str) -> HttpResponse:
    """Give the actions as a table."""
    if extension not in ("csv", "xlsx"):
        raise Http404
    round = round_at(request, conversation_id, number)
    names, now = names_of(round), timezone.now()
    sheet = action_sheet(list(agenda_actions(round)), names)
    title = _("Afspraken %s") % round.conversation.title
    made = csv(sheet, language=names.language)
    if extension == "xlsx":
        book, author = action_code_book(names), request.organisation.name
        made = workbook([sheet], code_book=book, title=title, author=author, now=now)
    return attachment(made, file_name(title, extension, day=timezone.localdate(now)))
