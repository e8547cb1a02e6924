"""What every value in a picture is made of: immutable, and exactly its JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Certainty = Literal["clear", "uncertain"]


class Frozen(BaseModel):
    """Base of every value in a picture: immutable and exactly its JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")
