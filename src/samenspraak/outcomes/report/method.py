"""How a document came about: who took part, how to read it, what is not shown and why, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph, Table
from samenspraak.core.parts import Source
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.pieces import joined
from samenspraak.results.wording.numbers import PRECISE_FROM


def who_blocks(matter: Matter) -> Iterator[Block]:
    """Yield who was asked and who answered."""
    yield Heading(1, _("Wie deden mee?"), anchor="wie")
    yield Paragraph(matter.standing.round.purpose or matter.standing.round.conversation.purpose)
    if matter.telling is None:
        yield Paragraph(_("Er is nog geen beeld van de antwoorden gemaakt."))
        return
    shown = matter.telling.picture
    words = {"n": shown.n, "expected": shown.expected}
    yield Paragraph(_("%(n)s antwoordbladen kwamen binnen; %(expected)s mensen waren verwacht.") % words)
    if matter.telling.tables:
        yield Paragraph(matter.telling.tables)
    rows = tuple(
        (group.name, str(group.n), str(group.expected), group.reason) for group in matter.telling.groups
    )
    header = (_("Groep"), _("Ingevuld (n)"), _("Verwacht"), _("Toelichting"))
    yield Table(caption=_("Wie vulde in"), header=header, rows=rows)


def not_shown(matter: Matter) -> str:
    """Say which groups are not shown by themselves, and why."""
    if matter.telling is None or not matter.telling.hidden:
        return ""
    words = {"groups": matter.telling.hidden, "why": matter.telling.hidden_reason}
    return _("Niet apart te zien: %(groups)s (%(why)s).") % words


def method_blocks(matter: Matter) -> Iterator[Block]:
    """Yield how to read the figures, what is not shown, and where everything comes from."""
    yield Heading(1, _("Verantwoording"), anchor="verantwoording")
    yield Heading(2, _("Hoe dit verslag is gemaakt"))
    yield Paragraph(how(matter))
    if matter.telling is not None:
        yield Heading(2, _("Hoe lees je de cijfers?"))
        yield Bullets(reading(matter))
        yield Heading(2, _("Wat je niet ziet, en waarom"))
        yield Bullets(tuple(one for one in hidden(matter) if one))
    yield Heading(2, _("Bronnen"))
    yield from sources(matter)


def how(matter: Matter) -> str:
    """Return which instrument, round and release this is."""
    instrument, round = matter.names.questions.instrument, matter.standing.round
    parts = [
        _("Gemaakt met %(title)s, versie %(version)s, ronde %(round)s.")
        % {
            "title": instrument.title.to(matter.names.language),
            "version": instrument.version,
            "round": round.number,
        }
    ]
    if matter.standing.release is not None:
        day = date_format(matter.standing.release.day, "j F Y")
        words = {"number": matter.standing.release.number, "day": day}
        parts.append(_("De cijfers komen uit beeld %(number)s van %(day)s.") % words)
    parts.append(
        _("De gezamenlijke inschatting is wat de groep na het gesprek vond; dat is geen berekening.")
    )
    return joined(parts)


def reading(matter: Matter) -> tuple[str, ...]:
    """Return how to read n, means and doubt."""
    scale = matter.names.position_steps
    steps = "; ".join(f"{number} {words}" for number, words in enumerate(scale, start=1))
    return (
        _("De schaal: %(steps)s.") % {"steps": steps},
        _("n is het aantal antwoordbladen. Een tafel die samen invult, telt als één stem."),
        _("‘Weet ik niet’ telt mee in n, maar niet in een gemiddelde."),
        _("Het gemiddelde van een thema is het gemiddelde van zijn kaarten: hoe sterk die hier zijn.")
        if matter.names.has_cards
        else _("Het gemiddelde van een thema is het gemiddelde van zijn stellingen."),
        _(
            "Onzeker betekent: er zijn weinig antwoorden, ze lopen sterk uiteen, of veel mensen weten het niet."
        ),
        _("Onder de %(n)s mensen zijn aandelen afgerond op tienden.") % {"n": PRECISE_FROM},
    )


def hidden(matter: Matter) -> tuple[str, ...]:
    """Return what is left out, and why."""
    if matter.telling is None:
        return ()
    picture = matter.telling.picture
    if picture.mode == "named":
        return (_("Dit gesprek werd met naam gevoerd. Iedereen stemde daar vooraf mee in."),)
    return (
        _("Uitkomsten van minder dan %(k)s mensen staan er niet in.") % {"k": picture.k},
        not_shown(matter),
        _("Opmerkingen staan er zonder naam, groep of tijd in, en alleen als de gespreksleider ze vrijgaf."),
        _("De cijfers zeggen wat deze deelnemers vinden. Zij zijn geen steekproef van alle inwoners."),
    )


def sources(matter: Matter) -> Iterator[Block]:
    """Yield whose instrument this is and what it is based on."""
    provenance = matter.names.questions.instrument.provenance
    yield Paragraph(provenance.statement.to(matter.names.language))
    yield Bullets(tuple(source_words(source) for source in provenance.sources))
    yield Paragraph(_("Licentie van de vragen: %(licence)s.") % {"licence": provenance.licence}, style="note")


def source_words(source: Source) -> str:
    """Return one source as a line."""
    return ", ".join(str(one) for one in (source.publisher, source.title, source.year, source.url) if one)
