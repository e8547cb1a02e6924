"""Official figures in the report: beside each theme, with source, caveat and whether the group knows this picture."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph, Table
from samenspraak.figures.wording.beside import Shown, tidy
from samenspraak.outcomes.report.matter import Matter


def figure_blocks(theme: str, matter: Matter) -> Iterator[Block]:
    """Yield the figures beside a theme; nothing when none were chosen."""
    figures = matter.shelf.of(theme)
    if not figures:
        return
    yield Heading(2, _("Officiële cijfers naast dit thema"))
    if matter.shelf.borrowed:
        words = {"place": matter.shelf.borrowed}
        yield Paragraph(
            _("Dit zijn echte cijfers van %(place)s, niet van Lindeveen: dat bestaat niet.") % words
        )
    yield Table(
        caption=_("Cijfers bij thema %(letter)s") % {"letter": theme},
        header=(_("Cijfer"), _("Gebied"), _("Waarde"), _("Jaar"), _("Ter vergelijking"), _("Herkend?")),
        rows=tuple(row(one) for one in figures),
        note=_("Een cijfer is geen oordeel. Het laat zien wat een bron telde, niet waardoor het komt."),
    )
    yield Heading(3, _("Wat deze cijfers niet zeggen, en waar ze vandaan komen"))
    yield Bullets(tuple(dict.fromkeys(caveat(one) for one in figures)))
    said = [one for one in figures if one.said] if matter.choice.notes else []
    if said:
        yield Heading(3, _("Wat de groep bij de cijfers zei"))
        yield from (Paragraph(f"{one.line.name}, {one.line.area_name}: {one.said}") for one in said)


def row(one: Shown) -> tuple[str, ...]:
    """Return one figure as a row, its value with n and margin."""
    beside = "; ".join((*one.line.then, *one.line.beside))
    known = one.known_words or _("niet besproken")
    return (one.line.name, one.line.area_name, tidy(one.line), str(one.line.period), beside or "–", known)


def caveat(one: Shown) -> str:
    """Return what a figure does not say, and its source."""
    words = {"name": one.line.name, "caveat": one.line.not_measured, "source": "; ".join(one.line.sources)}
    return _("%(name)s. %(caveat)s Bron: %(source)s.") % words
