"""The social base in the report: the network, who does what per theme, and where little is. Only with a map."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspraak.core.document import Block, Bullets, Heading, Paragraph, Table
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.pieces import figure
from samenspraak.outcomes.wording.actions import theme_name
from samenspraak.results.wording.thin import ThinLine, beside_map
from samenspraak.socialbase.queries.listing import freshness_per_area
from samenspraak.socialbase.queries.network import network_among
from samenspraak.socialbase.queries.on_theme import Scene
from samenspraak.socialbase.wording.entries import joined
from samenspraak.socialbase.wording.network import network_drawing
from samenspraak.socialbase.wording.on_theme import Here, here
from samenspraak.socialbase.wording.places import area_drawing
from samenspraak.socialbase.wording.questions import basis, bridging, central, standing_alone, wishing

MOST_DRAWN = 90


def social_base_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the chapter; nothing when the organisation has no map, or nobody is on it here."""
    scene = matter.scene
    if scene is None or not scene.entries:
        return
    yield Heading(1, _("De sociale basis op de kaart"), anchor="sociale-basis")
    day = date_format(scene.whole.today, "j F Y")
    yield Paragraph(
        _("Dit is de kaart zoals die op %(day)s was. De organisaties en initiatieven houden haar zelf bij.")
        % {"day": day}
    )
    yield Paragraph(" ".join(basis(scene.entries, scene.network)))
    yield from network_blocks(scene)
    yield from area_blocks(scene)
    yield from who_does_what(matter, scene)
    yield from thin_blocks(matter, scene)


def network_blocks(scene: Scene) -> Iterator[Block]:
    """Yield the network as a picture, with what it says in sentences."""
    everybody = network_among(scene.whole, scene.entries)
    yield figure(network_drawing(everybody, title=_("Wie werkt met wie?"), most=MOST_DRAWN))
    told = [central, bridging, wishing]
    said = [sentence for tell in told for sentence in tell(scene.network).sentences]
    said += standing_alone(scene.network, scene.surroundings).sentences
    yield Bullets(tuple(said))


def area_blocks(scene: Scene) -> Iterator[Block]:
    """Yield the neighbourhoods as a map; nothing without their borders."""
    part = scene.part
    lines = freshness_per_area(part, scene.surroundings.names)
    title = _("Hoeveel er per buurt is")
    drawing = area_drawing(scene.surroundings.neighbourhoods, lines, part.entries, title=title)
    if drawing is None:
        return
    lender = scene.surroundings.lender
    note = _("De buurten zijn die van %(place)s.") % {"place": lender} if lender else ""
    yield figure(drawing, note=note)


def who_does_what(matter: Matter, scene: Scene) -> Iterator[Block]:
    """Yield per theme who leads, who takes part, and what is missing."""
    slug = matter.standing.round.conversation.instrument.slug
    told = [(one.theme.id, here(scene, one.theme.id, slug=slug)) for one in matter.themes]
    found = [(theme, one) for theme, one in told if not one.is_empty]
    if not found:
        return
    yield Heading(2, _("Wie doet al iets, per thema?"))
    header = (_("Thema"), _("Wie doet wat"), _("Wat ontbreekt"))
    rows = tuple((theme_name(theme, matter.names), *who_cells(one)) for theme, one in found)
    yield Table(caption=_("Wie doet al iets"), header=header, rows=rows)


def who_cells(one: Here) -> tuple[str, str]:
    """Return who has which role, or else whom the map knows to be about it; and what is missing."""
    roles = "; ".join(f"{line.role}: {joined(entry.name for entry in line.entries)}" for line in one.roles)
    about = _("gaat erover: %(names)s") % {"names": joined(entry.name for entry in one.others)}
    return roles or (about if one.others else ""), " ".join(one.missing)


def thin_blocks(matter: Matter, scene: Scene) -> Iterator[Block]:
    """Yield where the group stands beside the map, from released figures only (P4)."""
    thin = beside_map(scene, matter.telling) if matter.telling else None
    lines = [one for one in thin.lines if one.letter in matter.choice.themes] if thin else []
    if not thin or not lines:
        return
    yield Heading(2, _("Waar de groep laag zit en weinig verbindingen zijn"))
    said = [one for one in lines if one.thin]
    if said:
        yield Bullets(tuple(one.sentence for one in said))
        yield Paragraph(thin.ask)
    else:
        yield Paragraph(_("Bij geen thema komen een lage plaats en weinig verbindingen samen."))
    header = (_("Thema"), _("Waar staat de groep?"), "n", _("Op de kaart"), _("Verbindingen"), _("Gaten"))
    note = _(
        "Geteld is wat de kaart bij een thema zet en wat niet verbleekt is. Weinig betekent: minder dan bij het "
        "middelste thema."
    )
    caption = _("Het beeld naast de kaart")
    yield Table(caption=caption, header=header, rows=tuple(thin_row(one) for one in lines), note=note)


def thin_row(one: ThinLine) -> tuple[str, ...]:
    """Return one theme as a row."""
    place = _("%(position)s (onzeker)") % {"position": one.position} if one.uncertain else one.position
    n = "" if one.n is None else str(one.n)
    return (f"{one.letter} {one.name}", place, n, str(one.entries), str(one.ties), str(one.gaps))
