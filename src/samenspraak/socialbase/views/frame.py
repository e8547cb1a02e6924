"""What every page of the map shares: its frame, and where the organisation works."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samenspraak.organisations.access import MemberRequest
from samenspraak.organisations.contributions import Surroundings, surroundings_of

GET_AND_POST = ["GET", "HEAD", "POST"]


def page(
    request: MemberRequest, template: str, context: dict[str, Any], *, tab: str = "", status: int = 200
) -> HttpResponse:
    """Render a page of the map; *tab* is the view it is, "" for a page below them."""
    return render(request, f"socialbase/{template}", {"tab": tab, **context}, status=status)


def area_choices(surroundings: Surroundings) -> list[tuple[str, str]]:
    """Return the areas to choose from: the neighbourhoods, by name."""
    return [(one.code, one.name) for one in surroundings.neighbourhoods]


def around(request: MemberRequest) -> Surroundings:
    """Return where the organisation works."""
    return surroundings_of(request.organisation)
