"""The columns of a table of organisations and initiatives: their headings in two languages, and what follows from a kind."""

from __future__ import annotations

from samenspraak.core.text import searchable

LONGEST = {
    "name": 160,
    "does": 500,
    "place": 200,
    "website": 300,
    "source": 200,
    "contact_name": 120,
    "contact_email": 254,
    "contact_phone": 40,
}
# Under which headings a column may stand, in small letters.
HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "kenmerk", "identifier"),
    "name": (
        "naam",
        "name",
        "organisatie",
        "organization",
        "organisation",
        "initiatief",
        "naam organisatie",
        "naam van de organisatie",
        "organisatienaam",
        "naam initiatief",
        "aanbieder",
    ),
    "kind": ("soort", "kind", "type", "soort organisatie", "categorie", "category"),
    "sphere": ("sfeer", "sphere"),
    "formal": ("formeel", "formal", "rechtsvorm", "bestuur of rechtsvorm"),
    "does": (
        "wat ze doen",
        "wat doen ze",
        "doet",
        "does",
        "omschrijving",
        "beschrijving",
        "description",
        "activiteiten",
        "activities",
        "aanbod",
    ),
    "target_groups": ("voor wie", "doelgroep", "doelgroepen", "target group", "target groups", "for whom"),
    "topics": ("onderwerpen", "onderwerp", "topics", "topic", "thema", "thema's", "themes", "theme"),
    "pillars": ("pijlers", "pijler", "pillars", "pillar"),
    "reach": ("hoe ver", "bereik", "reach", "werkgebied", "schaal"),
    "area": (
        "buurt",
        "buurtcode",
        "wijk",
        "wijk of buurt",
        "buurt/wijk",
        "wijk/buurt",
        "dorp",
        "kern",
        "gebied",
        "area",
        "neighbourhood",
        "neighborhood",
        "buurt of wijk",
    ),
    "place": ("plek", "place", "adres", "address", "locatie", "location", "plaats", "straat"),
    "latitude": ("breedte", "breedtegraad", "latitude", "lat"),
    "longitude": ("lengte", "lengtegraad", "longitude", "lon", "lng", "long"),
    "website": ("website", "site", "url", "web", "internet", "webadres"),
    "source": ("bron", "source"),
    "confirmed_on": (
        "bevestigd op",
        "bevestigd",
        "nagevraagd op",
        "gecontroleerd op",
        "confirmed on",
        "confirmed",
    ),
    "contact_name": ("contactpersoon", "contact", "contact person", "contact name"),
    "contact_email": ("e-mail", "email", "e-mailadres", "emailadres", "mail", "contact email"),
    "contact_phone": ("telefoon", "telefoonnummer", "tel", "phone", "telephone", "contact phone"),
    "consent": ("toestemming", "toestemming op", "consent", "consent on"),
    "works_with": ("werkt samen met", "samenwerking", "partners", "works with"),
    "refers_to": ("verwijst naar", "refers to"),
    "hosts": ("geeft onderdak aan", "hosts"),
    "finances": ("betaalt mee aan", "finances", "financiert"),
    "supports": ("ondersteunt", "supports"),
    "wants_to_work_with": ("wil samenwerken met", "wants to work with"),
}
TIES = ("works_with", "refers_to", "hosts", "finances", "supports", "wants_to_work_with")
COLUMNS = {spelling: column for column, spellings in HEADINGS.items() for spelling in spellings}
CONTACT = ("contact_name", "contact_email", "contact_phone")
SPHERE_OF_KIND = {
    "network": "communal",
    "community": "communal",
    "resident_initiative": "communal",
    "association": "communal",
    "provision": "institutional",
    "professional": "institutional",
    "municipality": "institutional",
}
FORMAL_KINDS = frozenset({"association", "provision", "professional", "municipality"})


def column_of(heading: str) -> str:
    """Return which column a heading stands for; "" when it means nothing to us."""
    return COLUMNS.get(searchable(heading.replace("\u2019", "'")).rstrip(" :*"), "")
