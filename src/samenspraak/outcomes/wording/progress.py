"""What changed between two rounds in words and as slopes, beside what became of the actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.core.change import PairedTheme, ThemeChange
from samenspraak.core.charts import Slope, slope
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.progress import Progress
from samenspraak.outcomes.wording.actions import Badge, badge, counted, statement_name, theme_name
from samenspraak.results.wording import doubts, numbers
from samenspraak.results.wording.charts import Drawing, frame
from samenspraak.results.wording.names import Names

ABOUT_THE_SAME = 0.25


@dataclass(frozen=True)
class ActionEnd:
    """What became of one action."""

    what: str
    badge: Badge
    id: str


@dataclass(frozen=True)
class ThemeMove:
    """One theme: how it moved, how the same people moved, and the actions that were agreed on it."""

    letter: str
    name: str
    sentence: str
    same_people: str
    actions: tuple[ActionEnd, ...]


@dataclass(frozen=True)
class ProgressPage:
    """The change between two rounds."""

    rounds: tuple[str, str]
    counts: str
    drawing: Drawing
    moves: tuple[ThemeMove, ...]
    paired: str
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Became:
    """What became of the actions of a round: in one sentence, and one by one."""

    sentence: str
    actions: tuple[ActionEnd, ...]


def progress_page(progress: Progress, names: Names, actions: Sequence[Action]) -> ProgressPage:
    """Return the change between two rounds, with the actions of the earlier one beside it."""
    pairs = {one.theme: one for one in progress.paired.themes} if progress.paired else {}
    return ProgressPage(
        rounds=(round_name(progress.earlier), round_name(progress.later)),
        counts=counts(progress),
        drawing=slopes(progress, names),
        moves=tuple(move(one, pairs.get(one.theme), names, actions) for one in progress.themes),
        paired=paired_words(progress),
        changed=tuple(
            one for one in (statement_name(item, names) or item for item in progress.changed_items)
        ),
    )


def round_name(round: Round) -> str:
    """Return a round with its month: "Ronde 1, mei 2025"."""
    month = date_format(localtime(round.closes_at), "F Y")
    return _("Ronde %(number)s, %(month)s") % {"number": round.number, "month": month}


def counts(progress: Progress) -> str:
    """Return how many sheets both rounds rest on."""
    words = {
        "earlier": round_name(progress.earlier),
        "later": round_name(progress.later),
        "before": progress.earlier_n,
        "after": progress.later_n,
    }
    return _("%(earlier)s: n = %(before)s. %(later)s: n = %(after)s.") % words


def slopes(progress: Progress, names: Names) -> Drawing:
    """Return the themes as slopes from the earlier to the later round."""
    drawn = [slope_of(one, names) for one in progress.themes]
    steps = names.position_steps
    rounds = tuple(
        _("Ronde %(number)s") % {"number": one.number} for one in (progress.earlier, progress.later)
    )
    said = " ".join(sentence(one, names) for one in progress.themes)
    shape = frame("change", _("Wat veranderde per thema?"), said, names)
    return Drawing(
        draw=lambda layout: slope(drawn, rounds=(rounds[0], rounds[1]), steps=steps, frame=layout),
        frame=shape,
    )


def slope_of(change: ThemeChange, names: Names) -> Slope:
    """Return one theme as a slope."""
    return Slope(
        letter=change.theme,
        name=names.theme(change.theme),
        before=change.earlier,
        after=change.later,
        n_before=change.earlier_n,
        n_after=change.later_n,
        certain=change.certainty == "clear",
    )


def sentence(change: ThemeChange, names: Names) -> str:
    """Return how one theme moved, with both n and how sure that is."""
    words = {
        "theme": theme_name(change.theme, names),
        "earlier": numbers.decimal(change.earlier),
        "later": numbers.decimal(change.later),
        "before": change.earlier_n,
        "after": change.later_n,
        "moved": moved(change.difference),
    }
    said = _("%(theme)s: van %(earlier)s (n = %(before)s) naar %(later)s (n = %(after)s), %(moved)s.") % words
    return f"{said} {doubts.told(change.doubt)}".strip()


def moved(difference: float) -> str:
    """Return a difference in words; what is smaller than a quarter of a step is about the same."""
    if abs(difference) < ABOUT_THE_SAME:
        return _("ongeveer gelijk")
    words = {"gap": numbers.gap(abs(difference))}
    return _("%(gap)s hoger") % words if difference > 0 else _("%(gap)s lager") % words


def move(change: ThemeChange, pair: PairedTheme | None, names: Names, actions: Sequence[Action]) -> ThemeMove:
    """Return one theme with the actions of the earlier round."""
    return ThemeMove(
        letter=change.theme,
        name=names.theme(change.theme),
        sentence=sentence(change, names),
        same_people=same_people(pair) if pair else "",
        actions=tuple(end(action) for action in actions if action.theme == change.theme),
    )


def same_people(pair: PairedTheme) -> str:
    """Return how who took part twice moved, with the n of those people."""
    words = {
        "n": pair.n,
        "first": numbers.decimal(pair.first),
        "second": numbers.decimal(pair.second),
        "moved": moved(pair.difference),
    }
    return _("Wie twee keer meedeed (n = %(n)s): van %(first)s naar %(second)s, %(moved)s.") % words


def paired_words(progress: Progress) -> str:
    """Return how many people took part twice, came and left; nothing before that may be shown."""
    if progress.paired is None:
        return ""
    words = {
        "stayed": progress.paired.stayers,
        "came": progress.paired.newcomers,
        "left": progress.paired.leavers,
    }
    return (
        _(
            "%(stayed)s mensen deden twee keer mee met dezelfde code, %(came)s deden alleen nu mee en %(left)s alleen toen."
        )
        % words
    )


def became_of(actions: Sequence[Action]) -> Became:
    """Return what became of the actions of a round."""
    sentence = counted([one.status for one in actions]) if actions else ""
    return Became(sentence=sentence, actions=tuple(end(action) for action in actions))


def end(action: Action) -> ActionEnd:
    """Return what became of one action."""
    return ActionEnd(what=action.what, badge=badge(action), id=str(action.pk))
