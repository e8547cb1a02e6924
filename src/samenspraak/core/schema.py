"""The instrument format as JSON Schema, for editors and for those who build their own checks."""

from __future__ import annotations

from typing import Any

from samenspraak.core.kinds import written
from samenspraak.core.parts import Instrument

Schema = dict[str, Any]


def instrument_schema() -> Schema:
    """Return the JSON Schema of an instrument file.

    It knows the shape of the file; what refers to something else in it (an unknown scale, an id used
    twice) only ``load_instrument`` sees.
    """
    schema = Instrument.model_json_schema()
    schema["$defs"]["Item"]["properties"]["kind"]["enum"] = list(written())
    for part in (schema, *schema["$defs"].values()):
        for name, field in part["properties"].items():
            field.setdefault("title", name.capitalize())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def fields_at(schema: Schema, path: tuple[str | int, ...]) -> list[str]:
    """Return the names of the fields that the part at *path* may have; none where it is no part."""
    here = schema
    for step in path:
        here = _resolved(here, schema)
        here = here.get("items", {}) if isinstance(step, int) else here.get("properties", {}).get(step, {})
    return list(_resolved(here, schema).get("properties", {}))


def _resolved(here: Schema, schema: Schema) -> Schema:
    """Follow a reference, or the first choice of an optional field."""
    if "anyOf" in here:
        here = here["anyOf"][0]
    if "$ref" in here:
        here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]]
    return here
