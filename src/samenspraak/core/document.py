"""The document model: what a report is made of, before it becomes HTML, PDF, ODT or DOCX."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter (the title of the document itself is level 0)."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text; *style* is "body", "lead", "note" or "quote"."""

    text: str
    style: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of plain-text points."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with one header row; the first column names the row. *note* stands below it."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture as SVG text, with its title, its description in words and a note with its n."""

    svg: str
    title: str
    description: str
    note: str = ""


Block = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True)
class Document:
    """A whole document. All text is plain text: it is shown as text in every format (P10)."""

    title: str
    subtitle: str
    language: str
    author: str
    date: str
    blocks: tuple[Block, ...]
    summary: str = ""
    keywords: tuple[str, ...] = field(default=())
