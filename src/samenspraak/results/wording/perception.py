"""What a group thinks another group would say, against what that group says, in plain words and as a drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.charts import Dot, DotRow, dot_range
from samenspraak.core.picture import Picture
from samenspraak.core.standpoints import PerceptionGap
from samenspraak.results.wording import numbers
from samenspraak.results.wording.charts import Drawing, frame
from samenspraak.results.wording.names import Names

MOST = 4
NOTED = frozenset({"higher", "lower"})


@dataclass(frozen=True)
class Perception:
    """One guess in a sentence, with the people behind both figures; none where there are no figures."""

    text: str
    theme: str
    thought_n: int | None
    said_n: int | None


@dataclass(frozen=True)
class Perceptions:
    """The guesses of a theme in sentences, and as a drawing."""

    sentences: tuple[Perception, ...]
    drawing: Drawing


def perceptions(theme: str, picture: Picture, names: Names) -> Perceptions | None:
    """Return what groups think of each other on one theme; None when nobody was asked, or nothing may be shown."""
    own = [gap for gap in picture.perceptions if gap.theme == theme]
    if not own:
        return None
    return Perceptions(
        sentences=tuple(perception(gap, names) for gap in own), drawing=drawing(theme, own, names)
    )


def noted(picture: Picture, names: Names) -> tuple[Perception, ...]:
    """Return the guesses that are off, of all themes, the widest first."""
    off = [gap for gap in picture.perceptions if gap.verdict in NOTED]
    return tuple(perception(gap, names) for gap in sorted(off, key=lambda gap: -abs(gap.gap or 0))[:MOST])


def perception(gap: PerceptionGap, names: Names) -> Perception:
    """Return one guess as a sentence."""
    return Perception(
        text=SENTENCES[gap.verdict]() % words_of(gap, names),
        theme=gap.theme,
        thought_n=people(gap, gap.thought_n),
        said_n=people(gap, gap.said_n),
    )


def people(gap: PerceptionGap, n: int) -> int | None:
    """Return how many people a figure of a guess rests on; None where there is no figure (P4)."""
    return None if gap.verdict == "too few" else n


def words_of(gap: PerceptionGap, names: Names) -> dict[str, str]:
    """Return who guesses about whom, what was thought and said, and how far these lie apart."""
    steps = names.theme_steps(gap.theme)
    return {
        "guessing": names.group(gap.guessing),
        "about": names.group(gap.about),
        "thought": numbers.position(gap.thought, steps),
        "said": numbers.position(gap.said, steps),
        "gap": numbers.gap(abs(gap.gap or 0)),
    }


def higher() -> str:
    """Return the sentence for a guess that is too high."""
    return _(
        "De groep ‘%(guessing)s’ denkt dat de groep ‘%(about)s’ kiest: %(thought)s. "
        "Die groep zelf kiest lager: %(said)s. Dat scheelt %(gap)s."
    )


def lower() -> str:
    """Return the sentence for a guess that is too low."""
    return _(
        "De groep ‘%(guessing)s’ denkt dat de groep ‘%(about)s’ kiest: %(thought)s. "
        "Die groep zelf kiest hoger: %(said)s. Dat scheelt %(gap)s."
    )


def close() -> str:
    """Return the sentence for a guess that is right."""
    return _("De groep ‘%(guessing)s’ weet goed wat de groep ‘%(about)s’ kiest: %(said)s.")


def uncertain() -> str:
    """Return the sentence for a guess that may be right."""
    return _(
        "De groep ‘%(guessing)s’ denkt dat de groep ‘%(about)s’ kiest: %(thought)s. "
        "Die groep zelf kiest: %(said)s. Of dat echt verschilt, is onzeker: niet iedereen deed mee."
    )


def too_few() -> str:
    """Return the sentence for a guess by or about too few people."""
    return _(
        "Te weinig antwoorden om te zeggen of de groep ‘%(guessing)s’ weet wat de groep ‘%(about)s’ kiest."
    )


SENTENCES: dict[str, Callable[[], str]] = {
    "higher": higher,
    "lower": lower,
    "close": close,
    "uncertain": uncertain,
    "too few": too_few,
}


def drawing(theme: str, gaps: Sequence[PerceptionGap], names: Names) -> Drawing:
    """Return what was thought beside what was said, a row per guess."""
    rows = [row(gap, names) for gap in gaps]
    said = _("Per vermoeden wat de ene groep denkt en wat de andere zelf zegt. De tabel noemt alle getallen.")
    return Drawing(
        draw=lambda shape: dot_range(rows, steps=names.theme_steps(theme), frame=shape),
        frame=frame(f"perception-{theme}", _("Kennen jullie elkaars blik?"), said, names),
    )


def row(gap: PerceptionGap, names: Names) -> DotRow:
    """Return one guess as a row of two marks."""
    words = {"guessing": names.group(gap.guessing), "about": names.group(gap.about)}
    certain = gap.verdict != "uncertain"
    return DotRow(
        name=_("%(guessing)s over %(about)s") % words,
        dots=(
            Dot(
                group=_("wat de ene groep denkt"),
                value=gap.thought,
                n=people(gap, gap.thought_n),
                certain=certain,
            ),
            Dot(
                group=_("wat de andere groep zegt"),
                value=gap.said,
                n=people(gap, gap.said_n),
                certain=certain,
            ),
        ),
    )
