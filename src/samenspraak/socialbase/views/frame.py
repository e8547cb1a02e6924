"""What every page of the map shares: the tabs, the names of areas, and who may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.organisations.access import MemberRequest
from samenspraak.organisations.contributions import Surroundings, surroundings_of

GET_AND_POST = ["GET", "HEAD", "POST"]
TABS: list[tuple[str, Promise]] = [
    ("list", _lazy("Lijst")),
    ("network", _lazy("Netwerk")),
    ("map", _lazy("Kaart")),
    ("spheres", _lazy("Sferen")),
    ("register", _lazy("Wie doet wat")),
    ("questions", _lazy("Vragen")),
]


@dataclass(frozen=True)
class Tab:
    """One view of the map, as a link."""

    name: str | Promise
    url: str
    current: bool


@cache
def tab_urls() -> dict[str, str]:
    """Return the address of every view that there is."""
    found = {}
    for key, _name in TABS:
        try:
            found[key] = reverse(f"socialbase:{key}")
        except NoReverseMatch:
            continue
    return found


def tabs(current: str) -> list[Tab]:
    """Return the views of the map, in order."""
    urls = tab_urls()
    return [Tab(name, urls[key], key == current) for key, name in TABS if key in urls]


def page(
    request: MemberRequest, template: str, context: dict[str, Any], *, tab: str = "", status: int = 200
) -> HttpResponse:
    """Render a page of the map; *tab* "" is a page below the tabs."""
    frame = {"tabs": tabs(tab) if tab else []}
    return render(request, f"socialbase/{template}", {**frame, **context}, status=status)


def area_choices(surroundings: Surroundings) -> list[tuple[str, str]]:
    """Return the areas to choose from: the neighbourhoods, by name."""
    return [(one.code, one.name) for one in surroundings.neighbourhoods]


def around(request: MemberRequest) -> Surroundings:
    """Return where the organisation works."""
    return surroundings_of(request.organisation)
