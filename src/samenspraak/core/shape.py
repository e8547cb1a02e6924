"""Whether a value read from a file has the shape of an instrument, complaints in words for its maker."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from samenspraak.core import parts
from samenspraak.core.faults import Flaw, quoted
from samenspraak.core.schema import fields_at, instrument_schema

Words = tuple[str, str]  # a problem and its remedy

# Wording each of the tens of thousands of complaints that a hostile file can raise would take seconds.
_MOST_COMPLAINTS = 500

_SCHEMA = instrument_schema()

_FORMS = {
    parts.SLUG: "Use small letters, digits and hyphens: 2 to 60 characters, a letter first.",
    parts.ITEM_ID: "Use letters, digits and hyphens: at most 40 characters, a letter first.",
    parts.THEME_ID: "Use a capital letter, or up to four capitals and digits.",
    parts.VERSION: 'Write three numbers with dots, in quotes: "1.0.0".',
    parts.WEB_ADDRESS: "Write a web address that starts with https:// or http://, without spaces.",
}


def shaped(value: object) -> tuple[parts.Instrument | None, list[Flaw]]:
    """Return the instrument, or what keeps *value* from being one."""
    try:
        return parts.Instrument.model_validate(value), []
    except ValidationError as error:
        complaints = islice(error.errors(include_url=False), _MOST_COMPLAINTS)
        return None, [_flaw(details) for details in complaints if not _is_echo(details)]


def is_item(value: object) -> parts.Item | None:
    """Return *value* as an item, or None when it has not the shape of one."""
    try:
        return parts.Item.model_validate(value)
    except ValidationError:
        return None


def _is_echo(details: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its entries were refused already."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _flaw(details: ErrorDetails) -> Flaw:
    words = _WORDS.get(details["type"], _otherwise)
    problem, remedy = words(details)
    return Flaw(details["loc"], problem, remedy)


def _missing(details: ErrorDetails) -> Words:
    return "this field is missing", f"Add {details['loc'][-1]}: … here."


def _unknown_field(details: ErrorDetails) -> Words:
    name, around = str(details["loc"][-1]), details["loc"][:-1]
    known = fields_at(_SCHEMA, around)
    meant = difflib.get_close_matches(name[:60], known, n=1)
    remedy = f"Did you mean {meant[0]}?" if meant else f"Use one of: {', '.join(known)}."
    return f"there is no field {quoted(name)} here", remedy


def _not_text(details: ErrorDetails) -> Words:
    value = details["input"]
    if value is None:
        return "there is nothing here", "Write a text, or remove this line."
    if isinstance(value, dict | list):
        return f"this must be a text, not {_sort(value)}", "Write the text on this line, in quotes."
    remedy = _FORMS[parts.VERSION] if details["loc"][-1:] == ("version",) else "Put quotes around it."
    return f"this must be a text, but without quotes it reads as {_sort(value)} ({value})", remedy


def _not_a_part(details: ErrorDetails) -> Words:
    if details["input"] is None and not details["loc"]:
        return "this file is empty", "Start with: format: 1."
    known = fields_at(_SCHEMA, details["loc"])
    if known == ["nl", "en"]:
        return (
            f"this must be a text per language, not {_sort(details['input'])}",
            'Write: {nl: "…", en: "…"}.',
        )
    remedy = f"Write its fields below each other, indented: {', '.join(known)}."
    return f"this must have fields, not be {_sort(details['input'])}", remedy


def _not_a_list(details: ErrorDetails) -> Words:
    return (
        f"this must be a list, not {_sort(details['input'])}",
        "Start every entry with a hyphen and a space.",
    )


def _too_few(details: ErrorDetails) -> Words:
    least = details["ctx"]["min_length"]
    return f"this list has {len(details['input'])} entries, at least {least} are needed", "Add to it."


def _too_many(details: ErrorDetails) -> Words:
    most = details["ctx"]["max_length"]
    return f"this list has {len(details['input'])} entries, at most {most} are allowed", "Shorten it."


def _empty(_: ErrorDetails) -> Words:
    return "this text is empty", "Write a text, or remove this line."


def _too_long(details: ErrorDetails) -> Words:
    most = details["ctx"]["max_length"]
    return f"this text has {len(details['input'])} characters, at most {most} are allowed", "Shorten it."


def _wrong_form(details: ErrorDetails) -> Words:
    return f"{quoted(details['input'])} does not have the right form", _FORMS[details["ctx"]["pattern"]]


def _not_one_of(details: ErrorDetails) -> Words:
    problem = f"{quoted(details['input'])} is not possible here"
    return problem, f"Use one of: {details['ctx']['expected'].replace(chr(39), '')}."


def _not_a_number(details: ErrorDetails) -> Words:
    return f"this must be a whole number, not {_sort(details['input'])}", "Write it without quotes: 2024."


def _out_of_range(details: ErrorDetails) -> Words:
    return (
        f"{quoted(details['input'])} is not possible here",
        f"{details['msg'].removeprefix('Input s').capitalize()}.",
    )


def _not_yes_or_no(details: ErrorDetails) -> Words:
    return (
        f"this must be true or false, not {_sort(details['input'])}",
        "Write true or false, without quotes.",
    )


def _otherwise(details: ErrorDetails) -> Words:
    return f"{quoted(details['input'])} is not possible here", f"{details['msg']}."


_WORDS: dict[str, Callable[[ErrorDetails], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "string_type": _not_text,
    "model_type": _not_a_part,
    "tuple_type": _not_a_list,
    "too_short": _too_few,
    "too_long": _too_many,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _wrong_form,
    "literal_error": _not_one_of,
    "int_type": _not_a_number,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "bool_type": _not_yes_or_no,
}


def _sort(value: object) -> str:
    """Return what sort of value this is, in words."""
    sorts: Sequence[tuple[Any, str]] = (
        (bool, "true or false"),
        (int | float, "a number"),
        (str, "a text"),
        (list, "a list"),
        (dict, "a set of fields"),
    )
    if value is None:
        return "nothing"
    return next((words for sort, words in sorts if isinstance(value, sort)), "a date")
