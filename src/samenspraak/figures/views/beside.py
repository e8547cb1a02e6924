"""Doors to the figures beside a theme: choosing them, and asking the table whether it knows this picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspraak.conversations.contributions import stop_path, stop_url
from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.rounds import round_for
from samenspraak.conversations.services.editing import Overtaken
from samenspraak.conversations.services.rounds import settle
from samenspraak.figures.forms import MOST_BESIDE, BesideForm, KnownForm
from samenspraak.figures.models import Beside
from samenspraak.figures.queries.areas import Place
from samenspraak.figures.queries.beside import area_of, chosen_for, key_of, theme_for
from samenspraak.figures.services.beside import choose, note_known
from samenspraak.figures.wording.beside import areas_to_choose, options_for, shelf_of
from samenspraak.organisations.access import MemberRequest, member

STOP = "verdiepen"
LOOK = "kijk"
Pair = tuple[str, str]


def round_at(request: MemberRequest, conversation_id: UUID, number: int) -> Round:
    """Return the round of this address as it stands now; Http404 for a stranger (P3)."""
    return settle(round_for(request.organisation, conversation_id, number), now=timezone.now())


@member
@require_http_methods(["GET", "HEAD", "POST"])
def choosing(request: MemberRequest, conversation_id: UUID, number: int, theme_id: str) -> HttpResponse:
    """Choose at most eight figures beside a theme."""
    round = round_at(request, conversation_id, number)
    theme, home = theme_for(round, theme_id), area_of(round)
    areas = areas_to_choose(home.place) if home.place else []
    before = [(one.area, one.indicator) for one in chosen_for(round, theme.id)]
    posted = request.POST if request.method == "POST" else None
    ticked = ticked_in(posted, areas, before) if posted is not None else before
    asked = (posted or request.GET).get("gebied")
    place = next((one for one in areas if one.code == asked), home.place)
    options = options_for(round, place, theme.id, ticked, get_language() or "nl") if place else []
    form = BesideForm(
        posted if posted is not None and LOOK not in posted else None,
        areas=[(one.code, one.name) for one in areas],
        area=place.code if place else "",
        choices=options,
        chosen=[key_of(*one) for one in ticked],
    )
    if form.is_bound and form.is_valid():
        pairs = [pair(one) for one in form.cleaned_data["figures"]]
        choose(round, theme=theme.id, figures=pairs, actor=request.user, now=timezone.now())
        messages.success(request, _("Bewaard."))
        return redirect("figures:recognise", conversation_id, number, theme.id)
    context = {"form": form, "areas": areas, "place": place, "has_figures": bool(options)}
    return page(
        request, "figures/choosing.html", round, theme.id, {**context, "most": MOST_BESIDE, "look": LOOK}
    )


def ticked_in(posted: QueryDict, areas: Sequence[Place], before: Sequence[Pair]) -> list[Pair]:
    """Return what was ticked so far, about these areas or chosen before: looking at another area loses nothing."""
    codes = {one.code for one in areas}
    pairs = [pair(one) for one in posted.getlist("figures")]
    return [one for one in pairs if one[0] in codes or one in before]


def pair(key: str) -> Pair:
    """Return area and indicator of a choice."""
    area, _slash, indicator = key.partition("/")
    return area, indicator


@member
@require_http_methods(["GET", "HEAD", "POST"])
def recognise(request: MemberRequest, conversation_id: UUID, number: int, theme_id: str) -> HttpResponse:
    """Ask of each figure beside a theme whether the table knows this picture, and keep the answers."""
    round = round_at(request, conversation_id, number)
    theme = theme_for(round, theme_id)
    rows = {one.pk: one for one in chosen_for(round, theme.id)}
    forms = {pk: form_of(row, request.POST if request.method == "POST" else None) for pk, row in rows.items()}
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        late = [pk for pk, form in forms.items() if not kept(rows[pk], form, request)]
        if not late:
            messages.success(request, _("Bewaard."))
            return redirect("figures:recognise", conversation_id, number, theme.id)
        fresh = {one.pk: one for one in chosen_for(round, theme.id)}
        forms = {
            pk: again(fresh[pk], form) if pk in late else form_of(fresh[pk], None)
            for pk, form in forms.items()
            if pk in fresh
        }
        return show(request, round, theme.id, forms, late=late, status=409)
    return show(request, round, theme.id, forms, late=[])


def form_of(row: Beside, data: Any) -> KnownForm:
    """Return the form of one figure."""
    initial = {"known": row.known, "said": row.said, "version": row.version}
    return KnownForm(data, initial=initial, prefix=f"c{row.pk}")


def kept(row: Beside, form: KnownForm, request: MemberRequest) -> bool:
    """Keep one answer; say whether that went well, or a colleague was first."""
    values = form.cleaned_data
    if values["known"] == form.initial["known"] and values["said"] == form.initial["said"]:
        return True
    try:
        note_known(row, **values, actor=request.user, now=timezone.now())
    except Overtaken:
        return False
    return True


def again(row: Beside, form: KnownForm) -> KnownForm:
    """Return the form with what was typed, to be sent over what stands there now."""
    name = form.prefix
    typed: Mapping[str, Any] = {f"{name}-{key}": value for key, value in form.cleaned_data.items()}
    return KnownForm({**typed, f"{name}-version": str(row.version)}, prefix=name)


def show(
    request: MemberRequest,
    round: Round,
    theme: str,
    forms: Mapping[int, KnownForm],
    *,
    late: list[int],
    status: int = 200,
) -> HttpResponse:
    """Show the figures with their forms."""
    shelf = shelf_of(round, get_language() or "nl", theme=theme)
    rows = [(one, forms[one.id], one.id in late) for one in shelf.figures if one.id in forms]
    context = {"rows": rows, "shelf": shelf, "overtaken": bool(late)}
    return page(request, "figures/recognise.html", round, theme, context, status=status)


def page(
    request: MemberRequest,
    template: str,
    round: Round,
    theme: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page about one theme of a round."""
    home = area_of(round)
    told = theme_for(round, theme)
    frame = {
        "round": round,
        "conversation": round.conversation,
        "path": stop_path(round, STOP),
        "stop_url": stop_url(round, STOP),
        "theme": told,
        "theme_name": told.name.to(get_language() or "nl"),
        "borrowed": home.place.name if home.borrowed and home.place else "",
    }
    return render(request, template, {**frame, **context}, status=status)
