"""The pictures of a release: which charts there are, what each says, and its words."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from samenspraak.core.charts import (
    Axes,
    Bar,
    Column,
    Dot,
    DotRow,
    Frame,
    Heat,
    HeatRow,
    Place,
    Spoke,
    Words,
    diverging_bars,
    dot_range,
    heat_table,
    importance_position,
    stacked_bars,
    theme_wheel,
)
from samenspraak.core.picture import Distribution, ItemPicture, Picture, Position, ThemePicture
from samenspraak.delivery.drawn import Drawing as Drawing
from samenspraak.results.wording import numbers
from samenspraak.results.wording.asking import asking
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.numbers import quoted

WHEEL_THEMES = range(3, 10)
MOST_GROUPS = 8
HEAT_THEMES = range(1, 10)


def chart_words(names: Names) -> Words:
    """Return the words every chart writes."""
    return Words(
        language=names.language,
        theme=_("Thema"),
        row=_("Onderdeel"),
        group=_("Groep"),
        position=_("Plaats op de schaal"),
        unknown=_("Weet ik niet"),
        people=_("Aantal mensen (n)"),
        remark=_("Opmerking"),
        uncertain=_("onzeker"),
        hidden=_("niet apart te zien"),
    )


def frame(key: str, title: str, description: str, names: Names) -> Frame:
    """Return the frame of one chart."""
    return Frame(key=key, title=title, description=description, words=chart_words(names))


def wheel(picture: Picture, names: Names, *, display: str = "") -> Drawing | None:
    """Return the theme wheel of everybody, or of one display group with everybody as second outline.

    None with too few or too many themes for a wheel.
    """
    themes = positioned(picture, names)
    if len(themes) not in WHEEL_THEMES:
        return None
    spokes = [spoke(theme, names, display) for theme in themes]
    steps = names.position_steps
    said = "; ".join(f"{one.name}: {numbers.position(one.value, steps)}" for one in spokes)
    title = asking(names).themes
    if display:
        title = _("%(group)s en iedereen, per thema") % {"group": names.group(display)}
    return Drawing(
        draw=lambda shape: theme_wheel(spokes, steps=steps, frame=shape, second=_("iedereen")),
        frame=frame(f"wheel-{display}", title, said, names),
    )


def positioned(picture: Picture, names: Names) -> tuple[ThemePicture, ...]:
    """Return the themes that have a position; one that only asks how people look at things has none."""
    return tuple(theme for theme in picture.themes if names.has_position(theme.theme))


def spoke(theme: ThemePicture, names: Names, display: str) -> Spoke:
    """Return one theme of the wheel."""
    position = theme.groups.get(display) if display else theme.position
    return Spoke(
        letter=theme.theme,
        name=names.theme(theme.theme),
        value=position.mean if position else None,
        n=position.n if position else None,
        certain=is_certain(position),
        second=theme.position.mean if display and theme.position else None,
        note=_("niemand koos een stap") if position else "",
    )


def places(picture: Picture, names: Names) -> Drawing | None:
    """Return importance against position; None when importance was not asked."""
    themes, words = positioned(picture, names), asking(names)
    if not any(theme.importance for theme in themes):
        return None
    axes = Axes(
        position=words.axis,
        position_steps=len(names.position_steps),
        importance=words.weight_axis,
        importance_steps=len(names.first_steps("importance")),
        quadrants=words.quadrants,
    )
    dots = [place(theme, names) for theme in themes]
    said = _("Per thema twee cijfers: %(position)s, en %(weight)s. De tabel noemt alle getallen.")
    told = said % {"position": words.axis, "weight": words.weight_axis}
    return Drawing(
        draw=lambda shape: importance_position(dots, axes=axes, frame=shape),
        frame=frame("places", words.places, told, names),
    )


def place(theme: ThemePicture, names: Names) -> Place:
    """Return one theme by position and importance."""
    return Place(
        letter=theme.theme,
        name=names.theme(theme.theme),
        position=theme.position.mean if theme.position else None,
        importance=theme.importance.mean if theme.importance else None,
        n=theme.position.n if theme.position else None,
        certain=is_certain(theme.position),
    )


def groups_per_theme(picture: Picture, names: Names) -> Drawing | None:
    """Return where each shown group stands on every theme; None with fewer than two shown groups."""
    shown = shown_groups(picture, names)
    if len(shown) not in range(2, MOST_GROUPS + 1):
        return None
    rows = [
        DotRow(
            name=f"{theme.theme} {names.theme(theme.theme)}",
            dots=tuple(dot(names.group(display), theme.groups.get(display)) for display in shown),
        )
        for theme in positioned(picture, names)
    ]
    steps = names.position_steps
    said = _("Per thema waar elke groep staat. De tabel noemt alle getallen.")
    return Drawing(
        draw=lambda shape: dot_range(rows, steps=steps, frame=shape),
        frame=frame("groups", _("Waar verschillen de groepen?"), said, names),
    )


def groups_per_statement(theme: ThemePicture, picture: Picture, names: Names) -> Drawing | None:
    """Return where each shown group stands on the statements of one theme; None with fewer than two."""
    shown = shown_groups(picture, names)
    items = [item for item in theme.items if item.kind == "ordinal"]
    if len(shown) not in range(2, MOST_GROUPS + 1) or not items:
        return None
    rows = [
        DotRow(
            name=names.item(item.item),
            dots=tuple(dot(names.group(display), item.groups.get(display)) for display in shown),
        )
        for item in items
    ]
    said = _("Per regel waar elke groep staat. De tabel noemt alle getallen.")
    return Drawing(
        draw=lambda shape: dot_range(rows, steps=names.theme_steps(theme.theme), frame=shape),
        frame=frame(f"groups-{theme.theme}", asking(names).groups, said, names),
    )


def heat(picture: Picture, names: Names) -> Drawing | None:
    """Return every theme for everybody and each shown group, in numbers; None with fewer than two shown groups."""
    shown, themes = shown_groups(picture, names), positioned(picture, names)
    if len(shown) < 2 or len(themes) not in HEAT_THEMES:
        return None
    columns = [Column(theme.theme, names.theme(theme.theme)) for theme in themes]
    everybody = HeatRow(_("Iedereen"), tuple(heat_cell(theme.position) for theme in themes), whole=True)
    groups = [
        HeatRow(names.group(key), tuple(heat_cell(theme.groups.get(key)) for theme in themes))
        for key in shown
    ]
    steps = names.position_steps
    said = _("Per groep en per thema het gemiddelde. De tabel noemt dezelfde getallen.")
    return Drawing(
        draw=lambda shape: heat_table([everybody, *groups], columns, steps=steps, frame=shape),
        frame=frame("heat", _("Elk thema, per groep"), said, names),
    )


def heat_cell(value: Position | None) -> Heat:
    """Return one group on one theme."""
    if value is None:
        return Heat(value=None)
    return Heat(value=value.mean, n=value.n, certain=is_certain(value))


def dot(name: str, value: Position | Distribution | None) -> Dot:
    """Return one group on one row."""
    if value is None:
        return Dot(group=name, value=None)
    return Dot(group=name, value=value.mean, n=value.n, certain=is_certain(value))


def spread(item: ItemPicture, picture: Picture, names: Names, *, display: str = "") -> Drawing:
    """Return how the answers to one closed question are spread: everybody, and per display group.

    With one *display* group the answers stand around the middle of the scale, so that both can be compared.
    """
    displays = [display] if display else list(names.displays)
    bars = [bar(_("Iedereen"), item.total, whole=True, note=_("te weinig antwoorden"))]
    bars += [group_bar(item, key, names) for key in displays if picture.group_sizes.get(key)]
    steps = names.steps(item.item)
    draw = partial(stacked_bars, bars, steps=steps, numbered=item.kind != "choice")
    if display and item.kind == "ordinal":
        draw = partial(diverging_bars, bars, steps=steps, ends=(steps[0], steps[-1]))
    return Drawing(
        draw=lambda shape: draw(frame=shape),
        frame=frame(f"spread-{item.item}", quoted(names.item(item.item)), said_spread(item, names), names),
    )


def group_bar(item: ItemPicture, display: str, names: Names) -> Bar:
    """Return the row of one display group, or why it is empty."""
    note = "" if display in item.asked else _("niet gevraagd aan deze groep")
    return bar(names.group(display), item.groups.get(display), note=note)


def bar(name: str, spread: Distribution | None, *, whole: bool = False, note: str = "") -> Bar:
    """Return one distribution as a row."""
    if spread is None:
        return Bar(name=name, n=None, shares=None, whole=whole, note=note)
    return Bar(
        name=name,
        n=spread.n,
        shares=spread.shares,
        unknown=spread.unknown,
        certain=is_certain(spread),
        whole=whole,
    )


def said_spread(item: ItemPicture, names: Names) -> str:
    """Return what the bars of one question show, in words."""
    if item.total is None:
        return _("Te weinig antwoorden om te laten zien.")
    if item.total.mean is None:
        return _("De tabel noemt de verdeling.")
    words = {"position": numbers.position(item.total.mean, names.steps(item.item)), "n": item.total.n}
    return _("Gemiddeld: %(position)s (n = %(n)s). De tabel noemt de verdeling per groep.") % words


def is_certain(value: Position | Distribution | None) -> bool:
    """Say whether a figure may be drawn as certain (P9)."""
    return value is not None and value.certainty == "clear"


def shown_groups(picture: Picture, names: Names) -> list[str]:
    """Return the display groups of which something is shown, in the order of the plan."""
    every = [item.groups for theme in picture.themes for item in theme.items]
    every += [theme.importance_groups for theme in picture.themes]
    return [key for key in names.displays if any(groups.get(key) for groups in every)]


def hidden_groups(picture: Picture, names: Names) -> list[str]:
    """Return the display groups that answered and stay hidden."""
    shown = shown_groups(picture, names)
    return [key for key in names.displays if key not in shown and picture.group_sizes.get(key)]
