"""Stop 2: answers from paper or another questionnaire, as a file or one sheet after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.conversations.contributions import panels
from samenspraak.conversations.forms.entering import (
    MOST_ROWS,
    TooMuch,
    UploadForm,
    described,
    packed,
    unpacked,
)
from samenspraak.conversations.forms.paper import PaperForm
from samenspraak.conversations.models import AnswerBatch, Response, Round
from samenspraak.conversations.queries.answering import groups_of
from samenspraak.conversations.queries.entering import (
    GROUP,
    MIXED,
    NAME,
    batch_in,
    batch_lines,
    group_of,
    is_kept,
    is_named,
    may_enter,
    sheets_in,
)
from samenspraak.conversations.queries.pages import card_id
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services import rounds
from samenspraak.conversations.services.answering import NotAccepting
from samenspraak.conversations.services.entering import Entry, enter
from samenspraak.conversations.services.entering import take_back as erase_batch
from samenspraak.conversations.views.filling import GET_AND_POST, base, opened_round, too_late
from samenspraak.conversations.wording.questions import asked
from samenspraak.core.answer_table import AnswerTable, Respondent, choices
from samenspraak.core.kinds import KINDS
from samenspraak.core.parts import Item
from samenspraak.core.sheet import QuestionList, cell
from samenspraak.delivery.names import file_name
from samenspraak.delivery.tables import Sheet, csv, workbook
from samenspraak.organisations.access import MemberRequest, member

FIRST_ROWS = 3
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class ReadRow:
    """One row of a file in words, to see whether it was understood."""

    number: int
    group: str
    name: str
    answers: tuple[tuple[str, str], ...]


def page(
    request: MemberRequest, round: Round, form: UploadForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Show what can be entered, and what was."""
    context = {
        **base(round),
        "form": form,
        "groups": groups_of(round),
        "mixed": MIXED,
        "batches": batch_lines(round),
        "is_named": is_named(round),
        "panels": panels("late", request, round),
        **more,
    }
    return render(request, "conversations/entering.html", context, status=status)


