"""What changed in where people put their cards between two rounds, card by card."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samenspraak.core.spheres import CardMove, card_moves, sphere_picture
from samenspraak.outcomes.queries.progress import Progress
from samenspraak.results.wording.findings import Sentence
from samenspraak.results.wording.names import Names


def cards_moved(progress: Progress | None, names: Names) -> tuple[Sentence, ...]:
    """Return the cards that moved, one sentence each with both numbers of people; nothing without cards."""
    if progress is None:
        return ()
    before, after = (sphere_picture(each, names.questions) for each in (progress.before, progress.after))
    if before is None or after is None:
        return ()
    return tuple(moved(one, names) for one in card_moves(before, after))


def moved(one: CardMove, names: Names) -> Sentence:
    """Say where a card lay, and where it lies now."""
    words = {
        "card": names.card(one.card),
        "before": place(one.was, one.was_in, names),
        "after": place(one.now, one.now_in, names),
        "n": one.was_n,
        "now_n": one.now_n,
    }
    return Sentence(text=_("%(card)s: eerst %(before)s (n = %(n)s), nu %(after)s (n = %(now_n)s).") % words)


def place(verdict: str, sphere: str, names: Names) -> str:
    """Return where a card lies, in words."""
    if verdict == "in" and sphere:
        return _("erbij, %(sphere)s") % {"sphere": names.sphere(sphere)}
    return {"in": _("erbij"), "open": _("nog open"), "out": _("niet erbij")}[verdict]
