"""The API: it gathers the doors of each room under /api/v1/, describes them, and lets in who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.operation import Operation

from samenspraak import __version__
from samenspraak.conversations.api import router as conversations
from samenspraak.organisations.api import AUTH
from samenspraak.organisations.api import router as organisations
from samenspraak.outcomes.api import router as outcomes
from samenspraak.results.api import router as results

View = Callable[..., HttpResponse]


class Api(NinjaAPI):
    """The API, in whose description each address has the name of its function."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a short name for programs that are made from the description."""
        return operation.view_func.__name__


api = Api(
    title="Samenspraak",
    version=__version__,
    description="Reads what a member of an organisation may see: conversations, released pictures and tables, actions.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=AUTH,
)
for router in (organisations, conversations, results, outcomes):
    api.add_router("/v1", router)


def door(view: View) -> View:
    """Let the API decide itself who may come in, and keep no answer anywhere unless it says how."""

    @login_not_required
    @csrf_exempt
    @require_safe
    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["Authorization"])
        return response

    return served


def doors() -> list[URLPattern]:
    """Return the addresses of the API below /api/."""
    known = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    return [path(str(one.pattern), door(one.callback), name=one.name) for one in known]


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Describe the API on a page of our own, that asks nothing of others (P5)."""
    page = render(request, "api.html", {"addresses": ADDRESSES.items()})
    page.headers["Cache-Control"] = "private, no-cache"
    return page


ADDRESSES = {
    "/api/v1/me": _lazy("Wie je bent, en voor welke organisatie"),
    "/api/v1/conversations": _lazy("De gesprekken van je organisatie"),
    "/api/v1/conversations/{conversation_id}": _lazy("Eén gesprek, met zijn rondes"),
    "/api/v1/conversations/{conversation_id}/rounds/{number}": _lazy(
        "Eén ronde: de stand, en hoeveel mensen er per groep antwoordden"
    ),
    "/api/v1/conversations/{conversation_id}/rounds/{number}/picture": _lazy("Het beeld van een ronde"),
    "/api/v1/conversations/{conversation_id}/rounds/{number}/opinions": _lazy(
        "De meningsgroepen van een ronde, of waarom die er niet zijn"
    ),
    "/api/v1/conversations/{conversation_id}/rounds/{number}/spheres": _lazy(
        "Waar mensen hun kaarten leggen, in een gesprek met kaarten"
    ),
    "/api/v1/conversations/{conversation_id}/rounds/{number}/delimitation": _lazy(
        "De afbakening: wat de groep van de kaarten opschreef"
    ),
    "/api/v1/conversations/{conversation_id}/rounds/{number}/tables": _lazy(
        "De tabellen bij het beeld, in het Nederlands of met ?language=en in het Engels"
    ),
    "/api/v1/conversations/{conversation_id}/rounds/{number}/actions": _lazy("De acties van een ronde"),
}
