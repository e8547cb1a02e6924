"""The form with which people are invited by e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from samenspraak.conversations.models import StakeholderGroup
from samenspraak.conversations.services.inviting import MOST_INVITATIONS
from samenspraak.core.text import clean

LONGEST = 200_000
SHOWN_FAULTS = 10
QUOTED_NAME = re.compile(r'"[^"\n]*"\s*(?=<)')
NAMED_ADDRESS = re.compile(r"<([^<>\n]*)>")
LINES = re.compile(r"[;\n\t]+")
# "Vries, Jan de <jan@voorbeeld.nl>", as mail programs copy it: a comma in the name separates nothing.
ONE_NAMED_ADDRESS = re.compile(r"^([^<>@]*)<[^<>]*>[\s,]*$")
ALMOST_AN_ADDRESS = re.compile(r"\S\.[A-Za-z]{2,}\b")


def pieces(text: str) -> list[str]:
    """Return what stands between separators, each with at most one address in it."""
    found: list[str] = []
    for line in LINES.split(QUOTED_NAME.sub("", clean(text))):
        if is_one_named_address(line):
            found.append(line.strip())
        else:
            found += [part for piece in line.split(",") for part in split_by_spaces(piece.strip())]
    return found


def is_one_named_address(line: str) -> bool:
    """Say whether a line is one name with its address, and hides no mistyped address before it."""
    match = ONE_NAMED_ADDRESS.match(line)
    return bool(match) and not ALMOST_AN_ADDRESS.search(match[1] if match else "")


def split_by_spaces(piece: str) -> list[str]:
    """Return a piece whole when it holds a name, and in parts when it is a row of addresses."""
    if NAMED_ADDRESS.search(piece):
        return [piece]
    words = piece.split()
    if len(words) > 1 and all("@" in word for word in words):
        return words
    return [piece] if piece else []


def address_in(piece: str) -> str:
    """Return the address of one piece, in small letters; ValidationError when it is none."""
    named = NAMED_ADDRESS.findall(piece)
    address = (named[-1] if named else piece).strip().removeprefix("mailto:").strip("'\"").lower()
    validate_email(address)
    return address


def fault_of(piece: str) -> str:
    """Return what is wrong with a piece that is no address."""
    if "@" not in piece:
        return _("“%s”: er staat geen @ in.") % piece[:80]
    if piece.count("@") > 1:
        return _("“%s”: hier staan twee adressen achter elkaar, of een @ te veel.") % piece[:80]
    if "." not in piece.rpartition("@")[2]:
        return _("“%s”: na de @ mist een punt, zoals in gemeente.nl.") % piece[:80]
    return _("“%s”: dit is geen e-mailadres. Kijk of er een teken te veel in staat.") % piece[:80]


class AddressesField(forms.CharField):
    """E-mail addresses as people paste them; its value is a list without doubles."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        """Return the addresses, or say of each wrong one what is wrong; what was pasted stays in the box."""
        text = super().clean(value)
        addresses: dict[str, None] = {}
        faults: list[str] = []
        for piece in pieces(text):
            try:
                addresses[address_in(piece)] = None
            except ValidationError:
                faults.append(fault_of(piece))
        if faults:
            raise ValidationError([*faults[:SHOWN_FAULTS], *more(len(faults) - SHOWN_FAULTS)])
        if len(addresses) > MOST_INVITATIONS:
            raise ValidationError(too_many(len(addresses)))
        return list(addresses)


def more(number: int) -> list[str]:
    """Return a line for the faults that are not listed."""
    if number <= 0:
        return []
    return [ngettext("En nog %d regel met een fout.", "En nog %d regels met een fout.", number) % number]


def too_many(number: int) -> str:
    """Return what to do with more addresses than a round can have."""
    return _(
        "Dit zijn %(number)d adressen. Een ronde kan er hoogstens %(most)d hebben. Gebruik de link met code."
    ) % {
        "number": number,
        "most": MOST_INVITATIONS,
    }


class InviteForm(forms.Form):
    """Whom to invite by e-mail, and as which group."""

    addresses = AddressesField(
        label=_lazy("E-mailadressen"),
        error_messages={"required": _lazy("Plak hier minstens één e-mailadres.")},
        max_length=LONGEST,
        help_text=_lazy("Plak ze onder elkaar, of met komma's ertussen. Namen mogen erbij blijven staan."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    group = forms.ChoiceField(
        label=_lazy("Groep"),
        required=False,
        help_text=_lazy("Kies je een groep, dan hoeven deze mensen dat niet zelf te doen."),
    )

    def __init__(self, *args: Any, groups: Sequence[StakeholderGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Laat ze zelf kiezen")), *((group.key, group.name) for group in groups)]