@member
@require_http_methods(GET_AND_POST)
def entering(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Take a file, and show what is in it before anything is kept."""
    round = opened_round(request, conversation_id, number)
    if not may_enter(round, timezone.now()):
        return too_late(request, round)
    form = UploadForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return page(request, round, form)
    table = form.table(round)
    if not table.faults and len(table.respondents) > MOST_ROWS:
        form.add_error(
            "file", _("Deze tabel is te lang. Er passen hoogstens 2000 rijen in. Splits het bestand.")
        )
        return page(request, round, form, status=422)
    if table.faults:
        faults = [described(fault) for fault in table.faults]
        return page(request, round, form, status=422, faults=faults, stopped=table.stopped)
    try:
        token = packed(table, round=round, source=form.cleaned_data["source"])
    except TooMuch:
        form.add_error("file", _("Er staat te veel tekst in dit bestand. Splits het in twee bestanden."))
        return page(request, round, form, status=422)
    return preview(request, round, table, token)


def preview(request: MemberRequest, round: Round, table: AnswerTable, token: str) -> HttpResponse:
    """Show how many rows there are, from which groups, and the first ones in words."""
    names = {group.key: group.name for group in groups_of(round)}
    counted = Counter(one.group for one in table.respondents)
    context = {
        **base(round),
        "table": table,
        "count": len(table.respondents),
        "groups": [(name, counted[key]) for key, name in names.items() if counted[key]],
        "texts": sum(len(one.texts) for one in table.respondents),
        "rows": read_rows(round, table, names),
        "token": token,
    }
    return render(request, "conversations/entering_preview.html", context)


def read_rows(round: Round, table: AnswerTable, names: dict[str, str]) -> list[ReadRow]:
    """Return the first rows in words."""
    questions, language = questions_of(round), "en" if get_language() == "en" else "nl"
    return [
        ReadRow(
            number=one.row,
            group=names[one.group or ""],
            name=one.name,
            answers=tuple(row_answers(one, questions, language)),
        )
        for one in table.respondents[:FIRST_ROWS]
    ]


def row_answers(one: Respondent, questions: QuestionList, language: str) -> Iterator[tuple[str, str]]:
    """Yield what one row says: the id of a question or a card, and the answers in words."""
    for name, items in groupby(questions.items, key=lambda item: card_id(item) or item.id):
        told = [answer_in(one, item, questions, language) for item in items]
        if words := " · ".join(filter(None, told)):
            yield name, words


def answer_in(one: Respondent, item: Item, questions: QuestionList, language: str) -> str:
    """Return one answer in words; nothing when it was not given."""
    if item.id not in questions.offsets:
        return one.texts.get(item.id, "")
    return KINDS[item.kind].show(cell(one.sheet, questions, item), item, questions.instrument, language)


@member
@require_POST
def keep(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Keep what was shown before."""
    round = opened_round(request, conversation_id, number)
    try:
        entries, source, digest = unpacked(request.POST.get("antwoorden", ""), round=round)
    except BadSignature:
        messages.error(request, _("Deze pagina was verlopen. Kies het bestand opnieuw."))
        return to_entering(round)
    return kept(request, round, entries, source, digest)


def kept(
    request: MemberRequest, round: Round, entries: Sequence[Entry], source: str, digest: str
) -> HttpResponse:
    """Keep the sheets, unless they are here already, and say so."""
    try:
        entered = enter(round, entries, source=source, digest=digest, actor=request.user, now=timezone.now())
    except (NotAccepting, rounds.WrongState):
        return too_late(request, round)
    count = sheets_in(entered.batch)
    if entered.is_new:
        text = ngettext("%d antwoordblad is ingevoerd.", "%d antwoordbladen zijn ingevoerd.", count)
        messages.success(request, text % count)
    else:
        messages.info(request, _("Deze antwoorden stonden er al. Ze tellen één keer mee."))
    return to_entering(round)


def to_entering(round: Round) -> HttpResponse:
    """Go to the page where answers are entered."""
    return redirect("conversations:entering", round.conversation_id, round.number)


@member
@require_safe
def template(request: MemberRequest, conversation_id: UUID, number: int, extension: str) -> HttpResponse:
    """Give an empty table with the columns of this round."""
    round = opened_round(request, conversation_id, number)
    if extension not in TYPES or not may_enter(round, timezone.now()):
        raise Http404
    language = "en" if get_language() == "en" else "nl"
    columns = (GROUP, *([NAME] if is_named(round) else []), *(item.id for item in questions_of(round).items))
    empty = Sheet(name=_("Antwoorden"), header=columns, rows=())
    content = csv(empty, language=language)
    if extension == "xlsx":
        title = round.conversation.title
        explained = Sheet(
            name=_("Uitleg"), header=(_("kolom"), _("vraag"), _("wat je invult")), rows=explanation(round)
        )
        content = workbook(
            [empty], code_book=explained, title=title, author=request.organisation.name, now=timezone.now()
        )
    answers = _("antwoorden")
    name = file_name(f"{answers} {round.conversation.title}", extension)
    return HttpResponse(
        content,
        content_type=TYPES[extension],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def explanation(round: Round) -> tuple[tuple[str, str, str], ...]:
    """Return what every column holds, for whoever fills in the table."""
    questions, language = questions_of(round), "en" if get_language() == "en" else "nl"
    groups = " · ".join(f"{one.key} ({one.name})" for one in groups_of(round))
    rows = [(GROUP, _("Bij welke groep hoort deze persoon?"), groups)]
    if is_named(round):
        rows.append((NAME, _("Hoe heet deze persoon?"), _("de naam, die alle deelnemers zien")))
    for item in questions.items:
        typed = _("de tekst, hoogstens 1000 tekens")
        if item.id in questions.offsets:
            known = choices(item, questions.instrument, language)
            typed = " · ".join(code if code == words else f"{code} = {words}" for code, words in known)
        rows.append((item.id, asked(item, questions.instrument, language), typed))
    return tuple(rows)


@member
@require_http_methods(GET_AND_POST)
def take_back(request: MemberRequest, conversation_id: UUID, number: int, batch_id: UUID) -> HttpResponse:
    """Ask, and then take away what was entered."""
    round = opened_round(request, conversation_id, number)
    batch = batch_in(round, batch_id)
    if batch is None:
        messages.info(request, _("Deze antwoorden zijn al weggehaald."))
        return to_entering(round)
    if request.method != "POST":
        return render(
            request,
            "conversations/entering_undo.html",
            {**base(round), "batch": batch, "count": sheets_in(batch)},
        )
    try:
        count = erase_batch(batch, actor=request.user, now=timezone.now())
    except rounds.WrongState:
        return too_late(request, round)
    if not count:
        messages.info(request, _("Deze antwoorden zijn al weggehaald."))
        return to_entering(round)
    text = ngettext("%d antwoordblad is weggehaald.", "%d antwoordbladen zijn weggehaald.", count)
    messages.success(request, text % count)
    return to_entering(round)


@member
@require_http_methods(GET_AND_POST)
def paper(request: MemberRequest, conversation_id: UUID, number: int, group: str) -> HttpResponse:
    """Take one sheet of paper, and give the next empty one."""
    round = opened_round(request, conversation_id, number)
    if not may_enter(round, timezone.now()):
        return too_late(request, round)
    chosen = group_of(round, group)
    form = PaperForm(request.POST or None, round=round, group=chosen)
    shown = {**base(round), "form": form, "group": chosen, "key": group}
    if not form.is_valid():
        last = last_sheet(round, request.GET.get("laatste", ""))
        return render(request, "conversations/paper.html", {**shown, "last": last})
    entry = form.entry()
    source, now = Response.Source.PAPER, timezone.now()
    try:
        entered = enter(round, [entry], source=source, digest=form.digest, actor=request.user, now=now)
    except (NotAccepting, rounds.WrongState):
        return too_late(request, round)
    batch = entered.batch
    if not is_kept(batch, entry.sheet, name=entry.name, people=entry.people, texts=entry.texts):
        form.add_error(None, _("Dit blad is al ingevoerd, met andere antwoorden. Haal dat eerst weg."))
        return render(request, "conversations/paper.html", {**shown, "last": batch}, status=409)
    next_sheet = redirect("conversations:paper", conversation_id, number, group)
    next_sheet["Location"] += f"?laatste={batch.pk}"
    return next_sheet


def last_sheet(round: Round, given: str) -> AnswerBatch | None:
    """Return the sheet that was just entered, so that it can be taken back at once."""
    try:
        return batch_in(round, UUID(given))
    except ValueError:
        return None
