"""Stop 6: the documents that leave the application, with a preview of exactly what is in them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspraak.conversations.models import Round
from samenspraak.core.document import Document
from samenspraak.delivery import html, office, pdf
from samenspraak.delivery.names import file_name
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.outcomes.forms.report import ReportForm
from samenspraak.outcomes.queries.agenda import actions_of_round
from samenspraak.outcomes.queries.progress import progress_of
from samenspraak.outcomes.queries.standing import standing_of
from samenspraak.outcomes.report.compose import compose
from samenspraak.outcomes.report.matter import Choice, Since
from samenspraak.outcomes.views.files import attachment
from samenspraak.outcomes.views.page import page, round_at
from samenspraak.outcomes.wording.deepening import theme_lines
from samenspraak.results.wording.names import names_of

STOP = "verslag"
WRITERS: dict[str, Callable[[Document, Choice], bytes]] = {
    "html": lambda document, _choice: html.render(document).encode("utf-8"),
    "pdf": lambda document, choice: pdf.render(document, layout=choice.kind),
    "odt": lambda document, choice: office.odt(document, layout=choice.kind),
    "docx": lambda document, choice: office.docx(document, layout=choice.kind),
}


@member
@require_safe
def report(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show what can go in, a preview, and the files."""
    round = round_at(request, conversation_id, number)
    form = form_for(request, round)
    document = document_for(request, round, form)
    standing = standing_of(round)
    context = {
        "form": form,
        "standing": standing,
        "document": document,
        "preview": html.fragment(document),
        "contents": html.contents(html.chapters(document)) if form.choice().kind == "report" else "",
        "query": request.GET.urlencode(),
        "lines": theme_lines(standing, names_of(round)),
        "is_report": form.choice().kind == "report",
    }
    return page(request, "outcomes/report.html", round, STOP, context)


def form_for(request: MemberRequest, round: Round) -> ReportForm:
    """Return the choices made in the address."""
    return ReportForm(request.GET if "kind" in request.GET else None, names=names_of(round))


def document_for(request: MemberRequest, round: Round, form: ReportForm) -> Document:
    """Return the chosen document as it stands today."""
    return compose(
        standing_of(round),
        form.choice(),
        since=since(round),
        organisation=request.organisation.name,
        language=form.chosen_language(),
        day=timezone.localdate(),
    )


def since(round: Round) -> Since | None:
    """Return what happened since the round before; None in a first round."""
    progress = progress_of(round)
    return Since(progress, tuple(actions_of_round(progress.earlier))) if progress else None


@member
@require_safe
def report_file(request: MemberRequest, conversation_id: UUID, number: int, extension: str) -> HttpResponse:
    """Give the chosen document as a file."""
    if extension not in WRITERS:
        raise Http404
    round = round_at(request, conversation_id, number)
    form = form_for(request, round)
    document, choice = document_for(request, round, form), form.choice()
    kind = _("samenvatting") if choice.kind == "summary" else _("verslag")
    made = WRITERS[extension](document, choice)
    return attachment(made, file_name(f"{kind} {document.title}", extension, day=document.date))
