"""A person's own answers beside the group's, in words and as a picture."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.charts import Dot, DotRow, dot_range
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.picture import Distribution, ItemPicture, Picture, Position, ThemePicture
from samenspraak.core.sheet import cell
from samenspraak.results.wording import numbers
from samenspraak.results.wording.charts import Drawing, dot, frame
from samenspraak.results.wording.findings import capitalised
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.pages import Figure, figure


@dataclass(frozen=True)
class OwnAnswer:
    """One question: what this person answered, and where the group stands; ``beside`` says which group."""

    text: str
    own: str
    group: Figure
    beside: str


@dataclass(frozen=True)
class OwnTheme:
    """One theme: where this person stands, where the group stands, and the statements."""

    letter: str
    name: str
    own: str
    group: Figure
    compared: str
    answers: tuple[OwnAnswer, ...]


def own_themes(sheet: str, picture: Picture, names: Names) -> tuple[OwnTheme, ...]:
    """Return every theme with this person's own place beside the group's; *sheet* may be empty."""
    return tuple(own_theme(theme, sheet, names) for theme in picture.themes)


def own_theme(theme: ThemePicture, sheet: str, names: Names) -> OwnTheme:
    """Return one theme."""
    steps = names.theme_steps(theme.theme)
    own = own_mean(theme, sheet, names)
    mean = theme.position.mean if theme.position else None
    return OwnTheme(
        letter=theme.theme,
        name=names.theme(theme.theme),
        own=numbers.position(own, steps) if own is not None else "",
        group=figure(theme.position, steps),
        compared=compared(own, mean),
        answers=tuple(own_answer(item, theme, sheet, names) for item in theme.items),
    )


def own_mean(theme: ThemePicture, sheet: str, names: Names) -> float | None:
    """Return the mean step of a person's own answers to the statements of a theme."""
    items = [item.item for item in theme.items if item.kind == "ordinal"]
    cells = [own_cell(item, sheet, names) for item in items]
    chosen = [CODES.index(one) + 1 for one in cells if one and one in CODES]
    return sum(chosen) / len(chosen) if chosen else None


def own_cell(item_id: str, sheet: str, names: Names) -> str:
    """Return a person's own mark; nothing without a sheet."""
    return cell(sheet, names.questions, names.questions.item(item_id)) if sheet else ""


def compared(own: float | None, mean: float | None) -> str:
    """Say how a person's own place compares with the group's."""
    if own is None or mean is None:
        return ""
    if abs(own - mean) < numbers.NEAR:
        return _("Jij staat ongeveer waar de groep staat.")
    words = {"gap": numbers.gap(abs(own - mean))}
    if own > mean:
        return _("Jij staat %(gap)s hoger dan de groep.") % words
    return _("Jij staat %(gap)s lager dan de groep.") % words


def own_answer(item: ItemPicture, theme: ThemePicture, sheet: str, names: Names) -> OwnAnswer:
    """Return one statement."""
    mark = own_cell(item.item, sheet, names)
    guessed = names.guessed(item.item)
    return OwnAnswer(
        text=capitalised(names.item(item.item)),
        own=names.shown(item.item, mark) if mark else "",
        group=figure(said(item, theme, names), names.steps(item.item)),
        beside=_("%(group)s zelf") % {"group": guessed} if guessed else _("De groep"),
    )


def said(item: ItemPicture, theme: ThemePicture, names: Names) -> Distribution | Position | None:
    """Return the figure that stands beside an own answer: of a guess, where the guessed group puts the theme."""
    guessed = names.questions.item(item.item).of_group
    return theme.groups.get(names.plan.display_of(guessed) or "") if guessed else item.total


def own_drawing(sheet: str, picture: Picture, names: Names) -> Drawing | None:
    """Return this person and the group on every theme; None when nothing of it is shown."""
    shown = [theme for theme in picture.themes if theme.position]
    if not shown:
        return None
    rows = [own_row(theme, sheet, names) for theme in shown]
    steps = names.theme_steps(shown[0].theme)
    said = _("Per thema waar jij staat en waar de groep staat. De tabel noemt alle getallen.")
    title = _("Jij en de groep") if sheet else _("De groep")
    return Drawing(
        draw=lambda shape: dot_range(rows, steps=steps, frame=shape),
        frame=frame("own", title, said, names),
    )


def own_row(theme: ThemePicture, sheet: str, names: Names) -> DotRow:
    """Return one theme as a row."""
    dots = [dot(_("De groep"), theme.position)]
    own = own_mean(theme, sheet, names)
    if sheet:
        dots.insert(0, Dot(group=_("Jij"), value=own))
    return DotRow(name=f"{theme.theme} {names.theme(theme.theme)}", dots=tuple(dots))
