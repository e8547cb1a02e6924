"""One page for the alderman and the council: where we are, where we differ, what we choose, who does what."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.document import Block, Bullets, Heading, Paragraph
from samenspraak.outcomes.queries.standing import ThemeStanding
from samenspraak.outcomes.report.change import change_in_short
from samenspraak.outcomes.report.delimitation import in_short, state, title
from samenspraak.outcomes.report.matter import Matter
from samenspraak.outcomes.report.method import not_shown
from samenspraak.outcomes.report.opinions import opinions_in_short
from samenspraak.outcomes.report.pieces import actions_table, figure, joined, n_note, standings_table
from samenspraak.outcomes.report.sentences import told
from samenspraak.outcomes.wording.actions import theme_name
from samenspraak.outcomes.wording.deepening import destination
from samenspraak.outcomes.wording.positions import gap_words
from samenspraak.results.wording.findings import DIFFERING, STANDING

MOST_DIFFERENCES = 3
MOST_ACTIONS = 8


def summary_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the page; what comes first matters most, so that the last gives way where it does not fit."""
    if matter.delimiting:
        yield from card_summary_blocks(matter)
        return
    yield Heading(1, _("Waar staan we?"))
    yield standings_table(matter)
    yield from small_print(matter)
    if change := change_in_short(matter):
        yield Paragraph(change)
    yield from differences(matter)
    yield from choices(matter)
    yield from doing(matter)
    yield from picture(matter)


def card_summary_blocks(matter: Matter) -> Iterator[Block]:
    """Yield the page of a conversation with cards: what it delimits, what is expected, what is strong, who does what."""
    yield Heading(1, title(matter))
    lead = [
        matter.spheres.lead if matter.spheres else "",
        state(matter.delimiting) if matter.delimiting else "",
    ]
    yield Paragraph(joined(lead))
    yield from in_short(matter)
    yield from strong_and_needed(matter)
    yield from choices(matter)
    yield from doing(matter)
    yield from small_print(matter)
    if matter.spheres:
        yield figure(matter.spheres.drawing, note=f"n = {matter.spheres.n}")


def strong_and_needed(matter: Matter) -> Iterator[Block]:
    """Yield which theme is strongest and which asks for most attention."""
    found = matter.telling.picture.findings if matter.telling else ()
    chosen = [one for one in found if one.kind in STANDING and one.theme in matter.choice.themes]
    if points := told(chosen, matter.names):
        yield Heading(1, _("Wat is sterk, en wat vraagt aandacht?"))
        yield Bullets(points)


def differences(matter: Matter) -> Iterator[Block]:
    """Yield where the participants differ."""
    if matter.telling is None:
        return
    chosen = [one for one in matter.telling.picture.findings if one.theme in matter.choice.themes]
    points = told([one for one in chosen if one.kind in DIFFERING], matter.names, most=MOST_DIFFERENCES)
    yield Heading(1, _("Waar verschillen we?"))
    if points:
        yield Bullets(points)
    else:
        yield Paragraph(_("Tussen de groepen die apart te zien zijn, springen geen grote verschillen eruit."))
    if opinions := opinions_in_short(matter):
        yield Paragraph(opinions)


def choices(matter: Matter) -> Iterator[Block]:
    """Yield what the group chooses: how far it wants to go, and why, the largest step first."""
    chosen = sorted((one for one in matter.themes if one.gap), key=lambda one: -(one.gap or 0))
    yield Heading(1, _("Wat kiezen we?"))
    if chosen:
        yield Bullets(tuple(choice(one, matter) for one in chosen))
    else:
        yield Paragraph(_("De groep heeft nog niet gekozen waar ze over twee jaar wil staan."))
    held = sum(bool(one.position.reservations.strip()) for one in matter.themes)
    if held:
        yield Paragraph(
            ngettext(
                "Bij %(number)s thema bleef een voorbehoud. Dat staat in het volledige verslag.",
                "Bij %(number)s thema's bleef een voorbehoud. Die staan in het volledige verslag.",
                held,
            )
            % {"number": held}
        )


def choice(theme: ThemeStanding, matter: Matter) -> str:
    """Return one choice with its reason; from where to where stands in the table above."""
    name, gap = theme_name(theme.theme.id, matter.names), gap_words(theme.gap or 0)
    reason = theme.position.reason.strip().split("\n")[0]
    return f"{name}, {gap}. {reason}".strip()


def doing(matter: Matter) -> Iterator[Block]:
    """Yield who does what, when, and what it takes."""
    actions = [action for action in matter.actions if action.status != action.Status.STOPPED]
    yield Heading(1, _("Wie doet wat, en wat kost het?"))
    if not actions:
        yield Paragraph(_("Er zijn nog geen acties afgesproken."))
        return
    more = len(actions) - MOST_ACTIONS
    note = ngettext(
        "En nog %(number)s actie; die staat in het volledige verslag.",
        "En nog %(number)s acties; die staan in het volledige verslag.",
        more,
    ) % {"number": more}
    caption = _("Acties, de eerste datum bovenaan")
    yield actions_table(actions[:MOST_ACTIONS], caption=caption, note=note if more > 0 else "")


def picture(matter: Matter) -> Iterator[Block]:
    """Yield the wheel of where we are together and where we want to be, else that of the answers apart."""
    if wheel := destination(matter.standing, matter.names):
        yield figure(wheel, title=_("Waar staan we samen, en waar willen we heen?"))
    elif matter.telling and matter.telling.wheel:
        yield figure(matter.telling.wheel, title=_("Waar staan we per thema?"), note=n_note(matter))


def small_print(matter: Matter) -> Iterator[Block]:
    """Yield how many answers this rests on, and what is not shown."""
    if matter.telling is None:
        yield Paragraph(_("Er is nog geen beeld van de antwoorden gemaakt."), style="note")
        return
    shown = matter.telling.picture
    words = {"n": shown.n, "expected": shown.expected}
    said = _("Dit rust op %(n)s antwoordbladen; %(expected)s mensen waren verwacht.") % words
    yield Paragraph(f"{said} {not_shown(matter)}".strip(), style="note")
