"""The code book of the released tables: what every column and code means, and what is not shown."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.cards import SUFFIXES, Facet
from samenspraak.core.parts import Item
from samenspraak.delivery.tables import Cell, Sheet
from samenspraak.results.wording import doubts
from samenspraak.results.wording.charts import hidden_groups
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.numbers import PRECISE_FROM
from samenspraak.results.wording.tables import Released, asked

Row = tuple[Cell, ...]


def code_book(released: Released, names: Names) -> Sheet:
    """Return the code book as the last tab of the workbook."""
    rows = (*about(released, names), *columns(), *opinion_groups(released), *questions(names))
    return Sheet(name=_("Codeboek"), header=(_("wat"), _("code"), _("betekenis")), rows=rows)


def about(released: Released, names: Names) -> tuple[Row, ...]:
    """Return which release this is, how many people it holds, and what stays hidden."""
    picture = released.picture
    instrument = names.questions.instrument
    version = f"{instrument.title.to(names.language)} {instrument.version}"
    hidden = names.groups(hidden_groups(picture, names)) or _("geen")
    protected = _("Vertrouwelijk: geen uitkomst van minder dan %(k)s mensen") % {"k": picture.k}
    return (
        (_("gesprek"), "", released.title),
        (_("instrument"), "", version),
        (_("ronde"), "", released.round_number),
        (_("beeld"), "", released.number),
        (_("dag van het beeld"), "", released.day),
        (_("n"), "", picture.n),
        (_("verwacht"), "", picture.expected),
        (_("ingevuld als tafel"), "", picture.tables),
        (
            _("bescherming"),
            "",
            protected if picture.mode == "protected" else _("Met naam: iedereen stemde daar vooraf mee in"),
        ),
        (_("kleinste groep (k)"), "", picture.k),
        (_("niet apart getoond"), "", hidden),
        (_("waarom niet"), "", doubts.hidden(picture.k) if hidden_groups(picture, names) else ""),
        (_("versie van de berekening"), "", picture.core_version),
    )


def columns() -> tuple[Row, ...]:
    """Return what the columns mean."""
    kind = _("kolom")
    rounding = _("Onder de %(n)s mensen afgerond op tienden.") % {"n": PRECISE_FROM}
    return (
        (
            kind,
            _("n"),
            _("Aantal mensen dat antwoordde, ‘weet ik niet’ meegeteld. Een tafel telt als één stem."),
        ),
        (
            kind,
            _("gemiddelde"),
            _(
                "Gemiddelde stap, geteld vanaf 1, zonder ‘weet ik niet’. Bij een thema: het gemiddelde van de stellingen."
            ),
        ),
        (
            kind,
            _("gemiddelde, minstens"),
            _("Zo laag kan het gemiddelde zijn, als wie ontbreekt hetzelfde zou antwoorden (95% zeker)."),
        ),
        (
            kind,
            _("gemiddelde, hoogstens"),
            _("Zo hoog kan het gemiddelde zijn. Leeg als iedereen meedeed."),
        ),
        (kind, _("mediaan"), _("De middelste stap, zonder ‘weet ik niet’.")),
        *agreeing(kind),
        (kind, _("aandeel weet ik niet"), _("Deel van n dat ‘weet ik niet’ antwoordde.") + " " + rounding),
        (
            kind,
            _("aandeel stap %(step)s") % {"step": "1 …"},
            _("Deel van de mensen met een oordeel dat deze stap koos.") + " " + rounding,
        ),
        (
            kind,
            _("zekerheid"),
            _("Onzeker als de groep klein of verdeeld is, of als veel mensen het niet weten."),
        ),
        *comparing(kind),
    )


def agreeing(kind: str) -> tuple[Row, ...]:
    """Return what the columns mean that say how close together answers are."""
    return (
        (
            kind,
            _("overeenstemming"),
            _("Maat A van Van der Eijk: 1 is volledig eens, 0 gelijk verspreid, −1 twee kampen."),
        ),
        (
            kind,
            _("consensus"),
            _("Maat van Tastle en Wierman: 1 is allemaal dezelfde stap, 0 is de helft op elk uiteinde."),
        ),
        (
            kind,
            _("polarisatie"),
            _("Maat van Esteban en Ray: 0 is allemaal dezelfde stap, 1 is twee kampen op de uiteinden."),
        ),
    )


def comparing(kind: str) -> tuple[Row, ...]:
    """Return what the columns mean that compare groups."""
    return (
        (
            kind,
            _("oordeel over verschil"),
            _(
                "Of groepen meer verschillen dan toeval kan zijn (q hoogstens 0,05). Geen duidelijk verschil "
                "wil niet zeggen dat ze het eens zijn."
            ),
        ),
        (
            kind,
            _("hoogste groep"),
            _("De twee groepen die het verst uit elkaar liggen: deze staat hoger, de laagste groep lager."),
        ),
        (
            kind,
            _("Cliffs delta"),
            _(
                "Hoe ver de hoogste en de laagste groep uit elkaar liggen: 0 is gelijk, 1 is iedereen van de "
                "ene groep hoger dan iedereen van de andere."
            ),
        ),
        (
            kind,
            _("q"),
            _(
                "Het deel dat naar verwachting toeval is, als je elk verschil met deze q of lager een verschil noemt."
            ),
        ),
        (
            kind,
            _("zegt die groep zelf"),
            _("Bij een vermoeden: waar de geraden groep het thema zelf zet."),
        ),
        (
            kind,
            _("kloof"),
            _("Bij een vermoeden: wat de ene groep denkt, min wat de andere zelf zegt, in stappen."),
        ),
    )


def opinion_groups(released: Released) -> tuple[Row, ...]:
    """Return what the lines and the tab about opinion groups mean; nothing where nobody looked for them."""
    if released.opinions is None:
        return ()
    return (
        (
            _("groep"),
            _("meningsgroep"),
            _(
                "Mensen die op veel stellingen ongeveer hetzelfde antwoordden, van welke groep ze ook zijn. Per stelling "
                "is n het aantal met een mening. Wie erbij hoort, staat nergens."
            ),
        ),
    )


def questions(names: Names) -> Iterator[Row]:
    """Return every closed question with the meaning of its steps."""
    for item in names.questions.closed:
        yield (_("vraag"), item.id, asked(item.id, names))
        if not isinstance(item, Facet):
            yield from steps(item, item.id, names)
    asked_of_cards = {facet.facet: facet for card in names.questions.cards for facet in card.facets.values()}
    for facet in asked_of_cards.values():
        yield from steps(facet, f"…-{SUFFIXES[facet.facet]}", names)


def steps(item: Item, code: str, names: Names) -> Iterator[Row]:
    """Return the steps or options of one question; those about cards stand once, for all cards."""
    for number, words in enumerate(names.steps(item.id), start=1):
        yield (_("stap"), f"{code}: {number}", words)
