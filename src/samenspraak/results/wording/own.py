"""A person's own answers beside the group's, in words and as a picture."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.charts import Dot, DotRow, dot_range
from samenspraak.core.kinds.marks import CODES
from samenspraak.core.picture import Distribution, ItemPicture, Picture, Position, ThemePicture
from samenspraak.core.sheet import cell
from samenspraak.core.spheres import SpherePicture, sphere_picture
from samenspraak.results.wording import numbers
from samenspraak.results.wording.cards import OwnCard, own_card
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
    """One theme: where this person stands, where the group stands, and the statements or the cards.

    ``group`` is None for a theme that only asks how people look at things.
    """

    letter: str
    name: str
    own: str
    group: Figure | None
    compared: str
    answers: tuple[OwnAnswer, ...]
    cards: tuple[OwnCard, ...] = ()


def own_themes(sheet: str, picture: Picture, names: Names) -> tuple[OwnTheme, ...]:
    """Return every theme with this person's own place beside the group's; *sheet* may be empty."""
    placed = sphere_picture(picture, names.questions)
    return tuple(own_theme(theme, sheet, names, placed) for theme in picture.themes)


def own_theme(theme: ThemePicture, sheet: str, names: Names, placed: SpherePicture | None) -> OwnTheme:
    """Return one theme."""
    cards = placed.of_theme(theme.theme) if placed else ()
    steps = names.theme_steps(theme.theme)
    own = own_mean(theme, sheet, names)
    mean = theme.position.mean if theme.position else None
    return OwnTheme(
        letter=theme.theme,
        name=names.theme(theme.theme),
        own=numbers.position(own, steps) if own is not None else "",
        group=figure(theme.position, steps) if steps else None,
        compared=compared(own, mean, names),
        answers=tuple(own_answer(item, theme, sheet, names) for item in theme.items if not item.card),
        cards=tuple(own_card(card, sheet, names) for card in cards),
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


def compared(own: float | None, mean: float | None, names: Names) -> str:
    """Say how a person's own place compares with the group's."""
    if own is None or mean is None:
        return ""
    near, words = abs(own - mean) < numbers.NEAR, {"gap": numbers.gap(abs(own - mean))}
    if names.has_cards:
        return compared_strength(own, mean, words, near=near)
    if near:
        return _("Jij staat ongeveer waar de groep staat.")
    if own > mean:
        return _("Jij staat %(gap)s hoger dan de groep.") % words
    return _("Jij staat %(gap)s lager dan de groep.") % words


def compared_strength(own: float, mean: float, words: dict[str, str], *, near: bool) -> str:
    """Say how strong a person finds it here, against the group."""
    if near:
        return _("Jij vindt het hier ongeveer even sterk als de groep.")
    if own > mean:
        return _("Jij vindt het hier %(gap)s sterker dan de groep.") % words
    return _("Jij vindt het hier %(gap)s zwakker dan de groep.") % words


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
    steps = names.position_steps
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
