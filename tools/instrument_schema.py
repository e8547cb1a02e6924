"""Write docs/instrument.schema.json again, after a change of the instrument format.

Usage: python tools/instrument_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from samenspraak.core.schema import instrument_schema

TARGET = Path(__file__).resolve().parent.parent / "docs" / "instrument.schema.json"


def published() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(instrument_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(published(), encoding="utf-8")
