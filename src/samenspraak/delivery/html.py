"""A document as HTML: inside a page, or as one file that stands by itself."""

from __future__ import annotations

from django.utils.safestring import SafeString

from samenspraak.core.document import Document


def render(document: Document) -> str:
    """Return a whole HTML file that needs nothing from elsewhere."""
    raise NotImplementedError


def fragment(document: Document) -> SafeString:
    """Return the blocks of the document for inside a page (headings from h2)."""
    raise NotImplementedError


def inline(svg: str) -> SafeString:
    """Return a chart of ours as markup for a template."""
    raise NotImplementedError
