"""The questions: a page at a time, kept at every step, checked and sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspraak.conversations.access import give_token, other_form, visitor
from samenspraak.conversations.forms.answering import WORDS, Step, shown_on, step_in
from samenspraak.conversations.models import Response
from samenspraak.conversations.queries.answering import Visit, earlier_answers, remarks_of
from samenspraak.conversations.queries.cards import places
from samenspraak.conversations.queries.overview import overview
from samenspraak.conversations.queries.pages import (
    Page,
    audience_of,
    layout_of,
    other_cards,
    page_of_item,
    pages_of,
    version_digest,
)
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.queries.tokens import signed
from samenspraak.conversations.services.answering import (
    AlreadyAnswered,
    NotAccepting,
    NothingAnswered,
    save_step,
    send,
)
from samenspraak.conversations.views.blocks import block_for, key_for
from samenspraak.core.sheet import cell, missing

CHECKING = "controleren"


@dataclass(frozen=True)
class Sheet:
    """The sheet somebody is filling in, with its pages."""

    visit: Visit
    response: Response
    pages: Sequence[Page]

    def page(self, number: int) -> Page:
        """Return one page; Http404 when there is none with that number."""
        if not 1 <= number <= len(self.pages):
            raise Http404
        return self.pages[number - 1]


def sheet_of(visit: Visit) -> Sheet | None:
    """Return the sheet of who has begun."""
    if visit.response is None:
        return None
    pages = pages_of(version_digest(visit.round), audience_of(visit.response), layout_of(visit.round))
    return Sheet(visit, visit.response, pages)


@visitor
def answer_start(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Go to the first page that still has something to do."""
    sheet = sheet_of(visit)
    if sheet is None:
        return redirect("conversations:join", code=visit.round.code)
    response = HttpResponse(status=303, headers={"Location": first_open(sheet)})
    give_token(response, visit.token, visit.round, visit.now)
    return response


def first_open(sheet: Sheet) -> str:
    """Return the address of the first page with something to do; the overview when there is none."""
    visit = sheet.visit
    left = missing(sheet.response.sheet, questions_of(visit.round), audience_of(sheet.response))
    if visit.has_sent or not visit.may_answer or not left:
        return reverse("conversations:check", args=[visit.round.code])
    return answer_url(visit, page_of_item(sheet.pages, left[0].id))


@visitor
def answer(request: HttpRequest, visit: Visit, page: int) -> HttpResponse:
    """Show a page of questions, or keep what was answered on it and go on."""
    sheet = sheet_of(visit)
    if sheet is None:
        return redirect("conversations:join", code=visit.round.code)
    here = sheet.page(page)
    if request.method == "POST":
        return take_step(request, sheet, here)
    if not visit.may_answer:
        return to_check(visit)
    return HttpResponse(filled(request, sheet, here))


def take_step(request: HttpRequest, sheet: Sheet, page: Page) -> HttpResponse:
    """Keep the answers of a page and go on; what is refused stays on the page with the reason."""
    questions = questions_of(sheet.visit.round)
    step = step_in(request.POST, page, questions)
    if not sheet.visit.may_answer:
        return too_late(request, sheet, step)
    try:
        save_step(sheet.response, questions=questions, cells=step.cells, remarks=step.remarks)
    except NotAccepting:
        return other_form(request, sheet.visit.round.code)
    if step.refusals:
        sheet.response.refresh_from_db(fields=["sheet"])
        return HttpResponse(filled(request, sheet, page, step), status=422)
    url = next_url(sheet, page, request.POST.get("naar", ""))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"next": url})
    return HttpResponse(status=303, headers={"Location": url})


def next_url(sheet: Sheet, page: Page, wish: str) -> str:
    """Return where somebody goes after a page, by the button that was pressed."""
    if wish == "kaart":
        return reverse("conversations:card", args=[sheet.visit.round.code])
    if wish == "vorige" and page.number > 1:
        return answer_url(sheet.visit, page.number - 1)
    if wish == CHECKING or page.number == page.total:
        return reverse("conversations:check", args=[sheet.visit.round.code])
    return answer_url(sheet.visit, page.number + 1)


def answer_url(visit: Visit, number: int) -> str:
    """Return the address of a page of questions."""
    return reverse("conversations:answer", args=[visit.round.code, number])


def to_check(visit: Visit) -> HttpResponse:
    """Go to the overview."""
    return redirect("conversations:check", code=visit.round.code)


def too_late(request: HttpRequest, sheet: Sheet, step: Step) -> HttpResponse:
    """Say that the round is closed, and give back the words that came too late."""
    context = {"texts": list(step.remarks.values()), **around(sheet.visit)}
    return render(request, "conversations/participant/too_late.html", context, status=410)


