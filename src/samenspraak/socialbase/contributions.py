"""What this room shows on pages of lower rooms, tells in the log, and does by the clock."""

from __future__ import annotations

from django.utils.functional import Promise

EVENTS: dict[str, str | Promise] = {}
