"""Reading in a list: the file that is chosen, and what waits to be confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.core.actor_table import ActorRow, ActorTable, read_actors
from samenspraak.delivery import table_files
from samenspraak.delivery.table_files import Limits
from samenspraak.organisations.models import Organisation
from samenspraak.socialbase.forms.entries import KINDS
from samenspraak.socialbase.models import Actor
from samenspraak.socialbase.queries.importing import meanings_for
from samenspraak.socialbase.services.importing import NEW, SKIP
from samenspraak.socialbase.sources import hsds

MOST_ROWS = 5_000
LIMITS = Limits(size=8_000_000, unpacked=80_000_000, rows=MOST_ROWS + 1)
MOST_TIES = 20_000
LONGEST_TOKEN = 900_000
SALT = "samenspraak.socialbase.importing"
HOURS = 12
DIGITS = len(str(MOST_ROWS * 10))


class UploadForm(forms.Form):
    """A list of organisations and initiatives."""

    file = forms.FileField(
        label=_lazy("Het bestand"),
        help_text=_lazy(
            "Excel (XLSX), CSV of Open Referral (HSDS, JSON), hoogstens 8 MB en 5000 rijen. We bewaren het bestand niet."
        ),
        allow_empty_file=True,
        error_messages={"required": _lazy("Kies een bestand.")},
    )
    usual_kind = forms.ChoiceField(
        label=_lazy("Wat staat er vooral in deze lijst?"),
        choices=KINDS,
        initial=Actor.Kind.ASSOCIATION,
        help_text=_lazy("Dit gebruiken we voor rijen waarin het soort niet is ingevuld."),
    )
    consented = forms.BooleanField(
        label=_lazy("De contactpersonen in dit bestand vinden het goed dat we hun gegevens bewaren"),
        required=False,
        help_text=_lazy(
            "Zonder toestemming nemen we namen, e-mailadressen en telefoonnummers van mensen niet over."
        ),
    )

    def table(self, organisation: Organisation, *, today: date) -> ActorTable:
        """Return what the file says, after validation."""
        upload = self.cleaned_data["file"]
        reader = hsds.rows_of if is_json(upload.file.read(64)) else table_files.rows_of
        upload.file.seek(0)
        meanings = meanings_for(organisation, consented=self.cleaned_data["consented"])
        return read_actors(reader(upload.file, size=upload.size, limits=LIMITS), meanings, today=today)


def is_json(start: bytes) -> bool:
    """Say whether a file begins as JSON does."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


class TooMuch(Exception):
    """There is more text in the list than a page can carry to its confirmation."""


def packed(rows: tuple[ActorRow, ...], *, organisation: Organisation, usual_kind: str) -> str:
    """Return the rows as a text for a hidden field, that nobody can change: nothing is kept before the confirmation.

    TooMuch when that would be more than a page carries, or more ties than one list lays.
    """
    if sum(len(one.ties) for one in rows) > MOST_TIES:
        raise TooMuch
    told = [[one.row, plain(one.values), one.contact, one.ties, one.id] for one in rows]
    token = signing.dumps([str(organisation.pk), usual_kind, told], salt=SALT, compress=True)
    if len(token) > LONGEST_TOKEN:
        raise TooMuch
    return token


def plain(values: Any) -> dict[str, Any]:
    """Return values as JSON holds them."""
    return {key: one.isoformat() if isinstance(one, date) else one for key, one in values.items()}


def unpacked(token: str, *, organisation: Organisation) -> tuple[list[ActorRow], str]:
    """Return the rows in a hidden field, and the usual kind; BadSignature when it is not ours."""
    of, usual_kind, told = signing.loads(token, salt=SALT, max_age=HOURS * 60 * 60)
    if of != str(organisation.pk):
        raise signing.BadSignature
    return [row_from(*one) for one in told], usual_kind


def row_from(row: int, values: dict[str, Any], contact: dict[str, str], ties: Any, mark: str) -> ActorRow:
    """Return one row as it was packed."""
    if "confirmed_on" in values:
        values["confirmed_on"] = date.fromisoformat(values["confirmed_on"])
    return ActorRow(row, values, contact, tuple((kind, name) for kind, name in ties), mark)


def choices_in(data: Any) -> dict[int, str]:
    """Return what was chosen per doubtful row: NEW, SKIP or the id of an entry."""
    told = {}
    for field, value in data.items():
        number = field.removeprefix("rij-")
        if field.startswith("rij-") and number.isdecimal() and len(number) <= DIGITS and value:
            told[int(number)] = str(value)
    return {row: value for row, value in told.items() if value != SKIP}


__all__ = ["NEW", "SKIP", "TooMuch", "UploadForm", "choices_in", "packed", "unpacked"]
