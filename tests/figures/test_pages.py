"""The figures pages: every number with its n, source, table, period and day; no page says more than is known."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from samenspraak.figures.models import Area, Edition, OwnFigure, Priority, Sheet
from samenspraak.figures.queries.areas import shipped
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.comparing import groups_around, members_of
from samenspraak.figures.wording.numbers import shown
from samenspraak.organisations.models import AuditEvent
from tests.conftest import World
from tests.figures.places import TOWN, baarn, edition, sheet

PAGE, LOW = f"/cijfers/{TOWN}/", f"/cijfers/{TOWN}/laag-inkomen/"
RANKING, OWN = f"/cijfers/{TOWN}/aandacht/", f"/cijfers/{TOWN}/eigen/"
CENTRE = "/cijfers/BU03080000/aandachtsbuurt/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(str(answer.content.decode()).split())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_municipalities_of_today_ship_with_the_program() -> None:
    kinds = [one.kind for one in shipped().values()]

    assert (kinds.count("municipality"), kinds.count("province"), kinds.count("region")) == (342, 12, 25)
    assert all(one.outline and one.outline.rings for one in shipped().values() if one.kind == "municipality")


@pytest.mark.parametrize("code", ["GM9998", "%00", "GM%00", "..%2F..", "é"])
def test_an_area_that_is_not_there_is_not_found(anna: Client, world: World, code: str) -> None:
    for rest in ("", "aandacht/", "eigen/", "laag-inkomen/"):
        assert anna.get(f"/cijfers/{code}/{rest}").status_code == 404


def test_a_figure_stands_with_its_n_source_table_period_and_day(anna: Client, world: World) -> None:
    baarn()

    said = words(text(anna, PAGE))

    assert "Huishoudens met een laag inkomen 2,6% n = 11.500; 2023" in said
    assert "CBS, Kerncijfers wijken en buurten (82023NED), 2023, opgehaald op 1 april 2026" in said
    assert "5,7% in 2019" in said


def test_areas_are_compared_in_a_year_that_both_have(anna: Client, world: World) -> None:
    baarn()
    sheet(edition(2024), "NL00", laag_inkomen=9.9)

    said = words(text(anna, LOW))

    assert "Nederland 6,1% n = 8.200.000" in said
    assert "Nederland 9,9%" not in said
    assert "Gemeenten die lijken 4,1% berekend uit 3 van 5 gemeenten" in said


def test_a_comparison_of_an_earlier_year_says_so_and_what_it_was_here_then(
    anna: Client, world: World
) -> None:
    baarn()
    Sheet.objects.filter(area="NL00").delete()
    sheet(Edition.objects.get(period=2019), "NL00", laag_inkomen=7.7)

    said = words(text(anna, LOW))

    assert "Nederland 7,7% in 2019" in said
    assert "Baarn toen in 2019 was het 5,7%" in said
    assert "(82019NED), 2019" in said


def test_a_province_is_computed_from_its_municipalities_weighed_by_n(anna: Client, world: World) -> None:
    last = baarn()
    for code in members_of(shipped()["PV26"]):
        if code not in (TOWN, "GM0344"):
            sheet(last, code, huishoudens=1000, laag_inkomen=5.0)
    sheet(last, "GM0344", huishoudens=100_000, laag_inkomen=10.0)

    # (11500 × 2.6 + 24 × 1000 × 5 + 100000 × 10) / 135500 = 8.49
    said = words(text(anna, LOW))

    assert "Provincie en GGD-regio Utrecht 8,5% berekend uit 26 van 26 gemeenten" in said


def test_what_a_source_tells_of_a_region_goes_before_what_we_compute(anna: Client, world: World) -> None:
    last = baarn()
    sheet(last, "GG2514", laag_inkomen=5.4, huishoudens=600_000)

    assert "Provincie en GGD-regio Utrecht 5,4% n = 600.000" in words(text(anna, LOW))


def test_of_one_known_town_the_name_is_given_and_not_that_of_the_province(anna: Client, world: World) -> None:
    last = baarn()
    sheet(last, "GM0351", laag_inkomen=1.9)

    said = words(text(anna, LOW))

    assert "Woudenberg 1,9% van andere gemeenten niet bekend" in said
    assert "Provincie Utrecht 1,9%" not in said


def test_what_cannot_be_compared_is_said(anna: Client, world: World) -> None:
    sheet(edition(2023), TOWN, inwoners=25_000, laag_inkomen=2.6)

    for address in (PAGE, LOW):
        said = words(text(anna, address))
        assert (
            "Nog niet te vergelijken met: Gemeenten die lijken, Provincie en GGD-regio Utrecht, Nederland."
            in said
        )


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("bijstand", 14.79, "15 per 1.000"),
        ("laag-inkomen", 2.96, "3,0%"),
        ("inkomen", 33.322, "€ 33.300"),
        ("ses-woa", -0.125, "−0,12"),
        ("inwoners", 1234567, "1.234.567"),
    ],
)
def test_a_figure_is_rounded_not_cut_off(key: str, value: float, told: str) -> None:
    indicator = catalogue().get(key)

    assert indicator
    assert shown(indicator, value) == told


def test_a_count_is_compared_with_nothing(anna: Client, world: World) -> None:
    baarn()

    said = words(text(anna, f"/cijfers/{TOWN}/inwoners/"))

    assert "25.008 in 2023" in said
    assert "17.800.000" not in said


def test_a_public_health_region_is_not_always_a_safety_region() -> None:
    regions = {code: shipped()[code].region for code in ("GM0855", "GM0758", "GM0944", "GM0308")}

    assert regions == {"GM0855": "GG5406", "GM0758": "GG5206", "GM0944": "GG2014", "GM0308": "GG2514"}
    tilburg = groups_around(shipped()["GM0855"], [])
    assert [one.key for one in tilburg] == ["region", "province", "country"]
    assert len(tilburg[0].members) == 19


def test_a_town_stands_beside_its_own_neighbourhoods(anna: Client, world: World) -> None:
    baarn()

    said = words(text(anna, PAGE))

    assert "1,0 tot 7,5% 4 van 4 buurten" in said


def test_a_figure_that_only_neighbourhoods_have_is_on_the_page_of_the_town(
    anna: Client, world: World
) -> None:
    baarn()

    said = words(text(anna, PAGE))

    assert "Mensen met bijstand niet bekend" in said
    assert "17 tot 20 per 1.000 4 van 4 buurten" in said


def test_a_former_municipality_says_until_when_it_was(anna: Client, world: World) -> None:
    Area.objects.create(code="GM0370", name="Beemster", municipality="GM0370", since=2018, until=2021)
    sheet(edition(2021), "GM0370", inwoners=10_000, laag_inkomen=3.0)

    said = words(text(anna, "/cijfers/GM0370/"))

    assert "Dit gebied bestond zo tot en met 2021." in said
    assert "3,0%" in said


def test_few_people_are_a_reason_to_be_careful(anna: Client, world: World) -> None:
    last = baarn()
    Sheet.objects.filter(edition=last, area="BU03080000").update(
        figures={"huishoudens": 120, "laag-inkomen": 7.5, "inwoners": 215}
    )

    said = words(text(anna, LOW))

    assert "Centrum 7,5% n = 120 kleine aantallen: een paar mensen maken al verschil" in said
    assert said.count("kleine aantallen") == 1


def test_a_figure_that_the_source_may_change_is_called_provisional(anna: Client, world: World) -> None:
    last = baarn()
    Edition.objects.filter(pk=last.pk).update(unsure=["laag-inkomen"])

    assert "2,6% n = 11.500; 2023 voorlopig cijfer" in words(text(anna, PAGE))


def test_a_province_and_the_country_show_their_municipalities_on_a_map(anna: Client, world: World) -> None:
    baarn()

    province = words(text(anna, "/cijfers/PV26/laag-inkomen/"))
    country = words(text(anna, "/cijfers/NL00/laag-inkomen/"))

    assert "Per gemeente, 2023" in province
    assert "Alleen over Baarn is dit bekend: 2,6%." in province
    assert "Wierden 3,1% n = 10.000" in country
    assert "Over 338 gebieden is niets bekend." in country
    assert "Amsterdam niet bekend" not in country


def without_n(html: str) -> list[str]:
    """Return the cells with a figure that does not say on how many it rests."""
    cells = re.findall(r'<strong class="figure">.*?</td>', html)
    said = [words(cell) for cell in cells if "niet bekend" not in cell]
    return [one for one in said if not re.search(r"n = |inwoners|n niet gegeven|buurten|gemeenten", one)]


def test_promise_p9_every_figure_says_its_n(
    anna: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = baarn()
    sheet(edition(2022, source="gezondheid"), TOWN, eenzaam=[44.1, 39.0, 49.2])
    Sheet.objects.filter(edition=last, area="BU03080000").update(figures={"laag-inkomen": 3.0})
    counts = {"25.008 2023", "11.500 2023", "1.000 2023"}  # residents and households are an n themselves

    for address in (PAGE, "/cijfers/BU03080000/"):
        assert set(without_n(text(anna, address))) <= counts, address
    monkeypatch.setattr("samenspraak.figures.wording.pages.n_of", lambda _told: "")
    assert not set(without_n(text(anna, PAGE))) <= counts


def test_promise_p5_no_page_asks_a_source(
    anna: Client, world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise AssertionError("a page asked a source")

    baarn()
    settings.FIGURES_ONLINE = True
    monkeypatch.setattr("samenspraak.figures.sources.wire.Wire.once", refuse)

    for address in (PAGE, LOW, RANKING, OWN, CENTRE, "/cijfers/GM0363/"):
        assert not re.search(r'(src|srcset|action|data)="(https?:)?//', text(anna, address))


def test_the_map_has_its_table_beside_it_and_says_what_it_shows(anna: Client, world: World) -> None:
    baarn()

    html = text(anna, LOW)

    assert "Het laagst in Zandvoort (1,0%), het hoogst in Centrum (7,5%)." in words(html)
    assert html.count('role="img"') >= 2
    assert "<style" not in html
    assert " style=" not in html
    for name in ("Centrum", "Schoonoordpark", "Transvaal", "Zandvoort"):
        assert f">{name}</a>" in html


def test_what_is_not_known_is_no_number_on_map_and_table(anna: Client, world: World) -> None:
    last = baarn()
    Sheet.objects.filter(edition=last, area="BU03080003").update(figures={"inwoners": 60})

    said = words(text(anna, LOW))

    assert "Over 1 gebied is niets bekend." in said
    assert "Zandvoort niet bekend" in said


def test_an_estimate_is_called_one_and_has_its_margin(anna: Client, world: World) -> None:
    baarn()
    sheet(edition(2022, source="gezondheid"), "BU03080000", eenzaam=[44.1, 39.0, 49.2])

    said = words(text(anna, "/cijfers/BU03080000/"))

    assert "waarschijnlijk tussen 39% en 49%" in said
    assert "geschat met een rekenmodel" in said


def test_a_trend_breaks_where_borders_changed(anna: Client, world: World) -> None:
    baarn()
    early = edition(2020)
    sheet(early, "BU03080000", laag_inkomen=9.0)
    Sheet.objects.filter(area="BU03080000", edition__period=2023).update(redrawn=True)

    said = words(text(anna, "/cijfers/BU03080000/"))

    assert "9,0% in 2020" not in said
    assert "de grenzen zijn veranderd" in said


def test_health_differences_say_what_nobody_knows(anna: Client, world: World) -> None:
    baarn()

    said = words(text(anna, PAGE))

    assert "Dat zijn ongeveer 300 huishoudens." in said
    assert "Wat we niet weten" in said
    assert "Hoe gezond mensen zich hier voelen: dat cijfer is nog niet ingelezen." in said


def test_an_area_without_figures_says_how_they_come(anna: Client, world: World) -> None:
    assert "Er zijn nog geen cijfers over dit gebied ingelezen" in text(anna, "/cijfers/GM0363/")


def test_an_organisation_without_area_chooses_one(anna: Client, world: World) -> None:
    assert "Cijfers over een gemeente" in text(anna, "/cijfers/")
    assert anna.get("/cijfers/?gebied=Baarn").headers["Location"] == PAGE
    assert "Bedoel je: Baarn" in text(anna, "/cijfers/?gebied=Barn")


@pytest.mark.parametrize("address", ["/cijfers/GM9999/", "/cijfers/GM0308/bestaat-niet/", "/cijfers/BU0308/"])
def test_what_does_not_exist_is_not_there(anna: Client, world: World, address: str) -> None:
    assert anna.get(address).status_code == 404


def test_the_demo_says_whose_figures_these_are(anna: Client, world: World) -> None:
    baarn()
    world.organisation.area_code, world.organisation.is_demo = "", True
    world.organisation.save()

    assert anna.get("/cijfers/").headers["Location"] == PAGE
    for address in (PAGE, LOW, RANKING, OWN, "/cijfers/BU03080000/"):
        assert "Echte cijfers van Baarn, niet van Lindeveen" in text(anna, address)


def test_the_ranking_shows_its_weights_and_who_stays_on_top(anna: Client, world: World) -> None:
    baarn()

    said = words(text(anna, RANKING))
    heavier = words(text(anna, f"{RANKING}?weeg=1&laag-inkomen=3&bijstand=0"))

    assert "Altijd bij de eerste 1: Centrum." in said
    assert "Centrum 1 100 7,5% n = 500" in heavier


def test_too_many_weights_are_refused_and_kept(anna: Client, world: World) -> None:
    last = baarn()
    keys = ["sociaal-minimum", "tot-110-procent", "tot-120-procent", "laagste-inkomens", "werkloosheid"]
    for one in Sheet.objects.filter(edition=last):
        one.figures |= dict.fromkeys(keys, 5.0)
        one.save()
    query = "&".join(f"{key}=2" for key in [*keys, "laag-inkomen", "bijstand"])

    html = text(anna, f"{RANKING}?weeg=1&{query}")

    assert "Kies hoogstens 6 cijfers" in html
    assert html.count('value="2" selected') == 7


def test_a_neighbourhood_is_marked_with_its_reason_and_logged(anna: Client, world: World) -> None:
    baarn()

    anna.post(CENTRE, {"reason": "Veel mensen kloppen hier aan."})

    assert "Veel mensen kloppen hier aan." in text(anna, RANKING)
    assert "aandachtsbuurt van jullie organisatie" in text(anna, LOW)
    assert AuditEvent.objects.filter(verb="priority_marked").exists()
    anna.post(CENTRE, {"weg": "1"})
    assert not Priority.objects.exists()


def test_two_people_at_one_reason_lose_nothing(anna: Client, bram: Client, world: World) -> None:
    baarn()
    anna.post(CENTRE, {"reason": "Eerst"})
    bram.post(CENTRE, {"reason": "Van Bram", "version": "1"})

    late = anna.post(CENTRE, {"reason": "Van Anna", "version": "1"})

    assert late.status_code == 409
    assert "Van Bram" in late.content.decode()
    assert "Van Anna" in late.content.decode()


def test_promise_p3_what_an_organisation_adds_is_its_own(anna: Client, chris: Client, world: World) -> None:
    baarn()
    anna.post(CENTRE, {"reason": "Alleen van ons"})
    anna.post(OWN, own_values())
    figure = OwnFigure.objects.get()

    for address in (PAGE, LOW, RANKING, OWN, CENTRE):
        html = text(chris, address)
        assert "Alleen van ons" not in html
        assert "Gezinnen met schulden" not in html
        assert "aandachtsbuurt van jullie" not in html
    assert chris.post(f"/cijfers/eigen/{figure.pk}/verwijderen/").status_code == 404
    assert OwnFigure.objects.exists()


def own_values(**values: Any) -> dict[str, Any]:
    first = {
        "area": TOWN,
        "name": "Gezinnen met schulden",
        "value": "120,5",
        "n": "900",
        "source": "Monitor sociaal domein",
        "day": "2025-12-31",
        "caveat": "alleen wie hulp vroeg",
    }
    return {**first, **values}


def test_an_own_figure_stands_with_source_date_n_and_caveat(anna: Client, world: World) -> None:
    anna.post(OWN, own_values())

    said = words(text(anna, PAGE))

    assert "Gezinnen met schulden : 120,5 n = 900 Monitor sociaal domein, 31 december 2025." in said
    assert "alleen wie hulp vroeg" in said


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"n": "3"}, "over één iemand verraden"),
        ({"value": "veel"}, "Vul een getal in"),
        ({"day": "2199-01-01"}, "Controleer de datum"),
        ({"area": "GM0363"}, "errors"),
        ({"value": "1e300"}, "te groot"),
    ],
)
def test_a_bad_own_figure_is_refused_and_nothing_typed_is_lost(
    anna: Client, world: World, values: dict[str, str], told: str
) -> None:
    answer = anna.post(OWN, own_values(**values))

    html = answer.content.decode()
    assert told in html or answer.context["form"].errors
    assert "Monitor sociaal domein" in html
    assert not OwnFigure.objects.exists()


def test_promise_p10_names_and_reasons_are_shown_as_text(anna: Client, world: World) -> None:
    baarn()
    evil = '<script>alert("x")</script>'
    Area.objects.filter(code="BU03080000").update(name=evil)
    anna.post(CENTRE, {"reason": evil})
    anna.post(OWN, own_values(name=evil, source=evil, unit=evil, caveat=evil))

    for address in (PAGE, LOW, RANKING, OWN, "/cijfers/BU03080000/"):
        assert evil not in text(anna, address)


def test_a_page_asks_few_questions_of_the_database(
    anna: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    baarn()

    with django_assert_max_num_queries(30):
        anna.get(PAGE)
    with django_assert_max_num_queries(25):
        anna.get(LOW)
