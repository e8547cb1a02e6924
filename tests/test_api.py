"""The API gives what the screens show of releases, to a member's programs and to nobody else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from samenspraak import api
from samenspraak.conversations.models import Conversation, Remark, Response, Round
from samenspraak.core.picture import Picture
from samenspraak.organisations.models import ApiToken, AuditEvent, Membership
from samenspraak.organisations.services import make_token
from samenspraak.outcomes.models import Action
from samenspraak.results.models import Release
from samenspraak.results.services import release
from tests.conftest import World, signed_in


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


def key_of(world: World, who: str = "anna") -> str:
    return make_token(getattr(world, who).memberships.get(), "dashboard", now=world.now)


def get(path: str, key: str = "", **headers: str) -> Any:
    given = {"Authorization": f"Bearer {key}"} if key else {}
    return Client().get(f"/api/v1/{path}", headers={**given, **headers})


def round_path(world: World, rest: str = "") -> str:
    return f"conversations/{world.conversation.pk}/rounds/{world.round.number}{rest}"


def released(world: World, *, beleid: int = 6, uitvoering: int = 6) -> Release:
    for group, many in (("beleid", beleid), ("uitvoering", uitvoering)):
        for place in range(many):
            world.answer(group, A1=str(place % 3 + 2), B1="4", A_belang="3")
    Round.objects.filter(pk=world.round.pk).update(status=Round.Status.CLOSED)
    made = release(world.round, now=world.now)
    assert isinstance(made, Release)
    return made


def test_a_key_opens_what_the_member_may_see(world: World) -> None:
    key = key_of(world)

    assert get("me", key).json() == {
        "name": "Anna",
        "organisation": "Waterdorp",
        "organisation_id": str(world.organisation.pk),
    }
    listed = get("conversations", key).json()
    assert [(one["title"], one["mode"], one["k"]) for one in listed] == [
        ("Rondkomen in Waterdorp", "protected", 5)
    ]
    one = get(f"conversations/{world.conversation.pk}", key).json()
    assert [(each["number"], each["status"]) for each in one["rounds"]] == [(1, "open")]


def test_a_round_tells_how_many_answered_and_not_what(world: World) -> None:
    world.answer("beleid", A1="3")
    world.answer("beleid", status=Response.Status.BEGUN, A1="4")

    found = get(round_path(world), key_of(world)).json()

    assert (found["received"], found["expected"]) == (1, 24)
    assert found["groups"][0] == {"name": "Beleid", "expected": 8, "received": 1}
    assert "sheet" not in json.dumps(found)


def test_the_picture_is_exactly_what_was_released(world: World) -> None:
    made = released(world)

    answer = get(round_path(world, "/picture"), key_of(world))

    assert answer.json() == Picture.model_validate(made.picture).model_dump(mode="json")
    assert answer.headers["ETag"] == f'"{made.key}"'
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_without_news_the_picture_is_not_sent_again(world: World) -> None:
    made, key = released(world), key_of(world)

    again = get(round_path(world, "/picture"), key, **{"If-None-Match": f'"{made.key}"'})
    other = get(round_path(world, "/picture"), key, **{"If-None-Match": '"older"'})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_p8_there_is_no_picture_before_the_reveal(world: World) -> None:
    for _ in range(8):
        world.answer("beleid", A1="3")
    key = key_of(world)

    for rest in ("/picture", "/tables"):
        assert get(round_path(world, rest), key).status_code == 404


def test_p8_what_changed_after_a_release_waits_for_the_next(world: World) -> None:
    released(world)
    key = key_of(world)
    before = get(round_path(world, "/picture"), key).content

    for _ in range(6):
        world.answer("bewoners", A1="1")

    assert get(round_path(world, "/picture"), key).content == before


def test_p4_a_group_of_fewer_than_k_is_in_no_answer(world: World) -> None:
    released(world, beleid=8, uitvoering=4)
    key = key_of(world)

    picture = get(round_path(world, "/picture"), key).json()
    rows = get(round_path(world, "/tables"), key).json()[0]

    assert all(item["groups"]["uitvoering"] is None for theme in picture["themes"] for item in theme["items"])
    group, n = rows["columns"].index("groep"), rows["columns"].index("n")
    assert {row[n] for row in rows["rows"] if row[group] == "uitvoering"} <= {"", None}


def test_tables_are_those_of_the_files_in_either_language(world: World) -> None:
    released(world)
    key = key_of(world)

    dutch = get(round_path(world, "/tables"), key).json()
    english = get(round_path(world, "/tables?language=en"), key).json()

    assert dutch[0]["name"] == "Uitkomsten"
    assert english[0]["name"] != "Uitkomsten"
    assert all(len(row) == len(table["columns"]) for table in dutch for row in table["rows"])
    assert get(round_path(world, "/tables?language=fr"), key).status_code == 422


def test_remarks_come_only_when_they_were_released(world: World) -> None:
    sheet = world.answer("beleid", A1="3")
    Remark.objects.create(round=world.round, response=sheet, item="A-opmerking", text="Niet vrijgegeven")
    released(world)

    assert b"Niet vrijgegeven" not in get(round_path(world, "/tables"), key_of(world)).content


def test_by_name_the_picture_has_the_people_and_its_tag_follows_them(world: World) -> None:
    Conversation.objects.filter(pk=world.conversation.pk).update(mode="named")
    Round.objects.filter(pk=world.round.pk).update(plan={**(world.round.plan or {}), "mode": "named", "k": 1})
    world.round.refresh_from_db()
    made = released(world, beleid=2, uitvoering=0)
    Response.objects.update(name="Els")
    key = key_of(world)
    first = get(round_path(world, "/picture"), key)

    Response.objects.filter(pk=Response.objects.first().pk).update(status="withdrawn", name="")  # type: ignore[union-attr]
    second = get(round_path(world, "/picture"), key, **{"If-None-Match": first.headers["ETag"]})

    assert made.key in first.headers["ETag"]
    assert [one["name"] for one in first.json()["people"]] == ["Els", "Els"]
    assert [one["name"] for one in second.json()["people"]] == ["Els"]


def test_actions_have_no_address_of_their_owner(world: World) -> None:
    Action.objects.create(
        conversation=world.conversation,
        round=world.round,
        theme="A",
        what="Spreekuur in de wijk",
        owner="Team west",
        owner_email="team@voorbeeld.example",
    )

    answer = get(round_path(world, "/actions"), key_of(world))

    assert [(one["what"], one["owner"], one["status"]) for one in answer.json()] == [
        ("Spreekuur in de wijk", "Team west", "proposed")
    ]
    assert b"voorbeeld.example" not in answer.content


def test_an_api_that_counted_anew_would_be_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def live(last: Release) -> Picture:
        return Picture.model_validate({**last.picture, "n": last.round.responses.count()})

    monkeypatch.setattr("samenspraak.results.api.picture_of", live)

    with pytest.raises(AssertionError):
        test_p8_what_changed_after_a_release_waits_for_the_next(world)


# ---- Keys


def test_p3_a_key_of_elsewhere_opens_nothing_here(world: World) -> None:
    released(world)
    key = key_of(world, "chris")

    assert get("conversations", key).json() == []
    for rest in ("", "/picture", "/tables", "/actions"):
        assert get(round_path(world, rest), key).status_code == 404
    assert get(f"conversations/{world.conversation.pk}", key).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "samenspraak_" + "a" * 43, "é" * 20, "a" * 5000])
def test_without_a_right_key_nothing_opens(world: World, key: str) -> None:
    sent = key.encode().decode("latin-1")

    assert get("conversations", sent).status_code == 401


def test_many_wrong_keys_from_one_place_shut_out_no_right_one(world: World) -> None:
    key = key_of(world, "anna")
    for _ in range(101):
        get("me", "samenspraak_wrong")

    assert get("me", "samenspraak_wrong").status_code == 429
    assert get("me", key).status_code == 200


def test_a_key_ends_with_its_revocation_membership_or_account(world: World) -> None:
    keys = [key_of(world, who) for who in ("anna", "bram")]
    assert [get("me", key).status_code for key in keys] == [200, 200]

    ApiToken.objects.get(membership__user=world.anna).delete()
    Membership.objects.get(user=world.bram).delete()
    chris = key_of(world, "chris")
    world.chris.is_active = False
    world.chris.save()

    assert [get("me", key).status_code for key in (*keys, chris)] == [401, 401, 401]


def test_a_key_outlives_a_password_and_its_page_says_so(world: World) -> None:
    key = key_of(world)
    world.anna.set_password("een-heel-ander-wachtwoord")
    world.anna.save()

    assert get("me", key).status_code == 200
    page = signed_in(world.anna).get("/organisatie/ik/sleutels/").content.decode()
    assert "Een sleutel blijft werken als je een ander wachtwoord kiest." in page


def test_a_key_is_shown_once_and_kept_as_a_hash_with_days(world: World, anna: Client) -> None:
    page = anna.post("/organisatie/ik/sleutels/", {"token_name": " Dashboard  wijk "}).content.decode()
    key = re.findall(r"samenspraak_[\w-]{43}", page)[0]

    again = anna.get("/organisatie/ik/sleutels/").content.decode()
    kept = ApiToken.objects.get()
    assert get("me", key).status_code == 200
    assert key not in again
    assert "Dashboard wijk" in again
    assert key not in str(ApiToken.objects.values())
    assert (kept.made_on, kept.used_on) == (timezone.localdate(world.now), None)
    assert ApiToken.objects.get().used_on == timezone.localdate(world.now)


def test_making_a_key_twice_makes_one_and_both_changes_are_logged(world: World, anna: Client) -> None:
    for _ in range(2):
        answer = anna.post("/organisatie/ik/sleutels/", {"token_name": "dashboard"})
    assert "Je hebt al een sleutel met deze naam" in answer.content.decode()

    token = ApiToken.objects.get()
    anna.post(f"/organisatie/ik/sleutels/{token.pk}/intrekken/")

    assert not ApiToken.objects.exists()
    assert sorted(AuditEvent.objects.values_list("verb", flat=True)) == ["token_made", "token_revoked"]


def test_nobody_has_more_than_ten_keys(world: World, anna: Client) -> None:
    for number in range(11):
        anna.post("/organisatie/ik/sleutels/", {"token_name": f"sleutel {number}"})

    assert ApiToken.objects.count() == 10


def test_a_colleagues_key_is_not_mine_to_revoke(world: World, bram: Client) -> None:
    key = key_of(world)

    assert bram.post(f"/organisatie/ik/sleutels/{ApiToken.objects.get().pk}/intrekken/").status_code == 404
    assert get("me", key).status_code == 200


# ---- The description


def test_the_description_holds_every_door_and_the_page_tells_them_all(world: World) -> None:
    described = Client().get("/api/openapi.json").json()
    page = Client().get("/api/").content.decode()

    assert described["openapi"].startswith("3.")
    assert set(described["paths"]) == set(api.ADDRESSES)
    assert all(address in page for address in described["paths"])
    assert "Picture" in described["components"]["schemas"]
    names = [one["get"]["operationId"] for one in described["paths"].values()]
    assert len(set(names)) == len(names)
    assert {"conversations", "picture", "actions"} <= set(names)
    assert {one["type"] for one in described["components"]["securitySchemes"].values()} == {"http", "apiKey"}


def test_p5_the_page_asks_nothing_of_others() -> None:
    page = Client().get("/api/").content.decode()

    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []
