"""Reading in a list, with a preview, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.core.actor_matching import judge
from samenspraak.core.actor_table import ActorTable
from samenspraak.delivery.names import file_name
from samenspraak.delivery.tables import csv, workbook
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.forms.importing import (
    NEW,
    SKIP,
    TooMuch,
    UploadForm,
    choices_in,
    packed,
    unpacked,
)
from samenspraak.socialbase.queries.importing import import_for, imports_of, known_entries
from samenspraak.socialbase.services.importing import read_in
from samenspraak.socialbase.services.importing import take_back as undo
from samenspraak.socialbase.views.frame import GET_AND_POST, around, page
from samenspraak.socialbase.wording.entries import joined, language
from samenspraak.socialbase.wording.files import TYPES, code_book, empty_sheet
from samenspraak.socialbase.wording.importing import (
    MOST_SHOWN,
    described,
    done_words,
    doubt_lines,
    filled_in,
    judged_line,
)

MOST_LINES = 100


def import_page(request: MemberRequest, form: UploadForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """Show where a list is chosen, and what was read in before."""
    context = {"form": form, "imports": list(imports_of(request.organisation)), **more}
    return page(request, "import.html", context, status=status)


@member
@require_http_methods(GET_AND_POST)
def choose(request: MemberRequest) -> HttpResponse:
    """Take a file, and show what is in it before anything is kept."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return import_page(request, form, status=422 if form.is_bound else 200)
    table = form.table(request.organisation, today=timezone.localdate())
    if table.faults:
        faults = [described(fault) for fault in table.faults]
        return import_page(request, form, status=422, faults=faults, stopped=table.stopped)
    try:
        token = packed(
            table.rows, organisation=request.organisation, usual_kind=form.cleaned_data["usual_kind"]
        )
    except TooMuch:
        form.add_error("file", _("Er staat te veel tekst in dit bestand. Splits het in twee bestanden."))
        return import_page(request, form, status=422)
    return preview(request, table, token, usual_kind=form.cleaned_data["usual_kind"])


def preview(request: MemberRequest, table: ActorTable, token: str, *, usual_kind: str) -> HttpResponse:
    """Show what is new, what would change, and what is doubtful."""
    known = known_entries(request.organisation)
    by_key, areas = {one.key: one for one in known}, around(request).names
    judged = judge(table.rows, known)
    lines: dict[str, list[Any]] = {
        "new": [],
        "changed": [],
        "doubtful": [],
        "twice": [],
        "removed": [],
        "same": [],
    }
    for one in judged:
        kind = "changed" if one.verdict == "same" and (one.changes or one.row.contact) else one.verdict
        lines[kind].append(judged_line(one, by_key, areas))
    context = {
        "lines": lines,
        "new": lines["new"][:MOST_LINES],
        "changed": lines["changed"][:MOST_LINES],
        "most": MOST_LINES,
        "ties": sum(len(one.ties) for one in table.rows),
        "doubts": doubt_lines(table.doubts),
        "filled_in": filled_in(judged, usual_kind),
        "unread": joined(table.unread, most=MOST_SHOWN),
        "token": token,
        "as_new": NEW,
        "skip": SKIP,
    }
    return page(request, "import_preview.html", context)


@member
@require_POST
def keep(request: MemberRequest) -> HttpResponse:
    """Read in what was shown before."""
    try:
        rows, usual_kind = unpacked(request.POST.get("lijst", ""), organisation=request.organisation)
    except BadSignature:
        messages.error(request, _("Deze pagina was verlopen. Kies het bestand opnieuw."))
        return redirect("socialbase:import")
    done = read_in(
        request.organisation,
        rows,
        choices=choices_in(request.POST),
        usual_kind=usual_kind,
        by=request.user,
        now=timezone.now(),
    )
    if done.batch is None:
        messages.info(request, _("Er was niets nieuws in deze lijst."))
    else:
        messages.success(request, done_words(added=done.added, changed=done.changed, tied=done.tied))
    if done.unknown:
        names = {"names": joined(done.unknown, most=MOST_SHOWN)}
        messages.info(request, _("Deze namen uit verbindingen staan niet op de kaart: %(names)s.") % names)
    return redirect("socialbase:import")


@member
@require_http_methods(GET_AND_POST)
def take_back(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Ask, and then take back what was read in."""
    done = import_for(request.organisation, import_id)
    if request.method != "POST":
        return page(request, "import_undo.html", {"import": done})
    result = undo(done, by=request.user, now=timezone.now())
    words = {"removed": result.removed, "restored": result.restored}
    messages.success(
        request, _("Teruggedraaid: %(removed)s weggehaald, %(restored)s teruggezet zoals het was.") % words
    )
    if result.kept:
        words = {"kept": result.kept}
        messages.info(
            request,
            _("%(kept)s blijven staan, omdat er daarna iets mee is gedaan. Haal die zelf weg als het moet.")
            % words,
        )
    return redirect("socialbase:import")


@member
@require_safe
def template(request: MemberRequest, extension: str) -> HttpResponse:
    """Give an empty list with the columns that we read."""
    if extension not in ("csv", "xlsx"):
        raise Http404
    sheet = empty_sheet()
    content = csv(sheet, language=language())
    if extension == "xlsx":
        content = workbook(
            [sheet],
            code_book=code_book(around(request).names),
            title=sheet.name,
            author=request.organisation.name,
            now=timezone.now(),
        )
    name = file_name(_("lege lijst sociale basis"), extension)
    return HttpResponse(
        content,
        content_type=TYPES[extension],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