def filled(request: HttpRequest, sheet: Sheet, page: Page, step: Step | None = None) -> str:
    """Return a page of questions with what is this person's own."""
    language = get_language() or "nl"
    key = key_for(
        sheet.visit.round,
        audience=audience_of(sheet.response),
        language=language,
        number=page.number,
        checking=request.GET.get("na") == CHECKING,
    )
    return block_for(key).filled(own_values(sheet, page, language, step))


def own_values(sheet: Sheet, page: Page, language: str, step: Step | None) -> dict[str, str]:
    """Return what fills the slots of a page: token, marks, remarks, earlier answers and errors."""
    questions = questions_of(sheet.visit.round)
    remarks = remarks_of(sheet.response) if page.texts else {}
    token = signed(sheet.visit.token)
    values = {
        "token": token,
        "sheet": hashlib.blake2s(token.encode("ascii"), digest_size=8).hexdigest(),
        "shown": shown_on(page, sheet.response.sheet, questions, remarks),
    }
    for name in page.closed:
        values[f"{name}={cell(sheet.response.sheet, questions, questions.item(name))}"] = " checked"
    for name in page.texts:
        values[f"text:{name}"] = escape(remarks.get(name, ""))
    for name, words in earlier_answers(sheet.response, language).items():
        values[f"earlier:{name}"] = format_html("<p>{}</p>", _("Vorige keer zei je: %s.") % words)
    if page.cards:
        values["laid"] = places(
            other_cards(page, audience_of(sheet.response), questions), sheet.response.sheet, questions
        )
    if sheet.visit.phase == "grace":
        values["notice"] = grace_notice()
    return {**values, **refused(sheet, page, step)} if step else values


def refused(sheet: Sheet, page: Page, step: Step) -> dict[str, str]:
    """Return the errors for their slots: the summary above the form, and the same words at the field."""
    questions = questions_of(sheet.visit.round)
    language = get_language() or "nl"
    errors = [
        {"id": name, "text": questions.item(name).text.to(language), "words": WORDS[refusal.reason]}
        for name, refusal in step.refusals.items()
    ]
    values = {
        "fault": _("Fout:") + " ",
        "summary": render_to_string("conversations/participant/parts/refused.html", {"errors": errors}),
    }
    for error in errors:
        values.update(fault_at(str(error["id"]), str(error["words"]), text=error["id"] in page.texts))
    return {
        **values,
        **{f"text:{name}": escape(raw) for name, raw in step.typed.items() if name in page.texts},
    }


def fault_at(name: str, words: str, *, text: bool) -> Mapping[str, str]:
    """Return the slots of one field that is refused."""
    message = format_html('<p class="utrecht-form-field-error-message" id="{}_fout">{}</p>', name, words)
    if text:
        return {
            f"invalid:{name}": " utrecht-form-field--invalid",
            f"error:{name}": message,
            f"described:{name}": f" {name}_fout",
            f"wrong:{name}": ' aria-invalid="true"',
        }
    return {
        f"invalid:{name}": " utrecht-form-fieldset--invalid",
        f"error:{name}": message,
        f"described:{name}": f' aria-describedby="{name}_fout"',
    }


def grace_notice() -> SafeString:
    """Return the note that the round has just closed, and that there is still time to send."""
    words = _("De ronde is net gesloten. Je kunt nog afmaken en versturen, tot een kwartier na het sluiten.")
    return SafeString(render_to_string("components/note.html", {"kind": "warning", "text": words}))


@visitor
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show every answer with a way to change it, and send."""
    sheet = sheet_of(visit)
    if sheet is None:
        return redirect("conversations:join", code=visit.round.code)
    if request.method != "POST" or not visit.may_answer:
        return check_page(request, sheet, status=410 if request.method == "POST" else 200)
    try:
        send(visit)
    except NothingAnswered:
        return check_page(request, sheet, empty=True, status=422)
    except AlreadyAnswered:
        return render(request, "conversations/participant/already.html", around(visit), status=409)
    except NotAccepting:
        return other_form(request, visit.round.code)
    return redirect("conversations:thanks", code=visit.round.code)


def check_page(request: HttpRequest, sheet: Sheet, *, status: int, empty: bool = False) -> HttpResponse:
    """Show the overview of all answers."""
    context = {
        "overview": overview(sheet.response, sheet.pages, get_language() or "nl"),
        "empty": empty,
        "questions_url": reverse("conversations:answer_start", args=[sheet.visit.round.code]),
        "token": signed(sheet.visit.token),
        **around(sheet.visit),
    }
    return render(request, "conversations/participant/check.html", context, status=status)


def around(visit: Visit) -> dict[str, object]:
    """Return what the frame of a known participant's page needs."""
    return {
        "visit": visit,
        "round": visit.round,
        "conversation": visit.round.conversation,
        "code": visit.round.code,
        "code_url": reverse("conversations:card", args=[visit.round.code]),
    }
