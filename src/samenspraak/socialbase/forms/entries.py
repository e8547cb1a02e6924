"""Forms for one entry: what it is, whom to reach, and what to look for in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.forms.editing import VersionField, longest
from samenspraak.core.regions import misplaced
from samenspraak.organisations.forms import OneLineField, ParagraphsField
from samenspraak.organisations.models import User
from samenspraak.socialbase.forms.choices import Choice, offer, word_choices
from samenspraak.socialbase.models import Actor, Contact
from samenspraak.socialbase.queries.listing import NOWHERE, Filters
from samenspraak.socialbase.queries.vocabulary import vocabulary
from samenspraak.socialbase.wording.entries import FRESHNESS, MISPLACED

WHAT = ("name", "does", "target_groups", "topics", "place", "website")
HOW = ("kind", "sphere", "pillars", "reach", "area_code", "latitude", "longitude", "source")
WEB = URLValidator(schemes=["http", "https"])
KINDS = [
    (Actor.Kind.NETWORK, _lazy("Netwerk: mensen of organisaties die elkaar opzoeken")),
    (Actor.Kind.COMMUNITY, _lazy("Gemeenschap: mensen die iets delen, zoals een kerk of moskee")),
    (Actor.Kind.RESIDENT_INITIATIVE, _lazy("Bewonersinitiatief")),
    (Actor.Kind.ASSOCIATION, _lazy("Vereniging of club")),
    (Actor.Kind.PROVISION, _lazy("Voorziening: een plek, zoals een buurthuis of bibliotheek")),
    (Actor.Kind.PROFESSIONAL, _lazy("Professionele organisatie")),
    (Actor.Kind.MUNICIPALITY, _lazy("Gemeente")),
]
SPHERES = [
    (Actor.Sphere.PERSONAL, _lazy("Persoonlijk: familie, vrienden en buren")),
    (Actor.Sphere.COMMUNAL, _lazy("Gemeenschappelijk: verenigingen, initiatieven, vrijwilligers")),
    (Actor.Sphere.INSTITUTIONAL, _lazy("Institutioneel: voorzieningen en mensen die er voor hun werk zijn")),
]
FORMAL = [("ja", _lazy("Ja")), ("nee", _lazy("Nee"))]


class WordsField(forms.MultipleChoiceField):
    """Words of the vocabulary, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class WhatForm(forms.Form):
    """What an organisation or initiative does, for whom and where: also what they may change themselves."""

    name = OneLineField(
        label=_lazy("Naam"),
        max_length=longest(Actor, "name"),
        error_messages={"required": _lazy("Vul de naam in.")},
    )
    does = ParagraphsField(
        label=_lazy("Wat doen ze?"),
        max_length=longest(Actor, "does"),
        required=False,
        help_text=_lazy("Eén of twee zinnen, in gewone woorden. Noem geen mensen bij naam."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    target_groups = WordsField(label=_lazy("Voor wie?"))
    topics = WordsField(label=_lazy("Waar gaat het over?"))
    place = OneLineField(
        label=_lazy("Plek"),
        max_length=longest(Actor, "place"),
        required=False,
        help_text=_lazy("Het adres, of de naam van het gebouw. Geen huisadres van iemand."),
    )
    website = forms.URLField(
        label=_lazy("Website"),
        max_length=longest(Actor, "website"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"invalid": _lazy("Vul een webadres in, zoals www.buurthuis.nl.")},
    )
    version = VersionField()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        words = vocabulary()
        offer(self, "target_groups", word_choices(words.target_groups))
        offer(self, "topics", word_choices(words.topics))

    def clean_website(self) -> str:
        """Take web addresses only."""
        address = str(self.cleaned_data["website"])
        if address:
            WEB(address)
        return address

    def values(self) -> dict[str, Any]:
        """Return the columns that were filled in."""
        return {name: self.cleaned_data[name] for name in WHAT}


class EntryForm(WhatForm):
    """Everything about an entry, as whoever keeps the map fills it in."""

    kind = forms.ChoiceField(
        label=_lazy("Wat is het?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies wat het is.")},
    )
    sphere = forms.ChoiceField(
        label=_lazy("In welke sfeer?"),
        choices=SPHERES,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies een sfeer.")},
    )
    formal = forms.ChoiceField(
        label=_lazy("Is er een bestuur of rechtsvorm?"),
        choices=FORMAL,
        widget=forms.RadioSelect,
        initial="nee",
        help_text=_lazy("Zoals een stichting, vereniging of bedrijf."),
    )
    pillars = WordsField(label=_lazy("Aan welke pijlers draagt het bij?"))
    reach = forms.ChoiceField(
        label=_lazy("Hoe ver reikt het?"),
        choices=Actor.Reach.choices,
        widget=forms.RadioSelect,
        initial=Actor.Reach.NEIGHBOURHOOD,
    )
    area_code = forms.ChoiceField(label=_lazy("Buurt"), required=False)
    latitude = forms.FloatField(
        label=_lazy("Breedte"),
        required=False,
        localize=True,
        help_text=_lazy("Zoals 52,21"),
        error_messages={"invalid": _lazy("Vul een getal in, zoals 52,21.")},
    )
    longitude = forms.FloatField(
        label=_lazy("Lengte"),
        required=False,
        localize=True,
        help_text=_lazy("Zoals 5,29"),
        error_messages={"invalid": _lazy("Vul een getal in, zoals 5,29.")},
    )
    source = OneLineField(
        label=_lazy("Hoe weten jullie dit?"),
        max_length=longest(Actor, "source"),
        required=False,
        help_text=_lazy("Bijvoorbeeld: website, gesprek in het wijknetwerk, sociale kaart."),
    )
    keeper = forms.ChoiceField(label=_lazy("Wie houdt dit bij?"), required=False)
    confirmed = forms.BooleanField(
        label=_lazy("Dit is bij hen nagevraagd en het klopt"),
        required=False,
        help_text=_lazy("Wat niet is nagevraagd, telt nog niet mee."),
    )

    GROUPS = (
        ("wie", _lazy("Wie"), ("name", "kind", "sphere", "formal")),
        ("wat", _lazy("Wat en voor wie"), ("does", "target_groups", "topics", "pillars")),
        ("waar", _lazy("Waar"), ("reach", "area_code", "place", "website")),
        ("bijhouden", _lazy("Bijhouden"), ("source", "keeper", "confirmed")),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        areas: Sequence[Choice],
        members: Sequence[User],
        actor: Actor | None = None,
        by: User | None = None,
    ) -> None:
        self.members = {str(one.pk): one for one in members}
        first = first_values(actor) if actor else {"keeper": str(by.pk) if by else ""}
        super().__init__(data, initial=first)
        offer(self, "pillars", word_choices(vocabulary().pillars))
        offer(
            self,
            "area_code",
            with_own([("", str(_("Geen vaste buurt"))), *areas], first.get("area_code", "")),
        )
        people = [(key, str(one)) for key, one in self.members.items()]
        offer(self, "keeper", [("", str(_("Nog niemand"))), *people])
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return the fields in groups with a heading, for the page."""
        return [(key, str(title), [self[name] for name in names]) for key, title, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        """Refuse half a point on the map, and one outside the country."""
        values: dict[str, Any] = super().clean() or {}
        latitude, longitude = values.get("latitude"), values.get("longitude")
        if "latitude" in self.errors or "longitude" in self.errors:
            return values
        if (latitude is None) != (longitude is None):
            empty = "latitude" if latitude is None else "longitude"
            self.add_error(empty, _("Vul breedte en lengte allebei in, of allebei niet."))
        elif latitude is not None and longitude is not None and (wrong := misplaced(latitude, longitude)):
            self.add_error("latitude", str(MISPLACED[wrong]))
        return values

    def values(self) -> dict[str, Any]:
        """Return the columns that were filled in."""
        return {
            **super().values(),
            **{name: self.cleaned_data[name] for name in HOW},
            "formal": self.cleaned_data["formal"] == "ja",
            "keeper": self.members.get(self.cleaned_data["keeper"]),
        }


def first_values(actor: Actor) -> dict[str, Any]:
    """Return what a form about an entry begins with."""
    return {
        **{name: getattr(actor, name) for name in (*WHAT, *HOW, "version")},
        "formal": "ja" if actor.formal else "nee",
        "keeper": str(actor.keeper_id or ""),
    }


def with_own(choices: list[Choice], code: str) -> list[Choice]:
    """Return the areas to choose from, with the one that stands there although nobody knows its name."""
    return choices if code in dict(choices) else [*choices, (code, code)]


class ContactForm(forms.Form):
    """Whom to reach, with their consent."""

    contact_name = OneLineField(label=_lazy("Naam"), max_length=longest(Contact, "name"), required=False)
    contact_email = forms.EmailField(
        label=_lazy("E-mailadres"),
        required=False,
        help_text=_lazy("Hierheen gaat één keer per jaar de vraag of alles nog klopt."),
    )
    contact_phone = OneLineField(
        label=_lazy("Telefoon"), max_length=longest(Contact, "phone"), required=False
    )
    consent = forms.BooleanField(
        label=_lazy("Deze persoon vindt het goed dat we dit bewaren om contact te houden"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Keep nothing of a person without consent."""
        values: dict[str, Any] = super().clean() or {}
        given = any(values.get(name) for name in ("contact_name", "contact_email", "contact_phone"))
        if given and not values.get("consent"):
            self.add_error(
                "consent",
                _("Zonder toestemming bewaren we geen contact. Vraag het eerst, of laat de velden leeg."),
            )
        return values

    def told(self) -> dict[str, str]:
        """Return whom to reach."""
        return {name: self.cleaned_data[f"contact_{name}"] for name in ("name", "email", "phone")}


class FilterForm(forms.Form):
    """What to look for in the list."""

    zoek = OneLineField(label=_lazy("Zoek"), required=False, max_length=80)
    buurt = forms.ChoiceField(label=_lazy("Buurt"), required=False)
    soort = forms.ChoiceField(label=_lazy("Soort"), required=False)
    sfeer = forms.ChoiceField(label=_lazy("Sfeer"), required=False)
    onderwerp = forms.ChoiceField(label=_lazy("Onderwerp"), required=False)
    groep = forms.ChoiceField(label=_lazy("Voor wie"), required=False)
    vers = forms.ChoiceField(label=_lazy("Hoe vers"), required=False)

    FILTERS: Mapping[str, str] = {
        "zoek": "words",
        "buurt": "area",
        "soort": "kind",
        "sfeer": "sphere",
        "onderwerp": "topic",
        "groep": "group",
        "vers": "freshness",
    }

    def __init__(self, data: Any = None, *, areas: Sequence[Choice]) -> None:
        super().__init__(data)
        self.hide_optional = True
        words = vocabulary()
        every: dict[str, Sequence[Any]] = {
            "buurt": [*areas, (NOWHERE, _("Geen vaste buurt"))],
            "soort": Actor.Kind.choices,
            "sfeer": Actor.Sphere.choices,
            "onderwerp": word_choices(words.topics),
            "groep": word_choices(words.target_groups),
            "vers": list(FRESHNESS.items()),
        }
        for name, choices in every.items():
            offer(self, name, [("", _("alle")), *choices])

    def filters(self) -> Filters:
        """Return what to look for; a choice that does not exist is no choice."""
        self.is_valid()
        told = getattr(self, "cleaned_data", {})
        return Filters(**{name: str(told.get(field, "")) for field, name in self.FILTERS.items()})


def refuse_taken_name(form: forms.Form, taken: bool) -> None:
    """Say that there is an entry of this name in this place already."""
    if taken:
        form.add_error(
            "name",
            ValidationError(_("Deze naam staat al op de kaart. Wijzig die, of geef deze een andere naam.")),
        )
