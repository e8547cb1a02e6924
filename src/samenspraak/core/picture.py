"""The shared picture as one frozen value: what a release shows, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from samenspraak.core.frozen import Certainty, Frozen
from samenspraak.core.standpoints import Minority, PerceptionGap, Weighings

Doubt = Literal["", "split", "thin", "unknown"]
QualityKind = Literal["straight", "unknown", "coverage", "channel"]
Verdict = Literal["difference", "no clear difference", "too few"]


class Interval(Frozen):
    """From where to where a figure may lie (95 %), as if those who are missing would answer alike."""

    low: float
    high: float


class Distribution(Frozen):
    """How one set of at least k people answered one ordinal, importance or choice item.

    ``n`` people answered, "weet ik niet" included. ``shares`` are shares of those who took a
    position, one per step (0 … 1; in tenths below twenty people, else in hundredths; empty when
    nobody did); ``unknown`` is the share of n that said "weet ik niet". ``mean`` (one decimal) and
    ``median`` count steps from 1, without "weet ik niet"; ``agreement`` is van der Eijk's A
    (−1 … 1); a choice has none of the three. ``coverage`` is n as a share of the people expected
    who get this question (None when none were expected). ``certainty`` is "uncertain" where the
    group is split or thin (P9), with the reason in ``doubt``. ``interval`` is that of the mean (core.intervals),
    None when nobody is missing. ``consensus`` and ``polarisation`` (core.dispersion) stand beside agreement.
    """

    n: int
    shares: tuple[float, ...]
    unknown: float
    mean: float | None
    median: float | None
    agreement: float | None
    certainty: Certainty
    doubt: Doubt
    coverage: float | None = None
    interval: Interval | None = None
    consensus: float | None = None
    polarisation: float | None = None


class GroupDifference(Frozen):
    """Whether the groups differ on one statement, and which two lie furthest apart (core.comparing).

    ``high`` stands above ``low``; one of them is "" where a group stands apart from all others. Their means have
    one decimal; both are None, and so is ``delta`` (Cliff's delta, 0 … 1), where nothing could be compared.
    ``q`` (0 … 1) is the share of false alarms to expect. ``n`` took a position.
    """

    verdict: Verdict
    low: str = ""
    high: str = ""
    low_mean: float | None = None
    high_mean: float | None = None
    delta: float | None = None
    q: float | None = None
    n: int = 0


class ItemPicture(Frozen):
    """One item: everybody together, and each display group; None where it stays hidden.

    ``asked`` has the display groups with somebody who gets this question; the others are None too.
    ``difference`` says whether the groups differ; only on a statement, and on whether a card belongs. Of a question
    about a card, ``card`` is that card and ``facet`` which of its questions (core.cards).
    """

    item: str
    kind: str
    total: Distribution | None
    groups: Mapping[str, Distribution | None]
    asked: tuple[str, ...] = ()
    difference: GroupDifference | None = None
    card: str = ""
    facet: str = ""


class Position(Frozen):
    """Where a set of people puts a theme: the mean of its statements' means, on the scale's steps.

    Only statements shown for this set count. ``n`` is the largest number of people over those
    statements, ``coverage`` the largest coverage. ``mean`` has one decimal. ``interval`` is that
    of the mean, None when nobody is missing.
    """

    n: int
    mean: float | None
    certainty: Certainty
    doubt: Doubt
    coverage: float | None = None
    interval: Interval | None = None


class ThemePicture(Frozen):
    """One theme: position and importance, everybody and per display group, and its other items.

    ``agreement`` is the mean agreement of everybody over its statements.
    """

    theme: str
    position: Position | None
    groups: Mapping[str, Position | None]
    importance: Distribution | None
    importance_groups: Mapping[str, Distribution | None]
    agreement: float | None
    items: tuple[ItemPicture, ...]


class Finding(Frozen):
    """Something worth saying: a kind and its values; results.wording makes it a sentence.

    Kinds: "agree" (item; value = mean), "differ" (item, low and high display group with their
    means, "" for all others; value = gap in steps), "split" (item; value = agreement), "strength" (the theme that
    stands strongest; value = position), "concern" (the theme that asks for most attention; value =
    position), "unknown" (item; value = share), "alike" (theme; value = position), "hidden" (low = a
    display group nothing is shown of), and of a topic only: "open" (theme: nothing stands out). Of whether a card
    belongs (item; values = shares that count it in): "counted" (groups differ: ``high`` counts it in more),
    "divided" (some count it in, others out), "doubted" (neither clearly in nor out).
    """

    kind: str
    theme: str = ""
    item: str = ""
    low: str = ""
    high: str = ""
    low_value: float | None = None
    high_value: float | None = None
    value: float | None = None
    n: int = 0


class Topic(Frozen):
    """A theme as a topic of conversation (core.topics); ``now`` is its mean in steps, of ``n`` people.

    All other numbers are 0 … 1. ``weight`` is importance × difference × (1 + uncertainty) / 2. ``agreed`` themes can
    be short, ``strong`` ones go well, and the one with ``concern`` asks for most attention. ``height`` is the
    position on its scale. ``finding`` says why to talk about it; ``bright`` is the statement of it that goes well
    and that the group agrees on, if there is one.
    """

    theme: str
    importance: float
    difference: float
    uncertainty: float
    weight: float
    agreed: bool
    strong: bool
    concern: bool
    height: float
    now: float | None
    n: int
    finding: Finding
    bright: Finding | None = None


class QualityNote(Frozen):
    """Something to know before relying on a picture: a kind, a share (0 … 1) of n, and from where it is a note.

    "straight" (sheets with the same step for every statement of a scale, out of those with at least
    eight positions on it), "unknown" ("weet ik niet" out of all answers to closed questions; n is the
    number of sheets), "coverage" (sheets received out of n expected; subject = display group, "" = everybody),
    "channel" (sheets that came by one channel, the subject, out of n).
    """

    kind: QualityKind
    share: float
    n: int
    threshold: float
    subject: str = ""


class Named(Frozen):
    """One person in named mode: who, in which display group, and what was answered (item id → cell)."""

    name: str
    group: str | None
    cells: Mapping[str, str]


class Picture(Frozen):
    """The shared picture: one frozen value in which small groups are already hidden.

    ``n`` sheets of which ``tables`` are of a table together (one voice each); ``group_sizes`` has
    the sheets received per display group, which may always be shown (P4). ``positions_weighed`` and
    ``importance_weighed`` have the themes with every person equal and with every group equal, None where there is
    nothing to put in order.
    """

    core_version: str
    questions: str
    k: int
    mode: Literal["protected", "named"]
    expected: int
    n: int
    tables: int
    group_sizes: Mapping[str, int | None]
    themes: tuple[ThemePicture, ...]
    findings: tuple[Finding, ...]
    topics: tuple[Topic, ...]
    people: tuple[Named, ...] = ()
    notes: tuple[QualityNote, ...] = ()
    positions_weighed: Weighings | None = None
    importance_weighed: Weighings | None = None
    minorities: tuple[Minority, ...] = ()
    perceptions: tuple[PerceptionGap, ...] = ()
