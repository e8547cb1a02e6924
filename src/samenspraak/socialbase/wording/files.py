"""The map as files: tables that can be read in again, a network, and places. Nobody who can be reached stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from samenspraak.core.text import one_line
from samenspraak.core.vocabulary import Word
from samenspraak.delivery.geojson import Place
from samenspraak.delivery.graphml import Edge, Node
from samenspraak.delivery.tables import Cell, Sheet
from samenspraak.socialbase.models import SYMMETRIC, Actor, Tie
from samenspraak.socialbase.queries.map import Bond, Entry, SocialMap
from samenspraak.socialbase.queries.vocabulary import vocabulary
from samenspraak.socialbase.wording.entries import (
    FRESHNESS,
    area_words,
    group_words,
    language,
    pillar_words,
    topic_words,
)

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/graphml+xml; charset=utf-8",
    "geojson": "application/geo+json",
    "json": "application/json",
}
SEPARATOR = "; "


def headings() -> dict[str, str]:
    """Return the headings of the table by column; every one of them is understood when it is read in."""
    return {
        "id": _("id"),
        "name": _("naam"),
        "kind": _("soort"),
        "sphere": _("sfeer"),
        "formal": _("formeel"),
        "does": _("wat ze doen"),
        "target_groups": _("voor wie"),
        "topics": _("onderwerpen"),
        "pillars": _("pijlers"),
        "reach": _("hoe ver"),
        "area": _("buurt"),
        "place": _("plek"),
        "latitude": _("breedte"),
        "longitude": _("lengte"),
        "website": _("website"),
        "source": _("bron"),
        "confirmed_on": _("bevestigd op"),
        **{kind.value: str(kind.label) for kind in Tie.Kind},
    }


def contact_headings() -> dict[str, str]:
    """Return the headings that can be read in, but never come out."""
    return {
        "contact_name": _("contactpersoon"),
        "contact_email": _("e-mail"),
        "contact_phone": _("telefoon"),
        "consent": _("toestemming"),
    }


def empty_sheet() -> Sheet:
    """Return a list without rows, to fill in."""
    columns = {**headings(), **contact_headings()}
    columns.pop("id")
    return Sheet(name=_("Sociale basis"), header=tuple(columns.values()), rows=())


def code_book(areas: Mapping[str, str]) -> Sheet:
    """Return what every column may hold, for whoever fills in a list."""
    words = vocabulary()
    one_or_more = _("Eén of meer, met een puntkomma ertussen:")
    said = {
        "name": _("Verplicht. De naam van de organisatie of het initiatief."),
        "kind": enumerated(str(one.label) for one in Actor.Kind),
        "sphere": enumerated(str(one.label) for one in Actor.Sphere),
        "formal": _("ja of nee: is er een bestuur of rechtsvorm?"),
        "does": _("Eén of twee zinnen, hoogstens 500 tekens."),
        "target_groups": f"{one_or_more} {names(words.target_groups)}",
        "topics": f"{one_or_more} {names(words.topics)}",
        "pillars": f"{one_or_more} {names(words.pillars)}",
        "reach": enumerated(str(one.label) for one in Actor.Reach),
        "area": _("De naam of de CBS-code van de buurt: %(areas)s")
        % {"areas": enumerated(areas.values()) or "…"},
        "place": _("Het adres, of de naam van het gebouw."),
        "latitude": _("In graden, zoals 52,21"),
        "longitude": _("In graden, zoals 5,29"),
        "website": _("Het webadres."),
        "source": _("Hoe jullie dit weten."),
        "confirmed_on": _("De dag waarop zij zeiden dat het klopt, zoals 31-12-2025."),
        **{kind.value: _("Namen van anderen, met een puntkomma ertussen.") for kind in Tie.Kind},
        "contact_name": _("Alleen met toestemming."),
        "contact_email": _("Alleen met toestemming."),
        "contact_phone": _("Alleen met toestemming."),
        "consent": _("ja, of de dag van toestemming. Zonder toestemming nemen we het contact niet over."),
    }
    columns = {**headings(), **contact_headings()}
    rows = tuple((columns[key], text) for key, text in said.items())
    return Sheet(name=_("Uitleg"), header=(_("kolom"), _("wat je invult")), rows=rows)


def names(words: Iterable[Word]) -> str:
    """Return words one after another."""
    return enumerated(one.name.to(language()) for one in words)


def enumerated(words: Iterable[str]) -> str:
    """Return words one after another."""
    return " · ".join(words)


def entry_sheet(social_map: SocialMap, areas: Mapping[str, str]) -> Sheet:
    """Return the entries as a table, one row each, with their ties by name."""
    columns = headings()
    rows = tuple(
        tuple(row.get(key) for key in columns)
        for row in (entry_row(one, social_map, areas) for one in social_map.entries)
    )
    return Sheet(name=_("Sociale basis"), header=tuple(columns.values()), rows=rows)


def entry_row(one: Entry, social_map: SocialMap, areas: Mapping[str, str]) -> dict[str, Cell]:
    """Return one entry by column."""
    return {
        "id": str(one.id),
        "name": one.name,
        "kind": str(Actor.Kind(one.kind).label),
        "sphere": str(Actor.Sphere(one.sphere).label),
        "formal": _("ja") if one.formal else _("nee"),
        "does": one_line(one.does),
        "target_groups": SEPARATOR.join(group_words(one.target_groups)),
        "topics": SEPARATOR.join(topic_words(one.topics)),
        "pillars": SEPARATOR.join(pillar_words(one.pillars)),
        "reach": str(Actor.Reach(one.reach).label),
        "area": area_words(one.area_code, areas),
        "place": one.place,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "website": one.website,
        "source": one.source,
        "confirmed_on": one.confirmed_on.isoformat() if one.confirmed_on else "",
        **tie_cells(one, social_map),
    }


def tie_cells(one: Entry, social_map: SocialMap) -> dict[str, Cell]:
    """Return the names of the other ends, per sort of tie."""
    others: dict[str, list[str]] = {kind.value: [] for kind in Tie.Kind}
    for tie in social_map.ties_of.get(one.id, ()):
        if tie.source == one.id or tie.symmetric:
            others[tie.kind].append(social_map.by_id[tie.other(one.id)].name)
    return {kind: SEPARATOR.join(sorted(found)) for kind, found in others.items()}


def tie_sheet(social_map: SocialMap) -> Sheet:
    """Return the ties as a table."""
    header = (_("van"), _("verbinding"), _("naar"), _("hoe sterk"), _("bevestigd"), _("toelichting"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            social_map.by_id[tie.source].name,
            str(Tie.Kind(tie.kind).label),
            social_map.by_id[tie.target].name,
            str(Tie.Strength(tie.strength).label),
            confirmed(tie),
            tie.note,
        )
        for tie in social_map.ties
    )
    return Sheet(name=_("Verbindingen"), header=header, rows=rows)


def confirmed(tie: Bond) -> str:
    """Return how many of its ends say that a tie is right."""
    if tie.mutual:
        return _("door beide kanten")
    return _("door één kant") if tie.confirmed_by_source or tie.confirmed_by_target else _("nee")


def nodes(social_map: SocialMap, areas: Mapping[str, str]) -> list[Node]:
    """Return the entries as points of a network; keys in English, as programs expect."""
    return [
        Node(
            str(one.id),
            {
                "label": one.name,
                "kind": one.kind,
                "sphere": one.sphere,
                "formal": one.formal,
                "does": one_line(one.does),
                "target_groups": ";".join(one.target_groups),
                "topics": ";".join(one.topics),
                "pillars": ";".join(one.pillars),
                "reach": one.reach,
                "area_code": one.area_code,
                "area": area_words(one.area_code, areas),
                "latitude": one.latitude,
                "longitude": one.longitude,
                "freshness": one.freshness,
                "confirmed_on": one.confirmed_on.isoformat() if one.confirmed_on else None,
            },
        )
        for one in social_map.entries
    ]


def edges(social_map: SocialMap) -> list[Edge]:
    """Return the ties as lines of a network."""
    return [
        Edge(
            str(tie.id),
            str(tie.source),
            str(tie.target),
            tie.kind not in SYMMETRIC,
            {
                "kind": tie.kind,
                "label": str(Tie.Kind(tie.kind).label),
                "weight": tie.strength,
                "confirmed_by_source": bool(tie.confirmed_by_source),
                "confirmed_by_target": bool(tie.confirmed_by_target),
            },
        )
        for tie in social_map.ties
    ]


def places(social_map: SocialMap, areas: Mapping[str, str]) -> list[Place]:
    """Return the entries as places on a map."""
    return [
        Place(
            str(one.id),
            one.latitude,
            one.longitude,
            {
                "name": one.name,
                "kind": one.kind,
                "sphere": one.sphere,
                "does": one.does,
                "target_groups": list(one.target_groups),
                "topics": list(one.topics),
                "area_code": one.area_code,
                "area": area_words(one.area_code, areas),
                "place": one.place,
                "website": one.website,
                "freshness": str(FRESHNESS[one.freshness]),
            },
        )
        for one in social_map.entries
    ]
