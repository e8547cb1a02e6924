"""Reads of the catalogue of indicators that comes with the program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from samenspraak.core.indicators import Catalogue, load_catalogue


@cache
def catalogue() -> Catalogue:
    """Return all indicators and their sources, read once per process."""
    path = files("samenspraak.figures").joinpath("indicators.yaml")
    return load_catalogue(path.read_bytes(), name="indicators.yaml")
