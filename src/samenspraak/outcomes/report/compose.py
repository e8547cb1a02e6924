"""From the round as it stands to one Document, in the language the reader chose."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from samenspraak.core.document import Document
from samenspraak.figures.wording.beside import shelf_of
from samenspraak.outcomes.queries.delimiting import delimiting_of
from samenspraak.outcomes.queries.standing import Standing
from samenspraak.outcomes.report.full import report_blocks
from samenspraak.outcomes.report.matter import Choice, Matter, Since
from samenspraak.outcomes.report.summary import summary_blocks
from samenspraak.results.wording.names import names_of
from samenspraak.socialbase.queries.on_theme import Scene, scene_of


def compose(
    standing: Standing, choice: Choice, *, since: Since | None, organisation: str, language: str, day: date
) -> Document:
    """Return the document; everything in it is plain text (P10) and every figure is a released one (P4)."""
    with override(language):
        names = names_of(standing.round)
        matter = Matter(
            standing=standing,
            names=names,
            choice=choice,
            organisation=organisation,
            day=day,
            since=since,
            shelf=shelf_of(standing.round, language),
            scene=scene_for(standing, choice, day),
            delimiting=delimiting_of(standing.round, standing.questions, standing.picture),
        )
        make = summary_blocks if choice.kind == "summary" else report_blocks
        return Document(
            title=standing.round.conversation.title,
            subtitle=subtitle(matter),
            language=language,
            author=organisation,
            date=day,
            blocks=tuple(make(matter)),
            summary=lead(matter),
            keywords=(names.questions.instrument.title.to(language), organisation),
        )


def scene_for(standing: Standing, choice: Choice, day: date) -> Scene | None:
    """Return the map that belongs to this round, for a full report."""
    if choice.kind == "summary":
        return None
    return scene_of(standing.round, [one.theme.id for one in standing.themes], today=day)


def subtitle(matter: Matter) -> str:
    """Return which kind of document this is."""
    words = {"round": matter.standing.round.number}
    if matter.choice.kind == "summary":
        return _("Samenvatting voor college en raad, ronde %(round)s") % words
    return _("Verslag van het gesprek, ronde %(round)s") % words


def lead(matter: Matter) -> str:
    """Return the document in one or two sentences."""
    decided = sum(one.has_position for one in matter.placed)
    actions = ngettext("%(number)s actie", "%(number)s acties", len(matter.actions))
    words = {
        "themes": len(matter.placed),
        "decided": decided,
        "actions": actions % {"number": len(matter.actions)},
    }
    if matter.telling is None:
        return _("Besproken: %(decided)s van de %(themes)s thema's. Afgesproken: %(actions)s.") % words
    words["n"] = matter.telling.picture.n
    return (
        _(
            "%(n)s antwoordbladen, %(decided)s van de %(themes)s thema's met een gezamenlijke inschatting, "
            "%(actions)s."
        )
        % words
    )
