"""Entering a table of answers: the file that is uploaded, what is wrong with it, and what waits to be confirmed."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Response, Round
from samenspraak.conversations.queries.answering import groups_of
from samenspraak.conversations.queries.entering import layout_of
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.conversations.services.entering import Entry
from samenspraak.core.answer_table import AnswerTable, TableFault, read_answers
from samenspraak.delivery.table_files import Limits, rows_of

MOST_ROWS = 2_000
LIMITS = Limits(size=1_000_000, unpacked=20_000_000, rows=MOST_ROWS + 1)
LONGEST_TOKEN = 900_000
SALT = "samenspraak.conversations.entering"


class UploadForm(forms.Form):
    """A table of answers, and where they come from."""

    file = forms.FileField(
        label=_lazy("Het bestand"),
        help_text=_lazy("CSV of Excel (XLSX), hoogstens 1 MB en 2000 rijen. We bewaren het bestand niet."),
        allow_empty_file=True,
        error_messages={"required": _lazy("Kies een bestand.")},
    )
    source = forms.ChoiceField(
        label=_lazy("Waar komen deze antwoorden vandaan?"),
        choices=[
            (Response.Source.PAPER, _lazy("Van papier")),
            (Response.Source.IMPORT, _lazy("Uit een andere vragenlijst")),
        ],
        initial=Response.Source.PAPER,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies waar de antwoorden vandaan komen.")},
    )

    def table(self, round: Round) -> AnswerTable:
        """Return what the file says, after validation."""
        upload = self.cleaned_data["file"]
        rows = rows_of(upload.file, size=upload.size, limits=LIMITS)
        return read_answers(rows, questions_of(round), layout_of(round))


class TooMuch(Exception):
    """There is more text in the answers than a page can carry to its confirmation."""


def packed(table: AnswerTable, *, round: Round, source: str) -> str:
    """Return the answers as a text for a hidden field, that nobody can change: nothing is kept before the confirmation."""
    rows = [[one.group, one.sheet, one.name, dict(one.texts)] for one in table.respondents]
    token = signing.dumps([str(round.pk), source, rows], salt=SALT, compress=True)
    if len(token) > LONGEST_TOKEN:
        raise TooMuch
    return token


def unpacked(token: str, *, round: Round) -> tuple[list[Entry], str, str]:
    """Return the entries in a hidden field, their source and their digest; BadSignature when it is not ours."""
    of_round, source, rows = signing.loads(token, salt=SALT, max_age=12 * 60 * 60)
    groups = {group.key: group for group in groups_of(round)}
    if of_round != str(round.pk) or any(key not in groups for key, *_rest in rows):
        raise signing.BadSignature
    entries = [Entry(groups[key], sheet, name, texts) for key, sheet, name, texts in rows]
    return entries, source, salted_hmac(SALT, repr(rows), algorithm="sha256").hexdigest()


def encoding(fault: TableFault) -> str:
    """Say that a file is not in UTF-8."""
    if not fault.value:
        return _("Deze rij is niet in UTF-8. Bewaar het bestand als Excel (XLSX) of als CSV UTF-8.")
    return (
        _(
            "Deze rij is niet in UTF-8, maar waarschijnlijk in %s. Bewaar het bestand als Excel (XLSX) of als CSV UTF-8."
        )
        % fault.value
    )


def meant(fault: TableFault, said: str) -> str:
    """Add which name was probably meant."""
    guess = _("Bedoel je “%s”?") % fault.choices[0] if fault.choices else ""
    return f"{said} {guess}".strip()


WORDS: dict[str, Callable[[TableFault], str]] = {
    "empty": lambda _fault: _("Dit bestand is leeg. Op de eerste rij staan de namen van de kolommen."),
    "not-a-table": lambda _fault: _("Dit is geen tabel. Bewaar het als Excel (XLSX) of als CSV UTF-8."),
    "encoding": encoding,
    "too-large": lambda _fault: _("Dit bestand is te groot. Er past hoogstens 1 MB in."),
    "too-many-rows": lambda _fault: _(
        "Deze tabel is te lang. Er passen hoogstens 2000 rijen in. Splits het bestand."
    ),
    "broken": lambda _fault: _(
        "Vanaf hier kunnen we het bestand niet lezen. Bewaar het opnieuw als Excel (XLSX)."
    ),
    "cell-too-long": lambda _fault: _(
        "In deze rij staat een cel met te veel tekst. Mist er een aanhalingsteken?"
    ),
    "no-questions": lambda fault: (
        _("Geen kolom heeft de naam van een vraag, zoals %s. Gebruik het lege bestand.")
        % ", ".join(fault.choices[:3])
    ),
    "double-column": lambda _fault: _("Deze kolom staat er meer dan één keer."),
    "nameless-column": lambda fault: (
        _("De kolom op plek %s heeft geen naam. Geef hem een naam, of haal hem weg.") % fault.value
    ),
    "unknown-column": lambda fault: meant(
        fault, _("Zo heet geen vraag van deze ronde. Haal de kolom weg, of verbeter de naam.")
    ),
    "missing-column": lambda _fault: _("Deze kolom mist. Voeg hem toe, of gebruik het lege bestand."),
    "no-respondents": lambda _fault: _("Onder de namen van de kolommen staan geen antwoorden."),
    "row-too-long": lambda _fault: _("Deze rij heeft meer cellen dan er kolommen zijn."),
    "row-too-short": lambda _fault: _("Deze rij heeft minder cellen dan er kolommen zijn."),
    "unknown-value": lambda fault: (
        _("“%(value)s” is geen antwoord op deze vraag. Kies uit: %(choices)s.")
        % {"value": fault.value, "choices": ", ".join(fault.choices)}
    ),
    "text-refused": lambda _fault: _(
        "Deze tekst is te lang, of er staan tekens in die we niet kunnen lezen."
    ),
    "unknown-group": lambda fault: (
        _("“%(value)s” is geen groep van dit gesprek. Kies uit: %(choices)s.")
        % {"value": fault.value, "choices": ", ".join(fault.choices)}
    ),
    "no-group": lambda _fault: _("Hier mist de groep."),
    "no-name": lambda _fault: _("Hier mist de naam. In dit gesprek zien alle deelnemers wie wat antwoordt."),
    "name-refused": lambda _fault: _("Deze naam is te lang. Er passen 80 tekens in."),
    "not-asked": lambda _fault: _(
        "Deze vraag krijgt deze groep niet. Maak de cel leeg, of verbeter de groep."
    ),
}


def described(fault: TableFault) -> str:
    """Return what is wrong with a table, with row and column."""
    places = [_("rij %s") % fault.row] if fault.row else []
    places += [_("kolom “%s”") % fault.column] if fault.column else []
    said = WORDS[fault.kind](fault)
    place = ", ".join(places)
    return f"{place[:1].upper()}{place[1:]}: {said}" if place else said
