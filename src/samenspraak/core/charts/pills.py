"""A card as a pill: its name, how strong it is here at its end, and doubt in its edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samenspraak.core.charts import drawing
from samenspraak.core.charts.chart import Frame
from samenspraak.core.charts.lettering import text_width, wrapped
from samenspraak.core.charts.palette import INK, PALE, PAPER, SUBTLE, position_colour

Spot = Literal["inside", "edge", "outside", "rim", "unseen"]

DASHED = frozenset({"edge", "rim"})
GREY = frozenset({"outside", "unseen"})
COLOURED = frozenset({"inside", "edge"})

HEIGHT = 28.0
TALL = 44.0
GAP = 7.0
CAP = 20.0
END = 12.0
APART = 21.0
SMALL = 12.0


@dataclass(frozen=True)
class Pill:
    """One card: in which sphere it lies (None: in no one in particular), and how it stands there.

    *spot* "edge" is doubt about a card inside, "rim" about one outside; "unseen" is not shown. ``strength`` is None
    where that stays hidden, and not coloured where it is not ``certain``. ``differs`` marks a card that groups do
    not count in alike. ``note`` stands behind the name in small print, ``belongs`` in the table.
    """

    name: str
    spot: Spot
    sphere: int | None = None
    strength: float | None = None
    certain: bool = True
    n: int | None = None
    differs: bool = False
    note: str = ""
    belongs: str = ""

    @property
    def cap(self) -> float | None:
        """Return how strong this pill says it is; None outside the domes, and where that is not shown."""
        return self.strength if self.spot in COLOURED else None

    @property
    def is_hatched(self) -> bool:
        """Say whether how strong a card is stands on the picture, but is uncertain (P9)."""
        return self.cap is not None and not self.certain


@dataclass(frozen=True)
class Laid:
    """A pill with the lines of its name, as large as it is drawn."""

    pill: Pill
    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Return how high it is: a name that does not fit on one line has two."""
        return HEIGHT if len(self.lines) == 1 else TALL

    @property
    def words(self) -> float:
        """Return how wide its name is."""
        return max(text_width(line, size=self.size) for line in self.lines)

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.words + around(self.pill)


def around(pill: Pill) -> float:
    """Return how much of its width a pill needs besides its name."""
    note = text_width(pill.note, size=SMALL) + 7 if pill.note else 0
    return begin(pill) + note + END + (APART if pill.differs else 0)


def begin(pill: Pill) -> float:
    """Return how far from its left end the name of a pill begins."""
    return END if pill.cap is None else CAP + 7


def fit(pill: Pill, room: float, size: float) -> Laid:
    """Return the pill with its name on one line, or on two where a whole row is too narrow."""
    lines = wrapped(pill.name, width=room - around(pill), size=size, lines=2)
    return Laid(pill, tuple(lines), size)


def drawn(laid: Laid, left: float, top: float, steps: Sequence[str], frame: Frame) -> str:
    """Return one pill: its end coloured by strength, dashed where the group doubts, grey outside the domes."""
    pill, height = laid.pill, laid.height
    grey = pill.spot in GREY
    body = drawing.tag(
        "rect",
        x=left,
        y=top,
        width=laid.width,
        height=height,
        rx=HEIGHT / 2,
        fill=PALE if grey else PAPER,
        stroke=SUBTLE if grey else INK,
        stroke_width=1.75 if pill.spot in DASHED else 1,
        stroke_dasharray="5 3.5" if pill.spot in DASHED else None,
    )
    x, middle = left + begin(pill), top + height / 2
    first = middle + laid.size * 0.35 - (len(laid.lines) - 1) * 8
    fill = SUBTLE if grey else INK
    name = "".join(
        drawing.text(line, x, first + place * 16, size=laid.size, fill=fill)
        for place, line in enumerate(laid.lines)
    )
    note = (
        drawing.text(pill.note, x + laid.words + 7, middle + 4.5, size=SMALL, fill=SUBTLE)
        if pill.note
        else ""
    )
    differs = apart(left + laid.width - 19, middle) if pill.differs else ""
    return body + cap(laid, left, top, steps, frame) + name + note + differs


def apart(x: float, y: float) -> str:
    """Return the mark of a card that groups do not count in alike: a full and an open dot."""
    full = drawing.tag("circle", cx=x - 4.5, cy=y, r=4, fill=INK, stroke=INK, stroke_width=1.25)
    return full + drawing.tag("circle", cx=x + 4.5, cy=y, r=4, fill=PAPER, stroke=INK, stroke_width=1.25)


def cap(laid: Laid, left: float, top: float, steps: Sequence[str], frame: Frame) -> str:
    """Return the end of a pill that says how strong it is here; hatched where that is uncertain (P9)."""
    strength = laid.pill.cap
    if strength is None:
        return ""
    radius, right, bottom = HEIGHT / 2 - 3, left + CAP, top + laid.height - 3
    turn = left + 3 + radius
    path = (
        f"M{right:.1f} {top + 3:.1f}H{turn:.1f}A{radius} {radius} 0 0 0 {left + 3:.1f} {top + 3 + radius:.1f}"
        f"V{bottom - radius:.1f}A{radius} {radius} 0 0 0 {turn:.1f} {bottom:.1f}H{right:.1f}Z"
    )
    fill = position_colour(strength, len(steps)) if laid.pill.certain else drawing.hatching(frame)
    return drawing.tag("path", d=path, fill=fill, stroke=SUBTLE, stroke_width=0.75)
