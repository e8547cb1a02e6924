"""Two people at one text: the second is told, and both texts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Overtaken(Exception):
    """Somebody else changed this in the meantime; *current* is what stands there now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("changed in the meantime")
        self.current = current


def overwrite(row: Row, values: Mapping[str, Any], *, version: int) -> dict[str, list[Any]]:
    """Set *values* on *row* if nobody changed it since *version*; return what changed, old and new.

    Raises Overtaken otherwise, unless the same words stand there already. One UPDATE that names the
    version, so that of two simultaneous writers exactly one wins, on either database.
    """
    changed = {name: [getattr(row, name), new] for name, new in values.items() if getattr(row, name) != new}
    if not changed:
        return {}
    model = type(row)
    fresh = model._default_manager.filter(pk=row.pk, version=version)
    if not fresh.update(**values, version=version + 1):
        raise Overtaken(model._default_manager.get(pk=row.pk))
    row.refresh_from_db()
    return changed
