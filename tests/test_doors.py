"""Every route × role × method has the status its room's table says, and every route is in a table."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import World, signed_in
from tests.doors import ROLES, Door, Route, routes

pytestmark = pytest.mark.once

TABLES = [
    import_module(f"tests.doors.{path.stem}")
    for path in sorted((Path(__file__).parent / "doors").glob("[a-z]*.py"))
]
DOORS: dict[str, Door] = {name: door for table in TABLES for name, door in table.DOORS.items()}


def samples(world: World) -> dict[str, Any]:
    return {name: value for table in TABLES for name, value in table.samples(world).items()}


def address(route: Route, values: dict[str, Any]) -> str:
    chosen = {name: values.get(f"{route.name} {name}", values.get(name)) for name in route.arguments}
    missing = sorted(name for name, value in chosen.items() if value is None)
    assert not missing, f"{route.name}: give {missing} in samples() of tests/doors/<room>.py"
    return reverse(route.name, kwargs=chosen)


def clients(world: World) -> dict[str, Client]:
    people = {"chris": world.chris, "bram": world.bram, "anna": world.anna}
    return {"nobody": Client(), **{name: signed_in(user) for name, user in people.items()}}


def test_every_route_is_in_a_table() -> None:
    known = {route.name for route in routes()}

    assert sorted(known - DOORS.keys()) == [], "add these to tests/doors/<room>.py"
    assert sorted(DOORS.keys() - known) == [], "these routes are gone"


@pytest.mark.parametrize(
    "route", [one for one in routes() if one.name in DOORS], ids=lambda route: route.name
)
def test_a_door_answers_each_role_as_its_table_says(world: World, route: Route) -> None:
    url = address(route, samples(world))
    people = clients(world)
    door = DOORS[route.name]

    got = tuple(people[role].get(url).status_code for role in ROLES)
    posted = tuple(people[role].post(url).status_code for role in ROLES)

    assert (got, posted) == (door.get, door.post)
