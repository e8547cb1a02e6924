"""Forms of the five steps in which a conversation is prepared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Conversation, StakeholderGroup
from samenspraak.conversations.services.preparing import GroupRow
from samenspraak.organisations.forms import AreaField, OneLineField, ParagraphsField

Choices = Iterable[tuple[str, str]]

LEAST_K, MOST_K = 5, 50
MOST_GROUPS = 40
MOST_PEOPLE = 100_000
LONGEST_ROUND = timedelta(days=731)
FIRST_YEAR, LAST_YEAR = 2000, 2100
LATER, AT_ONCE = "later", "now"


class MomentField(forms.DateTimeField):
    """A day and a time, from the browser's own picker or typed as 31-12-2026 17:00."""

    input_formats = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%d-%m-%Y %H:%M",
        "%d-%m-%Y %H.%M",
        "%Y-%m-%d %H:%M",
    ]
    default_error_messages = {
        "required": _lazy("Vul een dag en een tijd in, bijvoorbeeld 31-12-2026 17:00."),
        "invalid": _lazy("Vul een dag en een tijd in, bijvoorbeeld 31-12-2026 17:00."),
    }
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; one in a year that no conversation will see cannot be counted with."""
        moment = super().to_python(value)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValidationError(_("Controleer het jaartal."))
        return moment


class InstrumentForm(forms.Form):
    """Step 1: with which instrument, under which title."""

    title = OneLineField(
        label=_lazy("Titel"),
        max_length=Conversation._meta.get_field("title").max_length,
        error_messages={"required": _lazy("Geef het gesprek een titel.")},
        help_text=_lazy(
            "Deelnemers zien deze titel. Noem het onderwerp en de plaats, bijvoorbeeld: Rondkomen en gezond leven in Baarn."
        ),
    )
    instrument = forms.ChoiceField(
        label=_lazy("Instrument"),
        error_messages={"required": _lazy("Kies een instrument.")},
        help_text=_lazy("Het instrument bepaalt de thema's, de vragen en de groepen die je kunt uitnodigen."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, instruments: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(instruments)
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]


class StartForm(InstrumentForm):
    """Step 1 of a new conversation; *key* makes the same form sent twice one conversation."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class PurposeForm(forms.Form):
    """Step 2: what for, and where."""

    purpose = ParagraphsField(
        label=_lazy("Waar is dit gesprek voor?"),
        max_length=2000,
        error_messages={"required": _lazy("Vertel in een paar zinnen waar het gesprek voor is.")},
        help_text=_lazy(
            "Deelnemers lezen deze tekst voordat ze beginnen. Vertel wat jullie met de antwoorden doen."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    area_code = AreaField(
        label=_lazy("Gemeente"),
        required=False,
        max_length=80,
        help_text=_lazy(
            "Typ de eerste letters en kies. Laat het leeg als het gesprek over iets anders gaat."
        ),
    )


class GroupForm(forms.Form):
    """One group: a suggested one, one that was kept, or an own one that is still empty."""

    key = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    chosen = forms.BooleanField(required=False, label=_lazy("Doet mee"))
    name = OneLineField(label=_lazy("Naam van de groep"), max_length=80, required=False)
    expected = forms.IntegerField(
        label=_lazy("Hoeveel mensen?"), min_value=0, max_value=MOST_PEOPLE, required=False
    )
    audience = forms.ChoiceField(label=_lazy("Krijgt"), required=False)
    hide_optional = True  # an empty number is said to be fine above the rows

    def __init__(self, *args: Any, audiences: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(audiences)
        self.default_audience = field.choices[0][0]

    @property
    def is_new(self) -> bool:
        """Say whether this row is an empty one for an own group."""
        return not self["key"].value()

    def clean(self) -> dict[str, Any]:
        """Ask for a name where a group takes part."""
        cleaned = super().clean() or {}
        if cleaned.get("chosen") and cleaned.get("key") and not cleaned.get("name"):
            self.add_error("name", _("Geef de groep een naam, of haal het vinkje weg."))
        return cleaned

    def row(self) -> GroupRow | None:
        """Return the group as filled in; None for one that does not take part."""
        cleaned = self.cleaned_data
        name = cleaned.get("name", "")
        takes_part = cleaned.get("chosen") or not cleaned.get("key")
        if not name or not takes_part:
            return None
        return GroupRow(
            key=cleaned.get("key", ""),
            name=name,
            audience=cleaned.get("audience") or self.default_audience,
            expected=cleaned.get("expected") or 0,
        )


class GroupRows(BaseFormSet[GroupForm]):
    """Step 3: who takes part."""

    def clean(self) -> None:
        """Refuse two groups with one name: nobody could choose between them."""
        if any(self.errors):
            return
        seen: set[str] = set()
        for form in self.forms:
            row = form.row()
            if row and row.name.casefold() in seen:
                form.add_error("name", _("Er is al een groep met deze naam."))
            if row:
                seen.add(row.name.casefold())

    def rows(self) -> list[GroupRow]:
        """Return the groups that take part, in order; the one whose button was pressed moved up."""
        placed = [(index, row) for index, form in enumerate(self.forms) if (row := form.row())]
        up = self.data.get("move", "")
        at = next((place for place, (index, _row) in enumerate(placed) if str(index) == up), 0)
        if at:
            placed[at - 1], placed[at] = placed[at], placed[at - 1]
        return [row for _index, row in placed]


GroupFormSet = cast(
    type[GroupRows],
    formset_factory(
        GroupForm,
        formset=GroupRows,
        extra=0,
        max_num=MOST_GROUPS,
        absolute_max=MOST_GROUPS + 5,
        validate_max=True,
    ),
)


class ProtectionForm(forms.Form):
    """Step 4: confidential or by name, from how many people something is shown, and which groups as one."""

    hide_optional = True

    mode = forms.ChoiceField(
        label=_lazy("Wie ziet wat iemand antwoordt?"),
        widget=forms.RadioSelect,
        choices=[
            (
                Conversation.Mode.PROTECTED,
                _lazy("Vertrouwelijk: niemand ziet wat één persoon antwoordt, ook jij niet"),
            ),
            (
                Conversation.Mode.NAMED,
                _lazy(
                    "Met naam: iedereen die meedoet, ziet wie wat antwoordt. Deelnemers stemmen daar vooraf mee in"
                ),
            ),
        ],
    )
    k = forms.IntegerField(
        label=_lazy("Vanaf hoeveel mensen laten we iets zien?"),
        error_messages={
            "required": _lazy("Vul een getal in, bijvoorbeeld 5."),
            "invalid": _lazy("Vul een getal in, bijvoorbeeld 5."),
            "min_value": _lazy("Vijf is het minste. Bij minder mensen is te raden wie wat antwoordde."),
        },
        min_value=LEAST_K,
        max_value=MOST_K,
        help_text=_lazy(
            "Van een groep met minder antwoorden zien jullie niets apart. Vijf is het minste. "
            "Kies tien als het over iets gevoeligs gaat. Dit geldt alleen als het gesprek vertrouwelijk is."
        ),
    )

    def __init__(self, *args: Any, groups: Sequence[StakeholderGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group in groups:
            self.fields[f"with_{group.key}"] = self.shown_with(group)
        for display, name in self.several().items():
            self.fields[f"name_{display}"] = OneLineField(
                label=_("Naam voor de samengevoegde groep"), initial=name, required=False, max_length=120
            )

    def shown_with(self, group: StakeholderGroup) -> forms.ChoiceField:
        """Return the field that says with which group this one is shown."""
        others = [(other.key, _("samen met %s") % other.name) for other in self.groups if other != group]
        return forms.ChoiceField(
            label=group.name,
            choices=[(group.key, _("apart")), *others],
            initial=group.display if self.is_shown_with_another(group) else group.key,
            required=False,
        )

    def is_shown_with_another(self, group: StakeholderGroup) -> bool:
        """Say whether the group is shown under another group's key."""
        return any(other.key == group.display for other in self.groups)

    def several(self) -> Mapping[str, str]:
        """Return the display groups of more than one group, with their name."""
        keys = [group.display for group in self.groups]
        return {group.display: group.display_name for group in self.groups if keys.count(group.display) > 1}

    @property
    def together(self) -> list[forms.BoundField]:
        """Return the fields that say which groups are shown as one."""
        return [self[name] for name in self.fields if name.startswith(("with_", "name_"))]

    def displays(self) -> dict[str, str]:
        """Return the display key per group; whoever joins a group that joined another, comes along."""
        with_whom = {
            group.key: self.cleaned_data.get(f"with_{group.key}") or group.key for group in self.groups
        }
        return {key: last_of(key, with_whom) for key in with_whom}

    def names(self) -> dict[str, str]:
        """Return the names that were filled in for display groups."""
        typed = {display: self.cleaned_data.get(f"name_{display}", "") for display in self.several()}
        return {display: name for display, name in typed.items() if name}


def last_of(key: str, with_whom: Mapping[str, str]) -> str:
    """Return where following who is shown with whom ends; of a circle, its first key by alphabet."""
    seen: list[str] = []
    while key not in seen:
        seen.append(key)
        key = with_whom.get(key, key)
    return min(seen[seen.index(key) :])


class PlanningForm(forms.Form):
    """Step 5: from when until when, and how many questions on a screen."""

    start = forms.ChoiceField(
        label=_lazy("Wanneer kunnen mensen beginnen?"),
        widget=forms.RadioSelect,
        choices=[
            (AT_ONCE, _lazy("Meteen als ik de ronde openzet")),
            (LATER, _lazy("Op een later moment")),
        ],
    )
    opens_at = MomentField(
        label=_lazy("Opent op"), required=False, help_text=_lazy("Alleen nodig bij een later moment.")
    )
    closes_at = MomentField(
        label=_lazy("Sluit op"),
        help_text=_lazy("Tot dan kan iedereen invullen. Je kunt dit later nog wijzigen."),
    )
    pages = forms.ChoiceField(
        label=_lazy("Hoeveel vragen op een scherm?"),
        help_text=_lazy("Eén vraag per scherm is het rustigst, zeker op een telefoon."),
        widget=forms.RadioSelect,
        choices=Conversation.Pages.choices,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Check that the moments follow each other."""
        cleaned = super().clean() or {}
        later = cleaned.get("start") == LATER
        if later and not cleaned.get("opens_at") and "opens_at" not in self.errors:
            self.add_error("opens_at", _("Vul in wanneer de ronde opengaat."))
        if not later:
            cleaned["opens_at"] = self.now
        check_order(self, cleaned, now=self.now)
        return cleaned


def check_order(form: forms.Form, cleaned: Mapping[str, Any], *, now: datetime) -> None:
    """Put in the form what is wrong with the moments of opening and closing."""
    opens_at, closes_at = cleaned.get("opens_at") or now, cleaned.get("closes_at")
    if closes_at is None:
        return
    if closes_at <= now:
        form.add_error("closes_at", _("Dit moment is al voorbij. Kies een later moment."))
    elif closes_at <= opens_at:
        form.add_error("closes_at", _("De ronde moet sluiten nadat hij is opengegaan."))
    elif closes_at > now + LONGEST_ROUND:
        form.add_error("closes_at", _("Dit is meer dan twee jaar vooruit. Klopt het jaar?"))


class DatesForm(forms.Form):
    """Other dates for a round that stands open."""

    opens_at = MomentField(label=_lazy("Opent op"), required=False)
    closes_at = MomentField(
        label=_lazy("Sluit op"),
        help_text=_lazy("Wie dan nog bezig is, heeft een kwartier om te versturen."),
    )

    def __init__(self, *args: Any, now: datetime, has_begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        if has_begun:
            del self.fields["opens_at"]

    def clean(self) -> dict[str, Any]:
        """Check that the moments follow each other."""
        cleaned = super().clean() or {}
        check_order(self, cleaned, now=self.now)
        return cleaned


class ReopenForm(forms.Form):
    """Why a closed round opens again, and until when."""

    reason = OneLineField(
        label=_lazy("Waarom open je de ronde weer?"),
        error_messages={"required": _lazy("Schrijf in een zin waarom.")},
        max_length=300,
        help_text=_lazy("Je reden komt in het logboek. Je collega's kunnen hem lezen."),
    )
    closes_at = MomentField(label=_lazy("Sluit op"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Refuse a moment that has passed, or is years away."""
        cleaned = super().clean() or {}
        check_order(self, cleaned, now=self.now)
        return cleaned
