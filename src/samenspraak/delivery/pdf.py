"""A document as PDF: tagged for screen readers (PDF/UA-1) and made to last (PDF/A-2a), in one file."""

from __future__ import annotations

from typing import Literal

from samenspraak.core.document import Document

Layout = Literal["report", "summary"]


def render(document: Document, *, layout: Layout = "report") -> bytes:
    """Return the PDF; layout "summary" is fitted on one A4."""
    raise NotImplementedError
