"""What was done with it, for whoever took part: in plain words, without names of participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samenspraak.conversations.models import Round
from samenspraak.core.picture import Finding
from samenspraak.outcomes.models import Action
from samenspraak.outcomes.queries.delimiting import Delimiting
from samenspraak.outcomes.queries.standing import Standing, ThemeStanding
from samenspraak.outcomes.wording.delimiting import agreed_words, section_line
from samenspraak.outcomes.wording.positions import step_words
from samenspraak.results.wording.findings import Sentence, sentences
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.own import OwnTheme, own_themes

Status = Action.Status
SAID = (("strength",), ("concern",), ("counted", "differ"))
MOST_SENTENCES = 3


@dataclass(frozen=True)
class DoneAction:
    """One action as participants see it: the owner only when that owner said yes, an address never."""

    what: str
    word: str
    kind: str
    state: str


@dataclass(frozen=True)
class DoneTheme:
    """One theme: one's own place, the group's, what the group chose, and what happens."""

    letter: str
    name: str
    own: OwnTheme | None
    now: str
    wanted: str
    reason: str
    reservations: str
    actions: tuple[DoneAction, ...]


@dataclass(frozen=True)
class DonePassage:
    """One section of the delimitation, as the group wrote it."""

    title: str
    lines: tuple[str, ...]
    stance: str
    reason: str
    reservations: str


@dataclass(frozen=True)
class DonePage:
    """The whole page."""

    said: tuple[Sentence, ...]
    decided: tuple[DoneTheme, ...]
    undecided: str
    passages: tuple[DonePassage, ...]
    agreed: str
    next_round: str
    next_code: str


def done_page(
    standing: Standing,
    names: Names,
    *,
    sees_picture: bool,
    sheet: str,
    following: Round | None,
    now: datetime,
    delimiting: Delimiting | None = None,
) -> DonePage:
    """Return the page; what the group said is in it only for who may see the picture (P8)."""
    owns = own_places(standing, names, sheet) if sees_picture else {}
    decided = [one for one in standing.themes if one.has_position or one.actions]
    undecided = [one for one in standing.themes if one not in decided and one.is_placed]
    return DonePage(
        said=said(standing, names) if sees_picture else (),
        decided=tuple(done_theme(one, names, owns.get(one.theme.id)) for one in decided),
        undecided=", ".join(names.theme(one.theme.id) for one in undecided),
        passages=passages(delimiting, names) if delimiting else (),
        agreed=agreed_words(delimiting) if delimiting else "",
        next_round=next_words(following, now),
        next_code=following.code if following and is_open(following, now) else "",
    )


def passages(found: Delimiting, names: Names) -> tuple[DonePassage, ...]:
    """Return the sections that the group itself wrote in this round: a draft is nobody's decision."""
    lines = [section_line(part, names) for part in found.written]
    return tuple(
        DonePassage(
            title=line.title,
            lines=line.lines,
            stance=line.stance,
            reason=line.reason,
            reservations=line.reservations,
        )
        for line in lines
    )


def said(standing: Standing, names: Names) -> tuple[Sentence, ...]:
    """Return the three sentences that say most: what stands strongest, what asks attention, what differs.

    Of cards that is first who counts one in and who does not.
    """
    if standing.picture is None:
        return ()
    found = standing.picture.findings
    first = [one for kinds in SAID if (one := first_of(kinds, found))]
    chosen = first + [one for one in found if one not in first]
    told = [one for one in sentences(chosen, names) if one.text]
    return tuple(told[:MOST_SENTENCES])


def first_of(kinds: Sequence[str], found: Sequence[Finding]) -> Finding | None:
    """Return the first finding of the first of these kinds that there is."""
    return next((one for kind in kinds for one in found if one.kind == kind), None)


def own_places(standing: Standing, names: Names, sheet: str) -> dict[str, OwnTheme]:
    """Return one's own place beside the group's per theme."""
    if standing.picture is None:
        return {}
    return {one.letter: one for one in own_themes(sheet, standing.picture, names)}


def done_theme(theme: ThemeStanding, names: Names, own: OwnTheme | None) -> DoneTheme:
    """Return one theme."""
    steps = names.theme_steps(theme.theme.id)
    return DoneTheme(
        letter=theme.theme.id,
        name=names.theme(theme.theme.id),
        own=own,
        now=step_words(theme.position.now, steps),
        wanted=step_words(theme.position.wanted, steps),
        reason=theme.position.reason,
        reservations=theme.position.reservations,
        actions=tuple(done_action(action) for action in theme.actions),
    )


def done_action(action: Action) -> DoneAction:
    """Return one action with its state in a word and, where there is more to say, a sentence."""
    word, kind = state(action)
    return DoneAction(what=action.what, word=word, kind=kind, state=who_and_when(action))


def state(action: Action) -> tuple[str, str]:
    """Return how an action stands in a word, and the shape that goes with it."""
    if action.status == Status.DONE:
        return _("Gedaan"), "done"
    if action.status == Status.STOPPED:
        return _("Gestopt"), "stopped"
    if action.status == Status.UNDERWAY:
        return _("Bezig"), "busy"
    if action.promised:
        return _("Afgesproken"), "busy"
    if action.owner and action.status != Status.HANDED_BACK:
        return _("Nog niet zeker wie het doet"), "open"
    return _("We zoeken nog iemand"), "open"


def who_and_when(action: Action) -> str:
    """Return who does an action and when it is finished; a name only of who said yes."""
    if action.is_finished or not action.promised or not action.owner:
        return ""
    words = {"owner": action.owner, "day": date_format(action.deadline, "j F Y") if action.deadline else ""}
    if action.deadline:
        return _("%(owner)s doet dit. Klaar op %(day)s.") % words
    return _("%(owner)s doet dit.") % words


def next_words(following: Round | None, now: datetime) -> str:
    """Say when people are asked again."""
    if following is None:
        return ""
    if is_open(following, now):
        return _("Er is een nieuwe ronde. Vul weer in, dan zien we wat er veranderde.")
    if following.status == Round.Status.CLOSED or following.closes_at <= now:
        return _("Er is later nog een ronde geweest.")
    day = date_format(localtime(following.opens_at), "j F Y")
    return _("De volgende ronde begint op %(day)s. Dan vragen we iedereen opnieuw.") % {"day": day}


def is_open(round: Round, now: datetime) -> bool:
    """Say whether people can answer a round now."""
    return round.status == Round.Status.OPEN and round.opens_at <= now < round.closes_at
