"""A document as HTML: inside a page, or as one file that stands by itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenspraak.core.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    cleaned,
    number_columns,
)

HERE = Path(__file__).parent
FONT = HERE.parent / "static" / "vendor" / "noto-sans-latin.woff2"
FACE = """@font-face {{ font-family: "Noto Sans"; font-weight: 400 700; src: url(data:font/woff2;base64,{}) }}
"""
STYLE = FACE.format(b64encode(FONT.read_bytes()).decode()) + (HERE / "document.css").read_text(
    encoding="utf-8"
)
DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode()
# The file runs no script and asks nothing of anybody, wherever it is opened.
POLICY = f"default-src 'none'; font-src data:; style-src 'sha256-{DIGEST}'"
CONTENTS_FROM = 3
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{author}">
<meta name="keywords" content="{keywords}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="cover"><p class="cover__author">{author}</p><h1>{title}</h1><p class="cover__subtitle">{subtitle}</p>
<p class="cover__date"><time datetime="{day}">{date}</time></p>{summary}</header>
{contents}<main>
{blocks}
</main>
</body>
</html>
"""


def render(document: Document) -> str:
    """Return a whole HTML file that needs nothing from elsewhere."""
    kept = cleaned(document)
    with override(kept.language):
        return format_html(
            PAGE,
            language=kept.language,
            policy=POLICY,
            author=kept.author,
            keywords=", ".join(kept.keywords),
            title=kept.title,
            style=mark_safe(STYLE),  # noqa: S308 (a file of ours)
            subtitle=kept.subtitle,
            day=kept.date.isoformat(),
            date=date_format(kept.date, "j F Y"),
            summary=format_html('<p class="lead">{}</p>', lines(kept.summary)) if kept.summary else "",
            contents=contents(chapters(kept)),
            blocks=blocks(kept),
        )


def fragment(document: Document) -> SafeString:
    """Return the blocks of the document for inside a page (headings from h2)."""
    return blocks(cleaned(document))


def inline(svg: str) -> SafeString:
    """Return a chart of ours as markup for a template."""
    return mark_safe(svg)  # noqa: S308 (core.charts escapes every text it writes)


def blocks(document: Document) -> SafeString:
    """Return every block; headings and captions get ids in order."""
    numbered = enumerate(document.blocks, start=1)
    return format_html_join("\n", "{}", ((drawn(block, f"b{place}"),) for place, block in numbered))


def chapters(document: Document) -> list[tuple[str, str]]:
    """Return the id and the text of each chapter."""
    numbered = enumerate(document.blocks, start=1)
    return [
        (block.anchor or f"b{place}", block.text)
        for place, block in numbered
        if isinstance(block, Heading) and block.level == 1
    ]


def contents(entries: Sequence[tuple[str, str]]) -> SafeString:
    """Return the table of contents, where there is something to choose."""
    if len(entries) < CONTENTS_FROM:
        return SafeString("")
    items = format_html_join("", '<li><a href="#{}">{}</a></li>', entries)
    return format_html(
        '<nav aria-labelledby="contents"><h2 id="contents">{}</h2><ol>{}</ol></nav>\n', _("Inhoud"), items
    )


def drawn(block: Block, key: str) -> SafeString:
    """Return one block as markup."""
    match block:
        case Heading():
            return heading(block, key)
        case Paragraph():
            return paragraph(block)
        case Bullets():
            return bullets(block)
        case Table():
            return table(block, key)
        case Figure():
            return figure(block)


def heading(block: Heading, key: str) -> SafeString:
    """Return a heading, one level down: the title of the document is the h1."""
    return format_html(
        '<h{level} id="{key}">{text}</h{level}>',
        level=block.level + 1,
        key=block.anchor or key,
        text=block.text,
    )


def paragraph(block: Paragraph) -> SafeString:
    """Return a paragraph; a quote is set apart."""
    if block.style == "quote":
        return format_html('<blockquote class="quote"><p>{}</p></blockquote>', lines(block.text))
    return format_html('<p class="{}">{}</p>', block.style, lines(block.text))


def bullets(block: Bullets) -> SafeString:
    """Return a list."""
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((lines(one),) for one in block.points))
    )


def table(block: Table, key: str) -> SafeString:
    """Return a table whose first column heads its rows; it can be scrolled by keyboard where it is wide."""
    kinds = ["number" if is_number else "" for is_number in number_columns(block)]
    head = format_html_join(
        "",
        '<th scope="col"{}>{}</th>',
        ((kind_of(kind), name) for kind, name in zip(kinds, block.header, strict=True)),
    )
    rows = format_html_join("\n", "{}", ((table_row(row, kinds),) for row in block.rows))
    note = format_html('\n<p class="note">{}</p>', lines(block.note)) if block.note else ""
    return format_html(
        '<div class="table" role="region" tabindex="0" aria-labelledby="{key}"><table><caption id="{key}">{caption}'
        "</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>{note}",
        key=key,
        caption=block.caption,
        head=head,
        rows=rows,
        note=note,
    )


def table_row(row: Sequence[str], kinds: Sequence[str]) -> SafeString:
    """Return one row."""
    first = format_html('<th scope="row">{}</th>', lines(row[0]))
    rest = zip(kinds[1:], row[1:], strict=True)
    cells = format_html_join("", "<td{}>{}</td>", ((kind_of(kind), lines(cell)) for kind, cell in rest))
    return format_html("<tr>{}{}</tr>", first, cells)


def kind_of(kind: str) -> SafeString:
    """Return the class of a cell, when it has one."""
    return format_html(' class="{}"', kind) if kind else SafeString("")


def figure(block: Figure) -> SafeString:
    """Return a picture with its title above and its note below."""
    note = format_html('<p><small class="n">{}</small></p>', lines(block.note)) if block.note else ""
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption>{}{}{}</figure>',
        block.title,
        inline(block.svg if block.narrow else on_every_width(block.svg)),
        inline(block.narrow),
        note,
    )


def on_every_width(svg: str) -> str:
    """Return a drawing without the class by which a phone leaves it out; there is no narrow one to show."""
    return svg.replace(' class="chart__wide"', "", 1)


def lines(text: str) -> SafeString:
    """Return a text whose new lines stay new lines."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))
