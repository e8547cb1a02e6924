"""QR codes for posters, cards and screens."""

from __future__ import annotations


def svg(address: str, *, title: str, key: str) -> str:
    """Return the code as SVG text with its title; *key* makes the id unique on the page."""
    raise NotImplementedError


def png(address: str, *, scale: int = 10) -> bytes:
    """Return the code as PNG; *scale* is the pixels per module."""
    raise NotImplementedError
