"""Who does what, theme by theme, with what nobody does."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.organisations.access import MemberRequest, member
from samenspraak.socialbase.forms.register import PartForm
from samenspraak.socialbase.queries.entries import part_for
from samenspraak.socialbase.queries.map import SocialMap, on_map, social_map
from samenspraak.socialbase.queries.themes import (
    InstrumentThemes,
    instruments_with_themes,
    usual_instrument,
)
from samenspraak.socialbase.services.entries import EntryGone
from samenspraak.socialbase.services.register import PartExists, add_part, remove_part
from samenspraak.socialbase.views.frame import GET_AND_POST, area_choices, around, page
from samenspraak.socialbase.wording.register import theme_lines


@member
@require_safe
def register(request: MemberRequest) -> HttpResponse:
    """Show the register of one instrument."""
    instruments = instruments_with_themes()
    whole = social_map(request.organisation, today=timezone.localdate())
    chosen = chosen_instrument(request, instruments, whole)
    lines = theme_lines(chosen, whole, around(request).names) if chosen else []
    context = {
        "instruments": instruments,
        "chosen": chosen,
        "themes": lines,
        "empty": not any(one.lines or one.gaps for one in lines),
        "has_entries": bool(whole.entries),
    }
    return page(request, "register.html", context, tab="register")


def chosen_instrument(
    request: MemberRequest, instruments: list[InstrumentThemes], whole: SocialMap
) -> InstrumentThemes | None:
    """Return the instrument that was asked for, else the one with most in the register, the usual one, or any."""
    by_slug = {one.slug: one for one in instruments}
    written = Counter(slug for one in whole.roles if (slug := one.theme.partition(":")[0]) in by_slug)
    most = [slug for slug, _number in written.most_common(1)]
    wanted = [request.GET.get("instrument", ""), *most, usual_instrument(request.organisation)]
    return next((by_slug[slug] for slug in wanted if slug in by_slug), next(iter(instruments), None))


def to_register(theme: str) -> HttpResponse:
    """Go to the theme in the register."""
    slug, _colon, letter = theme.partition(":")
    return redirect(f"{reverse('socialbase:register')}?instrument={slug}#thema-{letter}")


@member
@require_http_methods(GET_AND_POST)
def new(request: MemberRequest) -> HttpResponse:
    """Write a line in the register."""
    form = PartForm(
        request.POST if request.method == "POST" else None,
        instruments=instruments_with_themes(),
        actors=on_map(request.organisation),
        areas=area_choices(around(request)),
        theme=request.GET.get("thema", ""),
        actor=request.GET.get("wie", ""),
    )
    if form.is_bound and form.is_valid():
        values = form.values()
        try:
            add_part(request.organisation, **values, by=request.user, now=timezone.now())
        except PartExists:
            messages.info(request, _("Dit stond er al."))
        except EntryGone:
            messages.info(request, _("Die staat niet meer op de kaart."))
        else:
            messages.success(request, _("Opgeschreven."))
        return to_register(values["theme"])
    return page(request, "part_form.html", {"form": form}, status=422 if form.errors else 200)


@member
@require_POST
def remove(request: MemberRequest, part_id: UUID) -> HttpResponse:
    """Take a line out of the register."""
    part = part_for(request.organisation, part_id)
    remove_part(part, by=request.user, now=timezone.now())
    messages.success(request, _("Weggehaald."))
    return to_register(part.theme)
