"""Doors to the organisation's own figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspraak.figures.forms import OwnFigureForm
from samenspraak.figures.queries.areas import Place, neighbourhoods_of
from samenspraak.figures.queries.own import known_place, own_figure_for, own_figures
from samenspraak.figures.services.own import add_own_figure, remove_own_figure
from samenspraak.figures.views.areas import page
from samenspraak.figures.wording.numbers import as_typed
from samenspraak.organisations.access import MemberRequest, member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def own_figures_page(request: MemberRequest, area: str) -> HttpResponse:
    """Show the organisation's own figures about an area, and add one."""
    place = known_place(area)
    form = OwnFigureForm(
        request.POST if request.method == "POST" else None,
        areas=choices_of(place),
        today=timezone.localdate(),
    )
    if form.is_bound and form.is_valid():
        add_own_figure(request.organisation, form.cleaned_data, actor=request.user, now=timezone.now())
        messages.success(request, _("Bewaard."))
        return redirect("figures:own_figures", place.code)
    names = dict(choices_of(place))
    found = own_figures(request.organisation, place)
    rows = [(one, as_typed(one.value), names.get(one.area, one.area)) for one in found]
    return page(request, "figures/own.html", place, {"form": form, "rows": rows})


def choices_of(place: Place) -> list[tuple[str, str]]:
    """Return the areas a figure can be about."""
    nearby = neighbourhoods_of(place.code) if place.kind == "municipality" else []
    return [(one.code, one.name) for one in (place, *nearby)]


@member
@require_POST
def remove_own(request: MemberRequest, figure_id: int) -> HttpResponse:
    """Throw one own figure away."""
    figure = own_figure_for(request.organisation, figure_id)
    remove_own_figure(figure, actor=request.user, now=timezone.now())
    messages.success(request, _("Verwijderd."))
    return redirect("figures:own_figures", figure.area)
