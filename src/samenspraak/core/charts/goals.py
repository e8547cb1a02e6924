"""What people expect against how feasible they find it: a bar and a place on a scale per goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenspraak.core.charts import drawing, numbers
from samenspraak.core.charts.chart import Chart, Frame
from samenspraak.core.charts.dots import Track
from samenspraak.core.charts.lettering import text_width, wrapped
from samenspraak.core.charts.palette import GRID, INK, PAPER, SUBTLE, position_colour

NAMES = 190
BARS = 262
GAP = 24
COUNT = 112
BAR = 18
RADIUS = 8


@dataclass(frozen=True)
class ExpectedGoal:
    """One goal: its share over all cards, and how feasible it is where it is expected most (1 … steps).

    ``feasible`` None: no card of which this is expected most, or too few people; ``note`` says which. *low* and
    *high* are the lowest and the highest of its cards.
    """

    name: str
    share: float
    n: int
    feasible: float | None = None
    low: float | None = None
    high: float | None = None
    certain: bool = True
    note: str = ""


@dataclass(frozen=True)
class GoalWords:
    """The heads of both columns and of the column of names in the table."""

    goal: str
    share: str
    feasible: str


@dataclass(frozen=True)
class Ground:
    """Where both columns are drawn: bars from *left* to *left + width* for a share of *most*, then the scale."""

    left: float
    width: float
    most: float
    track: Track


def expected_goals(
    goals: Sequence[ExpectedGoal], *, steps: Sequence[str], words: GoalWords, frame: Frame
) -> Chart:
    """Draw per goal how often it is expected, and beside it how feasible; *steps* names the scale from low up."""
    ground = ground_for(goals, len(steps), frame)
    parts, top = drawn_heads(steps, words, ground, frame)
    for goal in goals:
        drawn, height = drawn_goal(goal, ground, frame, top)
        parts.append(drawn)
        top += height
    keys, tall = drawing.legend(legend_keys(goals, frame), 0, top + 6, width=frame.width)
    svg = drawing.picture(frame, [*parts, keys], height=top + 6 + tall)
    header, rows = table(goals, words, frame)
    return Chart(svg, frame.title, frame.description, header, rows)


def ground_for(goals: Sequence[ExpectedGoal], steps: int, frame: Frame) -> Ground:
    """Return where bars and scale are drawn: beside the names, or under them on a phone."""
    most = max((goal.share for goal in goals), default=0) or 1
    if frame.layout == "wide":
        left = NAMES + BARS + GAP
        return Ground(NAMES, BARS - COUNT, most, Track(left + 12, frame.width - 14, steps))
    return Ground(0, frame.width - COUNT, most, Track(14, frame.width - 14, steps))


def drawn_heads(
    steps: Sequence[str], words: GoalWords, ground: Ground, frame: Frame
) -> tuple[list[str], float]:
    """Return the heads of the columns with the ends of the scale, and where the first goal begins."""
    track = ground.track
    if frame.layout == "narrow":
        keys = [drawing.Key(drawing.swatch(SUBTLE), words.share), drawing.Key(dot(), words.feasible)]
        drawn, tall = drawing.legend(keys, 0, 0, width=frame.width)
        return [drawn, ends(steps, track, tall + 16)], tall + 28
    return [
        drawing.text(words.share, ground.left, 14, size=13, bold=True),
        drawing.text(words.feasible, track.left - 12, 14, size=13, bold=True),
        ends(steps, track, 34),
    ], 48


def dot() -> str:
    """Return the mark of a place on the scale, of no one in particular."""
    return drawing.tag("circle", r=7, fill=GRID, stroke=INK, stroke_width=1.25)


def ends(steps: Sequence[str], track: Track, base: float) -> str:
    """Return the words of both ends of the scale."""
    room = (track.right - track.left + 24) / 2 - 6
    low, high = (wrapped(words, width=room, size=12, lines=1) for words in (steps[0], steps[-1]))
    return drawing.paragraph(low, track.left - 12, base, size=12, fill=SUBTLE) + drawing.paragraph(
        high, track.right + 12, base, size=12, fill=SUBTLE, anchor="end"
    )


def drawn_goal(goal: ExpectedGoal, ground: Ground, frame: Frame, top: float) -> tuple[str, float]:
    """Return one goal and its height."""
    line = drawing.tag("path", d=f"M0 {top:.1f}H{frame.width}", stroke=GRID, stroke_width=1)
    if frame.layout == "wide":
        lines = wrapped(goal.name, width=NAMES - 18, size=drawing.BODY, lines=3)
        height = max(38, len(lines) * drawing.BODY * drawing.LINE + 14)
        middle = top + height / 2
        first = middle + 5 - (len(lines) - 1) * drawing.BODY * drawing.LINE / 2
        name = drawing.paragraph(lines, 0, first)
        return line + name + bar(goal, ground, middle) + place(goal, ground, middle, frame), height
    lines = wrapped(goal.name, width=frame.width, size=drawing.BODY, bold=True, lines=3)
    below = top + 10 + len(lines) * drawing.BODY * drawing.LINE
    name = drawing.paragraph(lines, 0, top + 20, bold=True)
    shown = bar(goal, ground, below + BAR / 2 + 2) + place(goal, ground, below + BAR + 22, frame)
    return line + name + shown, below + BAR + 40 - top


def bar(goal: ExpectedGoal, ground: Ground, middle: float) -> str:
    """Return how often a goal is expected, with its percentage."""
    width = ground.width * goal.share / ground.most
    drawn = drawing.tag(
        "rect", x=ground.left, y=middle - BAR / 2, width=max(width, 1.5), height=BAR, rx=2, fill=SUBTLE
    )
    share, x = numbers.percent(goal.share), ground.left + width + 7
    count = x + text_width(share, size=13, bold=True) + 8
    said = drawing.text(share, x, middle + 5, size=13, bold=True)
    return drawn + said + drawing.text(numbers.people(goal.n), count, middle + 5, size=12, fill=SUBTLE)


def place(goal: ExpectedGoal, ground: Ground, middle: float, frame: Frame) -> str:
    """Return how feasible a goal is on the scale; in words where that is not known."""
    track = ground.track
    if goal.feasible is None:
        words = wrapped(goal.note or frame.words.hidden, width=track.right - track.left + 24, size=12.5)
        return drawing.paragraph(words, track.left - 12, middle + 5, size=12.5, fill=SUBTLE)
    steps = "".join(
        drawing.tag("circle", cx=track.at(step), cy=middle, r=2, fill=GRID)
        for step in range(1, track.steps + 1)
    )
    rail = drawing.tag(
        "path", d=f"M{track.left:.1f} {middle:.1f}H{track.right:.1f}", stroke=GRID, stroke_width=2
    )
    x = track.at(goal.feasible)
    return rail + steps + reach(goal, track, middle) + mark(goal, x, middle, track.steps)


def reach(goal: ExpectedGoal, track: Track, middle: float) -> str:
    """Return the line from the least to the most feasible card of this goal."""
    if goal.low is None or goal.high is None or goal.low == goal.high:
        return ""
    low, high = track.at(goal.low), track.at(goal.high)
    return drawing.tag("path", d=f"M{low:.1f} {middle:.1f}H{high:.1f}", stroke=SUBTLE, stroke_width=3)


def mark(goal: ExpectedGoal, x: float, y: float, steps: int) -> str:
    """Return the dot of a goal: coloured by its place where that is sure, open and dashed where it is not (P9)."""
    if not goal.certain or goal.feasible is None:
        return drawing.tag(
            "circle", cx=x, cy=y, r=RADIUS, fill=PAPER, stroke=INK, stroke_width=1.75, stroke_dasharray="3 2"
        )
    fill = position_colour(goal.feasible, steps)
    return drawing.tag("circle", cx=x, cy=y, r=RADIUS, fill=fill, stroke=INK, stroke_width=1.25)


def legend_keys(goals: Sequence[ExpectedGoal], frame: Frame) -> list[drawing.Key]:
    """Return what an open dot means, where there is one."""
    if not any(goal.feasible is not None and not goal.certain for goal in goals):
        return []
    unsure = drawing.tag("circle", r=7, fill=PAPER, stroke=INK, stroke_width=1.75, stroke_dasharray="3 2")
    return [drawing.Key(unsure, frame.words.uncertain)]


def table(
    goals: Sequence[ExpectedGoal], words: GoalWords, frame: Frame
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return a line per goal."""
    header = (words.goal, words.share, words.feasible, frame.words.people, frame.words.remark)
    return header, tuple(line(goal, frame) for goal in goals)


def line(goal: ExpectedGoal, frame: Frame) -> tuple[str, ...]:
    """Return one goal as a line of the table."""
    feasible = numbers.decimal(goal.feasible, frame.words.language)
    known = "" if goal.certain else frame.words.uncertain
    remark = known if goal.feasible is not None else goal.note or frame.words.hidden
    return (goal.name, numbers.percent(goal.share), feasible, numbers.count(goal.n), remark)
