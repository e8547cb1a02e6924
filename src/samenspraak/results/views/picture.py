"""Stop 3: the shared picture, by theme and by group, and making it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspraak.conversations.contributions import panels, stop_path
from samenspraak.conversations.models import GRACE, Round
from samenspraak.conversations.queries.counts import counts_of
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import accepts, questions_of
from samenspraak.conversations.services.rounds import WrongState, reveal
from samenspraak.core.earlier import picture_from
from samenspraak.core.picture import ThemePicture
from samenspraak.figures.wording.beside import shelf_of
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.results.models import Release
from samenspraak.results.queries.looking import hindrance
from samenspraak.results.queries.opinions import are_groups_searched
from samenspraak.results.queries.pairing import is_compared
from samenspraak.results.queries.releases import latest_release, may_show, picture_of, released_questions
from samenspraak.results.queries.remarks import TOGETHER, shown_remarks
from samenspraak.results.queries.sheets import changed
from samenspraak.results.services import Refusal, release
from samenspraak.results.views.opinions import search_of
from samenspraak.results.views.shared import STOP, not_modified, page, round_at, tag_of
from samenspraak.results.wording import news
from samenspraak.results.wording.findings import sentences, story
from samenspraak.results.wording.names import names_of
from samenspraak.results.wording.pages import GroupLine, Telling
from samenspraak.results.wording.spheres import spheres_of


@dataclass(frozen=True)
class News:
    """Whether the picture is as new as the answers, in one sentence, and whether to offer a new one."""

    text: str
    offer: bool


@member
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show the picture, or what is needed before there is one; POST makes it."""
    round = round_at(request, conversation_id, number)
    if request.method == "POST":
        return make(request, round)
    last = latest_release(round)
    if last is None:
        return waiting(request, round)
    remarks, latest = shown_remarks(last), news_of(round, last)
    path = stop_path(round, STOP)
    looked = hindrance(round, timezone.now())
    shelf = (
        shelf_of(round, get_language() or "nl", theme=request.GET["thema"])
        if "thema" in request.GET
        else None
    )
    tag = tag_of(request, last.key, round.conversation.title, latest, remarks, path, looked, shelf)
    response = not_modified(request, tag) or told(
        request, round, last, remarks, {"news": latest, "path": path, "shelf": shelf}
    )
    response.headers["ETag"] = tag
    return response


def make(request: MemberRequest, round: Round) -> HttpResponse:
    """Make the next picture, revealing it first when the facilitator asks for that; say why when it cannot be."""
    now = timezone.now()
    if "reveal" in request.POST and round.status == Round.Status.OPEN:
        try:
            reveal(round, actor=request.user, now=now)
        except WrongState:
            return redirect("results:picture", round.conversation_id, round.number)
    made = release(round, now=now, actor=request.user)
    if isinstance(made, Refusal):
        why = news.why_not(made.reason, k=made.k, received=made.received, changed=made.changed, own=made.own)
        messages.info(request, why)
    else:
        messages.success(request, _("Beeld %(number)s is gemaakt.") % {"number": made.number})
    return redirect("results:picture", round.conversation_id, round.number)


def waiting(request: MemberRequest, round: Round) -> HttpResponse:
    """Show what is needed before there is a picture; nobody sees answers here, the facilitator included."""
    counts, k = counts_of(round), plan_for(round).k
    context = {
        "counts": counts,
        "k": k,
        "enough": counts.sent >= k,
        "may_show": may_show(round),
        "is_draft": round.status == Round.Status.DRAFT,
        "grace_ends": grace_ends(round) if counts.begun else None,
        "too_few": news.too_few(received=counts.sent, k=k),
    }
    return page(request, "results/waiting.html", round, context)


def grace_ends(round: Round) -> datetime | None:
    """Return until when who began may still send, once the round is closed; None when that is over."""
    late = round.status == Round.Status.CLOSED and accepts(round, timezone.now(), begun=True)
    return round.closes_at + GRACE if late else None


def news_of(round: Round, last: Release) -> News:
    """Say what happened to the answers since the last picture, in counts only."""
    questions, k = questions_of(round), plan_for(round).k
    released = released_questions(picture_from(last.picture), questions)
    fresh = changed(round, questions=questions, released=released)
    if not fresh:
        return News(text="", offer=False)
    if is_compared(round):
        return News(text=news.compared(), offer=False)
    if are_groups_searched(round):
        return News(text=news.searched(), offer=False)
    if not may_show(round):
        return News(text=news.not_revealed(), offer=False)
    if fresh < k:
        return News(text=news.too_little_new(changed=fresh, k=k), offer=False)
    return News(text=news.enough_new(changed=fresh), offer=True)


def told(
    request: MemberRequest,
    round: Round,
    last: Release,
    remarks: dict[str, tuple[str, ...]],
    frame: dict[str, object],
) -> HttpResponse:
    """Show the picture as a whole, one theme, or one group."""
    telling = Telling(picture=picture_of(last), names=names_of(round))
    base = {"release": last, "telling": telling, **frame}
    if "thema" in request.GET:
        theme = theme_in(telling, request.GET["thema"])
        about = theme_context(telling, theme, request.GET.get("groep", ""))
        more = {"quotes": remarks.get(theme.theme, ()), "panels": panels("theme", request, round)}
        return page(request, "results/theme.html", round, {**base, **about, **more})
    if "groep" in request.GET:
        about = group_context(telling, request.GET["groep"])
        return page(request, "results/group.html", round, {**base, **about})
    whole = {
        "story": story(telling.picture, telling.names),
        "quotes": remarks.get(TOGETHER, ()),
        "opinions": search_of(round, telling.names),
        "spheres": spheres_of(telling.placed, telling.picture, telling.names),
    }
    return page(request, "results/picture.html", round, {**base, **whole})


def theme_context(telling: Telling, theme: ThemePicture, group: str) -> dict[str, object]:
    """Return one theme: its sentences, then its statements, for everybody and per group."""
    statements = telling.statements(theme, display=group)
    return {
        "theme": theme,
        "line": next(line for line in telling.themes if line.letter == theme.theme),
        "group": group_in(telling, group) if group else None,
        "statements": statements,
        "scaled": any(one.has_scale for one in statements),
        "told": sentences(telling.about(theme), telling.names),
        **card_context(telling, theme),
        "between": telling.between_groups(theme),
        "differing": telling.differing_on(theme),
        "perceptions": telling.perceptions_of(theme),
    }


def card_context(telling: Telling, theme: ThemePicture) -> dict[str, object]:
    """Return the cards of a theme, and who counts them in; nothing where it has none."""
    told = spheres_of(telling.placed, telling.picture, telling.names)
    return {"cards": told.of_theme(theme.theme), "counts": told.counts_of(theme.theme)} if told else {}


def group_context(telling: Telling, key: str) -> dict[str, object]:
    """Return one display group beside everybody."""
    group = group_in(telling, key)
    return {"group": group, "lines": telling.beside(group.key), "wheel": telling.wheel_of(group.key)}


def theme_in(telling: Telling, letter: str) -> ThemePicture:
    """Return the theme with this letter; Http404 for another."""
    for theme in telling.picture.themes:
        if theme.theme == letter:
            return theme
    raise Http404


def group_in(telling: Telling, key: str) -> GroupLine:
    """Return the display group with this key; Http404 for another."""
    for group in telling.groups:
        if group.key == key:
            return group
    raise Http404
