"""P3: no organisation sees another. Strangers get 404."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from samenspraak.conversations.models import Conversation, Invitation, Response, Round
from samenspraak.conversations.views import filling
from samenspraak.organisations.models import AuditEvent, Membership, Organisation, User
from tests.conftest import PASSWORD, World, signed_in
from tests.doors import Route, routes
from tests.test_doors import address, samples

pytestmark = pytest.mark.once

TENANT_ROUTES = [route for route in routes() if "conversation_id" in route.arguments]
FOR_PROGRAMS = "api:"
# For members too, there is no such file before the first release.
NOTHING_YET = {"results:tables", "api:picture", "api:opinions", "api:tables"}
NOTHING_YET |= {"api:spheres", "api:delimitation", "results:spheres"}  # these need cards
NOTHING_YET |= {"outcomes:delimitation", "outcomes:delimitation_section"}
FOR_ALL = {"home", "privacy", "accessibility", "about", "security_txt"}
METHODS = ("get", "post", "head", "put", "patch", "delete", "options")


def statuses(client: Client, url: str) -> dict[str, int]:
    return {method: getattr(client, method)(url).status_code for method in METHODS}


def footprint() -> list[Any]:
    tables = [Organisation, Membership, Conversation, Round, Response, Invitation, AuditEvent]
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


def test_there_are_routes_to_walk() -> None:
    assert len(TENANT_ROUTES) >= 20


@pytest.mark.parametrize("route", TENANT_ROUTES, ids=lambda route: route.name)
def test_chris_finds_nothing_of_annas_conversation(world: World, route: Route) -> None:
    values = samples(world)
    before = footprint()
    chris = signed_in(world.chris)

    real = statuses(chris, address(route, values))
    invented = statuses(chris, address(route, {**values, "conversation_id": uuid4()}))

    assert set(real.values()) <= {404, 405}
    assert real["get"] == 404 or real["post"] == 404
    assert real == invented, "the answer may not tell whether the conversation exists"
    assert footprint() == before


@pytest.mark.parametrize(
    "route",
    [one for one in TENANT_ROUTES if one.name.startswith(FOR_PROGRAMS)],
    ids=lambda route: route.name,
)
def test_a_program_without_a_key_is_refused(world: World, route: Route) -> None:
    values = samples(world)
    real = address(route, values)
    invented = address(route, {**values, "conversation_id": uuid4()})

    assert [Client().get(url).status_code for url in (real, invented)] == [401, 401]


@pytest.mark.parametrize(
    "route",
    [one for one in TENANT_ROUTES if not one.name.startswith(FOR_PROGRAMS)],
    ids=lambda route: route.name,
)
def test_nobody_is_asked_to_sign_in(world: World, route: Route) -> None:
    url = address(route, samples(world))

    for method in ("get", "post"):
        response = getattr(Client(), method)(url)

        assert response.status_code == 302
        assert response["Location"].startswith(reverse(settings.LOGIN_URL))


@pytest.mark.parametrize(
    "route", [one for one in TENANT_ROUTES if one.name not in NOTHING_YET], ids=lambda route: route.name
)
def test_bram_does_come_in(world: World, route: Route) -> None:
    url = address(route, samples(world))
    bram = signed_in(world.bram)

    assert 404 not in {bram.get(url).status_code, bram.post(url).status_code}


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_no_page_behind_a_door_is_kept_for_the_next_visitor(world: World, route: Route) -> None:
    """Of one computer, or of a proxy."""
    if route.name in FOR_ALL:
        return
    page = signed_in(world.anna).get(address(route, samples(world)))

    if page.status_code == 200:
        assert "private" in page["Cache-Control"]
        assert "no-store" in page["Cache-Control"] or "no-cache" in page["Cache-Control"]


def test_chris_cannot_reach_another_rounds_invitation_through_his_own_conversation(world: World) -> None:
    values = samples(world)
    own = Conversation.objects.create(
        organisation=world.elsewhere,
        instrument=world.conversation.instrument,
        title="Van Chris",
        purpose="…",
        created_at=world.now,
    )
    Round.objects.create(conversation=own, number=1, code="CHRIS234", opens_at=world.now, closes_at=world.now)

    url = reverse("conversations:forget", args=[own.pk, 1, values["invitation_id"]])

    assert signed_in(world.chris).post(url).status_code == 404
    assert Invitation.objects.filter(pk=values["invitation_id"]).exists()


def test_chris_sees_only_his_own_list_log_and_people(world: World) -> None:
    chris = signed_in(world.chris)
    AuditEvent.objects.create(
        organisation=world.organisation, verb="conversation_started", actor=world.anna, at=world.now
    )

    pages = [
        chris.get(reverse(f"{name}"))
        for name in ("conversations:list", "organisations:log", "organisations:overview")
    ]

    for page in pages:
        assert page.status_code == 200
        assert "Waterdorp" not in page.content.decode()
        assert "Anna" not in page.content.decode()


def test_choosing_an_organisation_of_somebody_else_does_nothing(world: World) -> None:
    chris = signed_in(world.chris)
    session = chris.session
    session["organisation"] = str(world.organisation.pk)
    session.save()

    assert (
        chris.post(reverse("organisations:switch"), {"organisation": world.organisation.pk}).status_code
        == 404
    )
    assert "Waterdorp" not in chris.get(reverse("conversations:list")).content.decode()


def test_nobody_takes_an_address_by_which_somebody_else_would_be_let_in(world: World, anna: Client) -> None:
    """Chris calls himself Dana; when Anna invites Dana as a colleague, Chris may not be the one who comes in."""
    dana = "dana@waterdorp.example"
    chris = Client()
    chris.post(reverse(settings.LOGIN_URL), {"login": world.chris.email, "password": PASSWORD})
    for action in ("action_add", "action_primary"):
        chris.post(reverse("account_email"), {"email": dana, action: ""})

    anna.post(reverse("organisations:invite"), {"email": dana, "name": "Dana", "role": "facilitator"})

    assert User.objects.get(memberships__organisation=world.organisation, name="Dana") != world.chris
    assert world.chris.memberships.get().organisation == world.elsewhere


def test_somebody_without_an_organisation_finds_nothing(world: World) -> None:
    Membership.objects.filter(user=world.chris).delete()

    assert signed_in(world.chris).get(reverse("conversations:list")).status_code == 404


@pytest.mark.parametrize("number", [0, 2, 2**31, 10**30])
def test_a_number_that_no_round_has_is_not_found(world: World, anna: Client, number: int) -> None:
    assert anna.get(f"/gesprekken/{world.conversation.pk}/{number}/invullen/").status_code == 404
    assert anna.get(f"/organisatie/lid/{number + 10**9}/").status_code == 404


def test_planted_fault_a_read_that_does_not_start_at_the_organisation_lets_chris_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def any_round(_organisation: Organisation, conversation_id: UUID, number: int) -> Round:
        return Round.objects.get(conversation=conversation_id, number=number)

    monkeypatch.setattr(filling, "round_for", any_round)
    url = reverse("conversations:filling", args=[world.conversation.pk, 1])

    assert signed_in(world.chris).get(url).status_code == 200
