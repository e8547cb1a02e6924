"""Reads of the vocabulary that comes with the program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from samenspraak.core.vocabulary import Vocabulary, load_vocabulary


@cache
def vocabulary() -> Vocabulary:
    """Return the topics, target groups and pillars, read once per process."""
    path = files("samenspraak.socialbase").joinpath("vocabulary.yaml")
    return load_vocabulary(path.read_bytes(), name="vocabulary.yaml")
