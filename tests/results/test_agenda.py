"""The conversation agenda: it fits the time there is, gives reasons and questions, obeys, and prints."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

import pytest
from django.test import Client

from samenspraak.core.earlier import picture_from
from samenspraak.organisations.models import AuditEvent
from samenspraak.outcomes.models import JointPosition
from samenspraak.results.forms import AgendaForm, Place
from samenspraak.results.models import AgendaPlan
from samenspraak.results.queries.agendas import plan_of, timetable_of
from samenspraak.results.services import save_agenda
from samenspraak.results.wording.agenda import Agenda, agenda
from samenspraak.results.wording.names import names_of
from tests.conftest import World, signed_in
from tests.conversations.phones import text_of
from tests.results.rounds import add, close, fill, made, picture, promise, url

FIELD = re.compile(r'<input[^>]* name="(?P<name>[^"]+)"(?:[^>]* value="(?P<value>[^"]*)")?')


@pytest.fixture
def shown(world: World) -> World:
    """A round with a picture: themes A and B, groups that differ on A."""
    fill(world)
    close(world)
    made(world)
    return world


def told(world: World) -> Agenda:
    plan = plan_of(world.round)
    timetable = timetable_of(picture(world), plan)
    return agenda(picture(world), names_of(world.round), timetable, starts_at=plan.starts_at)


def agenda_page(client: Client, world: World, rest: str = "") -> str:
    return text_of(client.get(url(world, f"agenda/{rest}")))


def fields(page: str) -> dict[str, str]:
    """Return what a browser would send of the form with the order of the themes."""
    form = page.partition('id="indelen"')[2].partition("</details>")[0]
    found = {match["name"]: match["value"] or "" for match in FIELD.finditer(form)}
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def save(client: Client, world: World, *, page: str = "", **typed: str) -> Any:
    """Open the form (or use a page opened before), type, and send."""
    sent = fields(page or agenda_page(client, world))
    assert set(typed) <= set(sent)
    return client.post(url(world, "agenda/"), {**sent, **typed})


@pytest.mark.parametrize("minutes", [30, 60, 90, 150, 240])
def test_the_parts_fill_the_time_there_is(shown: World, minutes: int) -> None:
    AgendaPlan.objects.create(round=shown.round, minutes=minutes)

    found = told(shown)

    assert sum(part.minutes for part in found.parts) == minutes
    assert found.themes
    assert found.parts[0].when.startswith("0:00")
    assert found.notes == ()


def test_every_part_has_a_time_a_reason_and_a_question(shown: World, anna: Client) -> None:
    found, page = told(shown), agenda_page(anna, shown)

    assert all(part.reason and part.question.endswith("?") for part in found.parts)
    assert all(part.title in page and part.when in page for part in found.parts)
    assert {part.kind for part in found.parts} >= {"welcome", "theme", "future", "close"}


def test_the_question_names_who_differs_and_where_they_stand(shown: World, anna: Client) -> None:
    first = told(shown).themes[0]

    assert first.letter == "A"
    positions = r"Volgens Beleid is dit ‘Werkt’, volgens \w[\w ]+ ‘Eerste stappen’\. "
    assert re.fullmatch(positions + r"Waar merk je dat verschil in de praktijk\?", first.question)
    assert first.question in agenda_page(anna, shown)


def test_what_goes_well_comes_before_everything_else(world: World, anna: Client) -> None:
    for group in ("beleid", "uitvoering", "bewoners"):
        add(world, group, 6, B1="5", B_belang="2")
    close(world)
    made(world)

    assert "Wat gaat goed" in agenda_page(anna, world)
    assert told(world).parts[1].lines[0].letter == "B"


def test_the_rule_and_its_numbers_stand_on_the_screen(shown: World, anna: Client) -> None:
    page = agenda_page(anna, shown)

    assert "Hoe is deze agenda gemaakt?" in page
    assert [one.letter for one in told(shown).weights] == ["A", "B"]
    assert all(one.n == 18 for one in told(shown).weights)


# --- two years from now -----------------------------------------------------------------------------


def test_while_nobody_said_where_to_be_in_two_years_it_says_what_to_do(shown: World, anna: Client) -> None:
    page = agenda_page(anna, shown)

    assert "Dit hebben jullie nog niet vastgelegd." in page
    assert f"/gesprekken/{shown.conversation.pk}/1/verdiepen/" in page.partition("nog niet vastgelegd")[2]


def test_the_joint_position_gives_now_wanted_and_the_gap(shown: World, anna: Client) -> None:
    JointPosition.objects.create(round=shown.round, theme="A", now=2, wanted=4)
    JointPosition.objects.create(round=shown.round, theme="B", wanted=3)

    page = agenda_page(anna, shown)

    assert "Nu ‘Eerste stappen’, over twee jaar ‘Werkt’: twee stappen vooruit." in page
    assert "Nu volgens het beeld ‘Op weg’, over twee jaar ‘Op weg’: vasthouden wat er is." in page


# --- the facilitator decides ------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", ["60", "150"])
def test_another_time_is_one_press(shown: World, anna: Client, minutes: str) -> None:
    anna.post(url(shown, "agenda/"), {"minutes": minutes, "version": "0"})

    assert f"Gespreksagenda voor {minutes} minuten" in agenda_page(anna, shown, "?afdrukken=1")
    assert re.search(rf'value="{minutes}"\s+aria-current', agenda_page(anna, shown))


@pytest.mark.parametrize("typed", ["29", "241", "-5", "abc", "100000000000", "", "9" * 5000])
def test_an_impossible_time_is_said_and_nothing_typed_is_lost(shown: World, anna: Client, typed: str) -> None:
    response = save(anna, shown, minutes=typed, place_A="2", minutes_A="25")

    page = text_of(response)
    assert response.status_code == 200
    assert "niet goed ingevuld" in page
    assert fields(page)["minutes_A"] == "25"
    assert not AgendaPlan.objects.exists()


def test_own_order_and_minutes_are_kept_and_followed_on_screen_and_paper(shown: World, anna: Client) -> None:
    assert save(anna, shown, place_B="1", minutes_B="25", minutes_A="15").status_code == 302

    assert [(part.letter, part.minutes) for part in told(shown).themes] == [("B", 25), ("A", 15)]
    for rest in ("", "?afdrukken=1"):
        page = agenda_page(anna, shown, rest)
        assert page.index(told(shown).themes[0].question) < page.index(told(shown).themes[1].question)
    event = AuditEvent.objects.get(verb="agenda_changed")
    assert (event.actor, event.detail["changed"]) == (shown.anna, ["themes"])


def test_a_start_gives_real_times_past_midnight_too(shown: World, anna: Client) -> None:
    save(anna, shown, starts_at="23:30", minutes="60")

    assert plan_of(shown.round).starts_at == time(23, 30)
    assert told(shown).when == "23:30–00:30"
    assert "23:30–00:30" in agenda_page(anna, shown, "?afdrukken=1")


def test_a_changed_time_leaves_the_proposal_a_proposal(shown: World, anna: Client) -> None:
    save(anna, shown, minutes="120", starts_at="19.30")

    assert plan_of(shown.round).themes == []
    assert sum(part.minutes for part in told(shown).parts) == 120


def test_a_theme_is_left_out_and_taken_in_again(shown: World, anna: Client) -> None:
    save(anna, shown, place_B="1", minutes_B="20")
    save(anna, shown, place_A="")
    assert [part.letter for part in told(shown).themes] == ["B"]
    assert "Hier is nu geen plek voor" in agenda_page(anna, shown)

    save(anna, shown, minutes_A="20")
    assert [part.letter for part in told(shown).themes] == ["B", "A"]


def test_an_agenda_without_themes_is_refused_with_what_was_typed(shown: World, anna: Client) -> None:
    cleared = {name: "" for name in fields(agenda_page(anna, shown)) if name.startswith("place_")}

    response = save(anna, shown, starts_at="20:00", **cleared)

    assert "Laat ten minste één thema op de agenda staan." in text_of(response)
    assert fields(text_of(response))["starts_at"] == "20:00"
    assert not AgendaPlan.objects.exists()


def test_minutes_left_empty_are_divided(shown: World, anna: Client) -> None:
    save(anna, shown, place_B="2", minutes_A="30", minutes_B="")

    assert plan_of(shown.round).themes == [["A", 30], ["B", None]]
    assert sum(part.minutes for part in told(shown).parts) == 90


def test_too_long_and_too_short_is_said_and_not_refused(shown: World, anna: Client) -> None:
    save(anna, shown, place_A="1", minutes_A="100", place_B="", minutes_B="")
    assert "minuten langer dan de 90 minuten die jullie hebben" in agenda_page(anna, shown)

    save(anna, shown, minutes_A="10")
    assert re.search(r"Er blijven nog \d+ van de 90 minuten over\.", agenda_page(anna, shown))


def test_the_other_parts_have_their_own_minutes_or_none(shown: World, anna: Client) -> None:
    save(anna, shown, minutes_welcome="20", minutes_future="0")

    assert plan_of(shown.round).lengths == {"welcome": 20, "future": 0}
    assert (told(shown).parts[0].minutes, told(shown).future) == (20, None)
    assert sum(part.minutes for part in told(shown).parts) == 90
    page = agenda_page(anna, shown, "?afdrukken=1")
    assert page.count("table-card__question") == len(told(shown).themes)

    save(anna, shown, minutes_future="", minutes_close="15")
    assert plan_of(shown.round).lengths == {"welcome": 20, "close": 15}
    assert told(shown).parts[-1].minutes == 15


def test_a_meeting_always_has_an_end(shown: World, anna: Client) -> None:
    assert "Vul minstens 1 in." in text_of(save(anna, shown, minutes_close="0"))


def test_back_to_the_proposal_keeps_the_time(shown: World, anna: Client) -> None:
    save(anna, shown, minutes="60", starts_at="19:30", place_B="1", minutes_B="10", minutes_welcome="15")

    anna.post(url(shown, "agenda/"), {"voorstel": "1", "version": "1"})

    plan = plan_of(shown.round)
    assert (plan.minutes, plan.starts_at, plan.themes) == (60, time(19, 30), [])
    assert plan.lengths == {}
    assert AuditEvent.objects.filter(verb="agenda_reset").count() == 1
    assert "Terug naar het voorstel" not in agenda_page(anna, shown)


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({"place_C": "1"}, "CAB"),
        ({"place_A": "3"}, "BCA"),
        ({"place_A": "2"}, "BAC"),
        ({"place_B": "1", "place_C": "1"}, "BCA"),
        ({"place_B": ""}, "AC"),
    ],
)
def test_a_new_place_moves_a_theme_to_where_it_was_asked(typed: dict[str, str], order: str) -> None:
    assert "".join(moved(typed)) == order


def moved(typed: dict[str, str]) -> list[str]:
    """Let somebody type places in a form with three themes; return the new order."""
    places = [Place(theme, theme, place=number, minutes=15) for number, theme in enumerate("ABC", start=1)]
    plan = AgendaPlan()
    values = {
        name: "" if value is None else value
        for name, value in AgendaForm(plan=plan, places=places).initial.items()
    }
    sent = {**values, **{f"initial-{name}": value for name, value in values.items()}, **typed}
    form = AgendaForm(sent, plan=plan, places=places)
    assert form.is_valid(), form.errors
    return [theme for theme, _minutes in form.themes()]


# --- two tabs, and a next picture -------------------------------------------------------------------


def test_a_stale_tab_loses_nothing_and_says_who_was_first(shown: World, anna: Client) -> None:
    old = agenda_page(anna, shown)
    save(signed_in(shown.bram), shown, place_B="1", minutes_B="15", minutes_A="20")

    answer = save(anna, shown, page=old, minutes_A="35", starts_at="19:30")

    page = text_of(answer)
    assert answer.status_code == 409
    assert "Bram" in page
    assert [(part.letter, part.minutes) for part in told(shown).themes] == [("B", 15), ("A", 20)]
    assert (fields(page)["minutes_A"], fields(page)["starts_at"]) == ("35", "19:30")

    again = anna.post(url(shown, "agenda/"), fields(page))
    assert again.status_code == 302
    assert [(part.letter, part.minutes) for part in told(shown).themes] == [("B", 15), ("A", 35)]


def test_a_second_tab_of_the_same_person_is_no_colleague(shown: World, anna: Client) -> None:
    old = agenda_page(anna, shown)
    save(anna, shown, starts_at="19:00")

    page = text_of(save(anna, shown, page=old, minutes="120"))

    assert "in een ander venster gewijzigd" in page
    assert "Anna heeft" not in page


def test_the_proposal_does_not_overwrite_what_a_colleague_just_kept(shown: World, anna: Client) -> None:
    save(anna, shown, place_B="1", minutes_B="15")
    save(signed_in(shown.bram), shown, minutes_B="25")

    answer = anna.post(url(shown, "agenda/"), {"voorstel": "1", "version": "1"})

    assert answer.status_code == 409
    assert plan_of(shown.round).themes[0] == ["B", 25]


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999"])
def test_a_version_that_cannot_be_is_no_error_page(shown: World, anna: Client, version: str) -> None:
    AgendaPlan.objects.create(round=shown.round, themes=[["A", 20]], version=3)

    for sent in ({"minutes": "60"}, {"voorstel": "1"}):
        assert anna.post(url(shown, "agenda/"), {**sent, "version": version}).status_code in {200, 409}
    assert plan_of(shown.round).themes == [["A", 20]]


def test_a_next_picture_keeps_the_plan(shown: World, anna: Client) -> None:
    save(anna, shown, place_B="1", minutes_B="25", minutes_A="15")
    add(shown, "beleid", 6, A1="3", B1="3")

    assert made(shown).number == 2
    assert [(part.letter, part.minutes) for part in told(shown).themes] == [("B", 25), ("A", 15)]


def test_a_theme_that_is_no_longer_shown_drops_out_with_a_message(world: World, anna: Client) -> None:
    add(world, "beleid", 6, A1="3", A_belang="3")
    close(world)
    made(world)
    plan = AgendaPlan.objects.create(round=world.round, themes=[["B", 20], ["A", 20]])

    page = agenda_page(anna, world)

    assert [part.letter for part in told(world).themes] == ["A"]
    assert "stond in jullie indeling, maar het beeld laat er niets meer van zien" in page
    assert plan.themes == [["B", 20], ["A", 20]]


def test_a_release_of_an_earlier_version_still_has_an_agenda(shown: World, anna: Client) -> None:
    last, topics = shown.round.releases.get(), picture(shown).topics
    kept = {name: value for name, value in last.picture.items() if name != "topics"}
    last.picture = {**kept, "core_version": "2", "agenda": []}
    last.save()

    assert picture_from(last.picture).topics == topics
    assert "Volgens Beleid" in agenda_page(anna, shown)


def test_the_agenda_holds_nothing_but_the_picture_and_the_plan(shown: World) -> None:
    save_agenda(shown.round, values={"minutes": 60}, version=0, actor=shown.anna, now=shown.now)

    kept = AgendaPlan.objects.values().get()

    assert set(kept) == {"id", "round_id", "minutes", "starts_at", "themes", "lengths", "version"}


# --- what it rests on -------------------------------------------------------------------------------


def test_p9_what_the_picture_is_unsure_of_is_called_uncertain_here_too(world: World, anna: Client) -> None:
    add(world, "beleid", 12, A1="1")
    add(world, "beleid", 12, A1="5")
    close(world)
    made(world)
    JointPosition.objects.create(round=world.round, theme="A", wanted=4)

    assert "Nu volgens het beeld ‘Op weg’ (onzeker), over twee jaar ‘Werkt’" in agenda_page(anna, world)


def test_p9_every_figure_on_the_agenda_has_its_n(shown: World, anna: Client) -> None:
    JointPosition.objects.create(round=shown.round, theme="B", wanted=4)
    lines = re.findall(r'class="agenda__lines">(.*?)</ul>', agenda_page(anna, shown), re.S)

    assert lines
    assert all(re.search(r"n = \d+</small></li>$", line.strip()) for line in lines)
    assert all(part.n >= 5 for part in told(shown).themes)


def test_p4_a_group_that_stays_hidden_is_not_named(world: World, anna: Client) -> None:
    add(world, "beleid", 12, A1="4")
    add(world, "uitvoering", 12, A1="4")
    add(world, "bewoners", 4, A1="1")
    close(world)
    made(world)

    assert told(world).themes
    assert "Bewoners" not in agenda_page(anna, world)
    assert "Bewoners" not in agenda_page(anna, world, "?afdrukken=1")


def test_planted_fault_with_a_threshold_of_one_the_small_group_is_named(world: World, anna: Client) -> None:
    promise(world, k=1)

    with pytest.raises(AssertionError):
        test_p4_a_group_that_stays_hidden_is_not_named(world, anna)


# --- on paper ---------------------------------------------------------------------------------------


def test_on_paper_every_theme_and_the_future_have_a_card(shown: World, anna: Client) -> None:
    found = told(shown)

    page = agenda_page(anna, shown, "?afdrukken=1")

    assert found.future
    assert page.count("table-card__question") == len(found.themes) + 1
    assert all(page.count(part.question) == 2 for part in (*found.themes, found.future))


def test_without_a_picture_there_is_no_agenda(world: World, anna: Client) -> None:
    assert anna.get(url(world, "agenda/"))["Location"] == url(world)
    assert anna.post(url(world, "agenda/"), {"minutes": "60"})["Location"] == url(world)
    assert not AgendaPlan.objects.exists()
