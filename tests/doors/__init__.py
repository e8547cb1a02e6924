"""Every door of the application: which address answers whom with which status.

One module per room. ``DOORS`` names the room's routes; ``samples`` gives the value of every argument that
they take, for things that exist in Anna's organisation ("<route> <argument>" where one route wants another
value). A route that is in no table fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

ROLES = ("nobody", "chris", "bram", "anna")
LIBRARY_ROUTES = ("account_", "mfa_")  # allauth tests these itself; ours are in tests/organisations


@dataclass(frozen=True)
class Door:
    """The status of a GET and of an empty POST, for nobody, Chris, Bram and Anna, in that order."""

    get: tuple[int, int, int, int]
    post: tuple[int, int, int, int]


# The usual kinds. Whoever is not signed in goes to sign in (302); a stranger gets 404 (P3).
PAGE = Door(get=(302, 404, 200, 200), post=(302, 405, 405, 405))
FORM = Door(get=(302, 404, 200, 200), post=(302, 404, 200, 200))
ACTION = Door(get=(302, 405, 405, 405), post=(302, 404, 302, 302))
ELSEWHERE = Door(get=(302, 404, 302, 302), post=(302, 404, 302, 302))
OWN_PAGE = Door(get=(302, 200, 200, 200), post=(302, 405, 405, 405))
OWN_FORM = Door(get=(302, 200, 200, 200), post=(302, 200, 200, 200))
ONLY_WITH_CARDS = Door(get=(302, 404, 404, 404), post=(302, 405, 405, 405))
PUBLIC = Door(get=(200, 200, 200, 200), post=(405, 405, 405, 405))


@dataclass(frozen=True)
class Route:
    """One route as the resolver knows it."""

    name: str
    arguments: tuple[str, ...]


def routes() -> list[Route]:
    """Return every route of the application that is ours."""
    return [route for route in walked(get_resolver().url_patterns, "") if not is_of_a_library(route)]


def walked(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[Route]:
    """Return the routes below these patterns."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walked(pattern.url_patterns, below)
        else:
            yield Route(name=f"{namespace}{pattern.name}", arguments=tuple(pattern.pattern.converters))


def is_of_a_library(route: Route) -> bool:
    """Say whether a route comes from allauth."""
    return route.name.startswith(LIBRARY_ROUTES)
