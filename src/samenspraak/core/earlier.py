"""Reading a picture that an earlier version of the core made: the one place that knows what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samenspraak.core.picture import Picture
from samenspraak.core.topics import topics


def picture_from(kept: Mapping[str, Any]) -> Picture:
    """Return a kept picture as this version knows it; its figures and findings stay as they were.

    Up to version 2 a picture had an "agenda" with minutes; since version 3 it has topics, made of the same
    figures. Other new fields have their defaults.
    """
    if "agenda" not in kept:
        return Picture.model_validate(kept)
    same = {name: value for name, value in kept.items() if name != "agenda"}
    picture = Picture.model_validate({**same, "topics": ()})
    return picture.model_copy(update={"topics": topics(picture.themes, k=picture.k)})
