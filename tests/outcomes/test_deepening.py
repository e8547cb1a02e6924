"""Stop 4: what is asked, what is kept, and two people at one theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import models
from django.test import Client

from samenspraak.organisations.models import AuditEvent
from samenspraak.outcomes.models import JointPosition, Note
from samenspraak.outcomes.services import deepening
from samenspraak.results.models import AgendaPlan
from tests.conftest import World
from tests.outcomes.screens import (
    HOSTILE,
    SHOWN,
    add_action,
    form_with,
    released,
    save_theme,
    text_of,
    url,
)


def test_a_theme_keeps_position_reason_reservation_and_notes(anna: Client, world: World) -> None:
    response = save_theme(
        anna,
        world,
        now="2",
        wanted="4",
        reason="Omdat.",
        reservations="Behalve.",
        **{"note_A-v1": "Op straat."},
    )

    position = JointPosition.objects.get(round=world.round, theme="A")
    assert response.status_code == 302
    assert (position.now, position.wanted, position.reason, position.reservations) == (
        2,
        4,
        "Omdat.",
        "Behalve.",
    )
    assert Note.objects.get(question="A-v1").text == "Op straat."


def test_a_theme_can_be_deepened_before_there_is_a_picture_and_says_what_is_missing(
    anna: Client, world: World
) -> None:
    page = text_of(anna.get(url(world, "verdiepen/A/")))

    assert "Er is nog geen beeld" in page
    assert "Waar merk je dat?" in page
    assert save_theme(anna, world, now="3").status_code == 302


def test_the_overview_shows_the_picture_beside_what_the_group_says(anna: Client, world: World) -> None:
    released(world)
    save_theme(anna, world, now="2", wanted="4", **{"note_A-v1": "Gezegd."})

    page = text_of(anna.get(url(world, "verdiepen/")))

    assert "n = 18" in page
    assert "2, Eerste stappen" in page
    assert "4, Werkt" in page
    assert "2 stappen vooruit" in page


def test_the_theme_the_agenda_puts_first_is_where_to_begin(anna: Client, world: World) -> None:
    released(world)
    AgendaPlan.objects.create(round=world.round, themes=[["B", 20], ["A", None]])

    page = text_of(anna.get(url(world, "verdiepen/")))

    assert "Begin met thema B" in page
    assert "Begin hiermee, ongeveer 20 minuten:" in text_of(anna.get(url(world, "verdiepen/B/")))


def test_own_answers_spread_and_joint_position_stand_in_one_record(anna: Client, world: World) -> None:
    released(world)

    page = text_of(anna.get(url(world, "verdiepen/A/")))

    step = page.partition('name="now" value="2"')[2].partition("</label>")[0]
    assert "los van elkaar:" in step
    assert "Bewoners 2,0 (n = 6)" in step


def test_inspiration_comes_with_its_source(anna: Client, world: World) -> None:
    page = text_of(anna.get(url(world, "verdiepen/A/")))

    assert "Zo kan het." in page
    assert 'href="https://example.org/"' in page


def test_a_theme_leads_to_the_one_before_and_after_and_to_its_own_actions(anna: Client, world: World) -> None:
    action = add_action(world)

    first, second = (
        text_of(anna.get(url(world, "verdiepen/A/"))),
        text_of(anna.get(url(world, "verdiepen/B/"))),
    )

    assert url(world, "verdiepen/B/") in first
    assert url(world, "verdiepen/A/") in second
    assert url(world, f"afspreken/{action.pk}/") in first
    assert url(world, "afspreken/nieuw/") + "?thema=A" in first
    assert url(world, "verslag/") + "?kind=report#thema-A" in first


def test_the_picture_of_a_theme_leads_to_what_came_of_it(anna: Client, world: World) -> None:
    released(world)

    page = text_of(anna.get(url(world, "beeld/") + "?thema=B"))

    assert url(world, "verdiepen/B/") in page
    assert url(world, "afspreken/") + "#thema-B" in page
    assert url(world, "verslag/") + "?kind=report#thema-B" in page


def test_saving_can_go_on_to_the_next_theme(anna: Client, world: World) -> None:
    assert save_theme(anna, world, now="2", then="B")["Location"] == url(world, "verdiepen/B/")
    assert save_theme(anna, world, now="2", then="//evil")["Location"] == url(world, "verdiepen/A/")


def test_a_theme_that_does_not_exist_is_404(anna: Client, world: World) -> None:
    assert anna.get(url(world, "verdiepen/Z/")).status_code == 404


@pytest.mark.parametrize("step", ["0", "6", "x", "-1", "99999999999"])
def test_a_step_outside_the_scale_is_refused_and_nothing_typed_is_lost(
    anna: Client, world: World, step: str
) -> None:
    response = save_theme(anna, world, now=step, reason="Een lang verhaal")

    assert response.status_code == 200
    assert "Een lang verhaal" in text_of(response)
    assert not JointPosition.objects.exists()


def test_hostile_text_stays_text(anna: Client, world: World) -> None:
    save_theme(anna, world, reason=HOSTILE, **{"note_A-v1": HOSTILE})

    page = text_of(anna.get(url(world, "verdiepen/A/")))

    assert SHOWN not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


def test_the_log_keeps_both_texts(anna: Client, world: World) -> None:
    save_theme(anna, world, reason="Eerst dit.")
    save_theme(anna, world, reason="Toen dat.")

    kept = [event.detail["changed"]["reason"] for event in AuditEvent.objects.filter(verb="position_saved")]
    assert ["Eerst dit.", "Toen dat."] in kept


def typed_at_the_same_time(anna: Client, bram: Client, world: World, **of_bram: str) -> Any:
    """Let Anna and Bram open the same theme; Anna saves first, then Bram."""
    address = url(world, "verdiepen/A/")
    seen_by_anna, seen_by_bram = (form_with(one.get(address), "reason") for one in (anna, bram))
    assert anna.post(address, {**seen_by_anna, "now": "2", "reason": "Van Anna."}).status_code == 302
    return bram.post(address, {**seen_by_bram, **of_bram})


def test_two_editors_both_keep_their_text(anna: Client, bram: Client, world: World) -> None:
    response = typed_at_the_same_time(anna, bram, world, reason="Van Bram.")

    page = text_of(response)
    assert response.status_code == 409
    assert "Van Anna." in page
    assert form_with(response, "reason")["reason"] == "Van Bram."
    assert "Dit staat er nu, van Anna" in page
    assert JointPosition.objects.get().reason == "Van Anna."


def test_saving_again_after_seeing_both_keeps_the_second_text(
    anna: Client, bram: Client, world: World
) -> None:
    overtaken = typed_at_the_same_time(anna, bram, world, reason="Van Bram.")

    again = bram.post(url(world, "verdiepen/A/"), form_with(overtaken, "reason"))

    position = JointPosition.objects.get()
    assert again.status_code == 302
    assert (position.reason, position.now) == ("Van Bram.", 2)


def test_what_the_second_did_not_touch_takes_over_what_the_first_wrote(
    anna: Client, bram: Client, world: World
) -> None:
    overtaken = typed_at_the_same_time(anna, bram, world, reservations="Een voorbehoud.")

    kept = form_with(overtaken, "reason")

    assert (kept["reason"], kept["now"], kept["reservations"]) == ("Van Anna.", "2", "Een voorbehoud.")


def test_two_editors_of_different_parts_do_not_meet(anna: Client, bram: Client, world: World) -> None:
    response = typed_at_the_same_time(anna, bram, world, **{"note_A-v1": "Van Bram."})

    assert response.status_code == 302
    assert JointPosition.objects.get().reason == "Van Anna."
    assert Note.objects.get().text == "Van Bram."


def test_the_same_words_from_two_people_are_no_conflict(anna: Client, bram: Client, world: World) -> None:
    assert typed_at_the_same_time(anna, bram, world, now="2", reason="Van Anna.").status_code == 302


def test_a_form_from_an_old_tab_does_not_undo_what_came_later(anna: Client, world: World) -> None:
    old = form_with(anna.get(url(world, "verdiepen/A/")), "reason")
    save_theme(anna, world, reason="Nieuw.")

    response = anna.post(url(world, "verdiepen/A/"), {**old, "reason": "Oud."})

    assert response.status_code == 409
    assert JointPosition.objects.get().reason == "Nieuw."


def overwrite_without_looking(
    row: models.Model, values: Mapping[str, Any], *, version: int
) -> dict[str, list[Any]]:
    """The planted fault: whoever comes last wins."""
    type(row)._default_manager.filter(pk=row.pk).update(**values)
    return {name: ["", new] for name, new in values.items()}


def test_without_the_version_check_the_two_editors_test_fails(
    anna: Client, bram: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deepening, "overwrite", overwrite_without_looking)

    with pytest.raises(AssertionError):
        test_two_editors_both_keep_their_text(anna, bram, world)
