"""The invented texts and numbers of the demo, one file per story."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def story(name: str) -> dict[str, Any]:
    """Return what one file tells."""
    text = files("samenspraak").joinpath("demo", f"{name}.yaml").read_text(encoding="utf-8")
    # The parser in C, where there is one: that in Python takes longer than all that a story is used for.
    told: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return told
