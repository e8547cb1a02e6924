"""The picture of a table as one HTML file that stands by itself, in the words and charts of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenspraak import __version__
from samenspraak.core.disclosure import Plan
from samenspraak.core.document import Block, Bullets, Document, Heading, Paragraph, Table
from samenspraak.core.picture import Picture, ThemePicture
from samenspraak.core.sheet import QuestionList
from samenspraak.delivery.html import render
from samenspraak.outcomes.report.pieces import figure
from samenspraak.outcomes.report.sentences import position_sentence, told, with_n
from samenspraak.outcomes.report.spheres import cards_table, expectation_blocks, sphere_blocks
from samenspraak.results.wording import numbers
from samenspraak.results.wording.balance import Balance, BalanceLine, Pair
from samenspraak.results.wording.charts import Drawing
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.pages import Figure, Telling
from samenspraak.results.wording.spheres import spheres_of

MOST_SENTENCES = 8


def html(picture: Picture, questions: QuestionList, plan: Plan, *, source: str, language: str) -> str:
    """Return the page; *source* is the name of the file the answers came from."""
    with override(language):
        names = Names(questions=questions, plan=plan, language=language)
        return render(document(Telling(picture=picture, names=names), source, timezone.localdate()))


def document(telling: Telling, source: str, day: date) -> Document:
    """Return the page as a document."""
    instrument, language = telling.names.questions.instrument, telling.names.language
    words = {"source": source, "title": instrument.title.to(language), "version": instrument.version}
    return Document(
        title=instrument.title.to(language),
        subtitle=_("Het beeld van %(source)s") % words,
        language=language,
        author=f"Samenspraak {__version__}",
        date=day,
        blocks=tuple(blocks(telling)),
        summary=lead(telling),
        keywords=(f"{instrument.id} {instrument.version}",),
    )


def lead(telling: Telling) -> str:
    """Say of how many people this is the picture."""
    words = {"n": telling.picture.n, "expected": telling.picture.expected}
    if telling.picture.expected:
        return _("Gemaakt van de antwoorden van %(n)s mensen; %(expected)s waren verwacht.") % words
    return _("Gemaakt van de antwoorden van %(n)s mensen.") % words


def blocks(telling: Telling) -> Iterator[Block]:
    """Yield the page: what stands out, the themes, the groups, and every statement."""
    yield Heading(1, _("Wat valt op?"))
    if points := told(telling.picture.findings, telling.names, most=MOST_SENTENCES):
        yield Bullets(points)
    else:
        yield Paragraph(_("Er springt niets uit: geen duidelijke verschillen, en geen thema apart."))
    if telling.cautions:
        yield Heading(2, _("Let op"))
        yield Bullets(telling.cautions)
    yield from theme_blocks(telling)
    yield from card_blocks(telling)
    yield from group_blocks(telling)
    for theme in telling.picture.themes:
        yield from statement_blocks(theme, telling)
    yield Heading(1, _("Hoe is dit gemaakt?"))
    yield Bullets(made(telling))


def theme_blocks(telling: Telling) -> Iterator[Block]:
    """Yield where every theme stands."""
    yield Heading(1, _("Waar staat elk thema?"))
    yield Table(
        caption=_("De thema's"),
        header=(_("Thema"), _("Plaats op de schaal"), "n", _("Belang"), _("Opmerking")),
        rows=tuple(
            (
                f"{line.letter} {line.name}",
                line.position.words,
                people(line.position),
                line.importance.words if line.importance else "",
                uncertain(line.position),
            )
            for line in telling.themes
            if line.position
        ),
    )
    for drawing in (telling.wheel, telling.places):
        if drawing:
            yield from pictured(drawing, note=f"n = {telling.picture.n}")


def card_blocks(telling: Telling) -> Iterator[Block]:
    """Yield where people put the cards, for questions that have them."""
    placed = spheres_of(telling.placed, telling.picture, telling.names)
    yield from sphere_blocks(placed)
    yield from expectation_blocks(placed)
    yield from cards_table(placed, [theme.theme for theme in telling.picture.themes])


def group_blocks(telling: Telling) -> Iterator[Block]:
    """Yield who took part, and where the groups that may be shown stand."""
    if not telling.groups:
        return
    yield Heading(1, _("De groepen"))
    yield Table(
        caption=_("Wie deden mee"),
        header=(_("Groep"), _("In het beeld"), _("Verwacht"), _("Apart te zien?")),
        rows=tuple(
            (
                group.name,
                str(group.n),
                str(group.expected or ""),
                _("nee: %(why)s") % {"why": group.reason} if group.reason else _("ja"),
            )
            for group in telling.groups
        ),
    )
    if telling.differing:
        yield Bullets(tuple(with_n(one.text, one.n) for one in telling.differing))
    for drawing in (telling.heat, telling.groups_per_theme):
        if drawing:
            yield from pictured(drawing, note=f"n = {telling.picture.n}")
    if telling.perceptions:
        yield Heading(2, _("Wat groepen van elkaar denken"))
        yield Bullets(tuple(one.text for one in telling.perceptions))
    yield from balance_blocks(telling)


def balance_blocks(telling: Telling) -> Iterator[Block]:
    """Yield what hangs on whether every person or every group counts alike, and who stands apart."""
    if not telling.balance and not telling.minorities:
        return
    yield Heading(1, _("Telt iedereen even zwaar mee?"))
    if telling.balance:
        yield from (Paragraph(one) for one in telling.balance.sentences)
    if telling.minorities:
        yield Bullets(tuple(with_n(one.text, one.n) for one in telling.minorities))
    if telling.balance:
        yield balance_table(telling.balance)


def balance_table(balance: Balance) -> Table:
    """Return each theme under both weightings."""
    header = (
        _("Thema"),
        _("Plaats: elke mens"),
        _("Plaats: elke groep"),
        _("Belang: elke mens"),
        _("Belang: elke groep"),
        "n",
    )
    rows = tuple(
        (f"{line.letter} {line.name}", *pair(line.position), *pair(line.importance), most_people(line))
        for line in balance.lines
    )
    caption = _("Gemiddelde stap per thema, als elke mens en als elke groep even zwaar telt")
    return Table(caption=caption, header=header, rows=rows)


def pair(figures: Pair | None) -> tuple[str, str]:
    """Return one figure under both weightings."""
    return (figures.people, figures.groups) if figures else ("", "")


def most_people(line: BalanceLine) -> str:
    """Return how many people a line rests on."""
    return str(max((one.n for one in (line.position, line.importance) if one), default=""))


def statement_blocks(theme: ThemePicture, telling: Telling) -> Iterator[Block]:
    """Yield one theme: what stands out, where the groups stand, and how every answer is spread."""
    names = telling.names
    yield Heading(1, f"{theme.theme} {names.theme(theme.theme)}")
    if theme.position:
        yield Paragraph(position_sentence(theme.position, names.theme_steps(theme.theme)))
    if points := told(telling.about(theme), names, most=MOST_SENTENCES):
        yield Bullets(points)
    if between := telling.between_groups(theme):
        yield from pictured(between, note=f"n = {telling.picture.n}")
    for statement in telling.statements(theme):
        said = " ".join(part for part in (statement.figure.words, uncertain(statement.figure)) if part)
        n = people(statement.figure)
        yield from pictured(statement.drawing, note=f"{said} (n = {n})" if n else said)


def pictured(drawing: Drawing, *, note: str) -> Iterator[Block]:
    """Yield a drawing, and the table with the figures in it."""
    yield figure(drawing, note=note)
    chart = drawing.chart
    yield Table(
        caption=_("In getallen: %(title)s") % {"title": chart.title}, header=chart.header, rows=chart.rows
    )


def people(one: Figure) -> str:
    """Return the number of people behind a figure."""
    return "" if one.n is None else str(one.n)


def uncertain(one: Figure) -> str:
    """Say why a figure is uncertain (P9)."""
    return _("onzeker: %(why)s") % {"why": one.doubt} if one.doubt else ""


def made(telling: Telling) -> tuple[str, ...]:
    """Return how to read this, what is left out, and with which version it was made."""
    picture = telling.picture
    words = {"k": picture.k, "groups": telling.hidden, "core": picture.core_version, "version": __version__}
    hidden = _("Niet apart te zien: %(groups)s. Hun antwoorden tellen wel mee in het geheel.") % words
    return (
        _("Uitkomsten van minder dan %(k)s mensen staan er niet in.") % words,
        *([hidden] if telling.hidden else []),
        _("‘Weet ik niet’ telt mee in n, maar niet in een gemiddelde."),
        _("Onder de %(n)s mensen zijn aandelen afgerond op tienden.") % {"n": numbers.PRECISE_FROM},
        _("Gemaakt met Samenspraak %(version)s, versie %(core)s van de berekening.") % words,
    )
