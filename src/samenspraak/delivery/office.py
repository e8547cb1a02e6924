"""A document to go on writing in: ODT and DOCX."""

from __future__ import annotations

from samenspraak.core.document import Document


def odt(document: Document) -> bytes:
    """Return the document as ODT."""
    raise NotImplementedError


def docx(document: Document) -> bytes:
    """Return the document as DOCX."""
    raise NotImplementedError
