"""What a page says about a release: themes, groups and statements as lines of text with their drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.findings import weighed
from samenspraak.core.picture import Distribution, Finding, ItemPicture, Picture, Position, ThemePicture
from samenspraak.core.spheres import SpherePicture, sphere_picture
from samenspraak.results.wording import balance, cautions, charts, differences, doubts, numbers, perception
from samenspraak.results.wording.asking import Asking, asking
from samenspraak.results.wording.findings import Sentence, asked_of_some
from samenspraak.results.wording.names import Names


@dataclass(frozen=True)
class Figure:
    """Where people stand, in words: the position, its n, why it is uncertain, and how far it could move.

    ``reach`` says the last in short, for lists that explain it once.
    """

    words: str
    n: int | None
    doubt: str = ""
    interval: str = ""
    reach: str = ""


@dataclass(frozen=True)
class ThemeLine:
    """One theme in the list: everybody's figure, or that of one group beside it.

    ``position`` is None for a theme that only asks how people look at things.
    """

    letter: str
    name: str
    position: Figure | None
    importance: Figure | None
    beside: Figure | None = None


@dataclass(frozen=True)
class PersonAnswer:
    """One person's answer to one statement, in a conversation by name."""

    name: str
    answer: str


@dataclass(frozen=True)
class Statement:
    """One closed question with its drawing."""

    text: str
    figure: Figure
    drawing: charts.Drawing
    has_scale: bool = True
    compared: Sentence | None = None
    people: tuple[PersonAnswer, ...] = ()


@dataclass(frozen=True)
class GroupLine:
    """One display group: how many are in the picture, how many were expected, and why it is not shown."""

    key: str
    name: str
    n: int
    expected: int
    reason: str


@dataclass(frozen=True)
class Telling:
    """A picture with the names it needs, ready to be told."""

    picture: Picture
    names: Names

    @cached_property
    def themes(self) -> tuple[ThemeLine, ...]:
        """Return every theme with everybody's figure."""
        return tuple(theme_line(theme, self.names) for theme in self.picture.themes)

    @cached_property
    def groups(self) -> tuple[GroupLine, ...]:
        """Return every display group."""
        return tuple(group_line(display, self.picture, self.names) for display in self.names.displays)

    @property
    def has_reach(self) -> bool:
        """Say whether any theme could still move, so that a list must say what that means."""
        every = [line.position for line in self.themes if line.position]
        every += [line.beside for group in self.shown for line in self.beside(group.key) if line.beside]
        return any(figure.reach for figure in every)

    @property
    def hidden(self) -> str:
        """Return the groups that are not shown by themselves, as one enumeration."""
        return self.names.groups(charts.hidden_groups(self.picture, self.names))

    @property
    def hidden_reason(self) -> str:
        """Say why they are not."""
        return doubts.hidden(self.picture.k)

    @property
    def shown(self) -> tuple[GroupLine, ...]:
        """Return the display groups that are shown by themselves."""
        shown = charts.shown_groups(self.picture, self.names)
        return tuple(group for group in self.groups if group.key in shown)

    @property
    def cautions(self) -> tuple[str, ...]:
        """Return what to mind before relying on the picture."""
        return cautions.cautions(self.picture, self.names)

    @cached_property
    def balance(self) -> balance.Balance | None:
        """Return the order of the themes with every person equal and with every group equal."""
        return balance.balance(self.picture, self.names)

    @cached_property
    def minorities(self) -> tuple[Sentence, ...]:
        """Return the small groups that see a statement very differently."""
        return balance.minorities(self.picture, self.names)

    @cached_property
    def perceptions(self) -> tuple[perception.Perception, ...]:
        """Return where a group thinks wrongly what another would say."""
        return perception.noted(self.picture, self.names)

    def perceptions_of(self, theme: ThemePicture) -> perception.Perceptions | None:
        """Return what groups think of each other on one theme."""
        return perception.perceptions(theme.theme, self.picture, self.names)

    @property
    def tables(self) -> str:
        """Say how many sheets were filled in by a table together."""
        return (
            ngettext(
                "Eén antwoordblad is van een tafel samen; dat telt als één stem.",
                "%(tables)s antwoordbladen zijn van een tafel samen; elke tafel telt als één stem.",
                self.picture.tables,
            )
            % {"tables": self.picture.tables}
            if self.picture.tables
            else ""
        )

    @property
    def wheel(self) -> charts.Drawing | None:
        """Return the theme wheel."""
        return charts.wheel(self.picture, self.names)

    @property
    def places(self) -> charts.Drawing | None:
        """Return importance against position."""
        return charts.places(self.picture, self.names)

    @cached_property
    def asking(self) -> Asking:
        """Return what the position and the importance of a theme are called."""
        return asking(self.names)

    @cached_property
    def placed(self) -> SpherePicture | None:
        """Return where people put their cards; None for an instrument without cards."""
        return sphere_picture(self.picture, self.names.questions)

    @property
    def groups_per_theme(self) -> charts.Drawing | None:
        """Return where each group stands on every theme."""
        return charts.groups_per_theme(self.picture, self.names)

    @property
    def heat(self) -> charts.Drawing | None:
        """Return every theme per group in numbers."""
        return charts.heat(self.picture, self.names)

    @property
    def differing(self) -> tuple[Sentence, ...]:
        """Return on which themes groups differ, in sentences."""
        return differences.of_picture(self.picture, self.names)

    def differing_on(self, theme: ThemePicture) -> Sentence:
        """Say what everybody agrees on in one theme, and where the groups differ."""
        found = self.about(theme)
        agreed = [one for one in found if one.kind == "agree" and not asked_of_some(one, self.names)]
        statements = [self.names.told(one.item) for one in agreed[:2]]
        return differences.of_theme(theme, statements, self.names)

    def wheel_of(self, display: str) -> charts.Drawing | None:
        """Return the theme wheel of one display group; None when nothing of it is shown."""
        shown = display in charts.shown_groups(self.picture, self.names)
        return charts.wheel(self.picture, self.names, display=display) if shown else None

    def between_groups(self, theme: ThemePicture) -> charts.Drawing | None:
        """Return where each group stands on the statements of one theme."""
        return charts.groups_per_statement(theme, self.picture, self.names)

    @property
    def named(self) -> tuple[Statement, ...]:
        """Return every question with who answered what, in a conversation by name."""
        asked = (item for theme in self.picture.themes for item in theme.items if item.kind != "guess")
        told = (
            replace(statement(item, self.picture, self.names, ""), text=self.names.asked(item.item))
            for item in asked
        )
        return tuple(one for one in told if one.people)

    def about(self, theme: ThemePicture) -> list[Finding]:
        """Return everything that can be said of one theme, weightiest first."""
        own = [
            one for one in weighed(self.picture.themes, k=self.picture.k) if one.finding.theme == theme.theme
        ]
        return [one.finding for one in sorted(own, key=lambda one: -one.weight)]

    def beside(self, display: str) -> tuple[ThemeLine, ...]:
        """Return every theme with one group's figure beside everybody's."""
        return tuple(theme_line(theme, self.names, display=display) for theme in self.picture.themes)

    def statements(self, theme: ThemePicture, *, display: str = "") -> tuple[Statement, ...]:
        """Return the statements and choices of a theme; guesses and cards are told apart."""
        items = [item for item in theme.items if item.kind != "guess" and not item.card]
        return tuple(statement(item, self.picture, self.names, display) for item in items)


def theme_line(theme: ThemePicture, names: Names, *, display: str = "") -> ThemeLine:
    """Return one theme as a line."""
    steps = names.theme_steps(theme.theme)
    weights = names.theme_steps(theme.theme, "importance")
    return ThemeLine(
        letter=theme.theme,
        name=names.theme(theme.theme),
        position=figure(theme.position, steps) if steps else None,
        importance=figure(theme.importance, weights) if theme.importance else None,
        beside=figure(theme.groups.get(display), steps) if display and steps else None,
    )


def figure(value: Position | Distribution | None, steps: Sequence[str]) -> Figure:
    """Return a figure in words."""
    if value is None:
        return Figure(words=_("te weinig mensen om te laten zien"), n=None)
    return Figure(
        words=numbers.position(value.mean, steps),
        n=value.n,
        doubt=doubts.reason(value.doubt),
        interval=numbers.interval(value.mean, value.interval),
        reach=numbers.reach(value.mean, value.interval),
    )


def group_line(display: str, picture: Picture, names: Names) -> GroupLine:
    """Return one display group as a line."""
    return GroupLine(
        key=display,
        name=names.group(display),
        n=picture.group_sizes.get(display) or 0,
        expected=sum(group.expected for group in names.plan.groups if group.display == display),
        reason=why_hidden(display, picture, names),
    )


def why_hidden(display: str, picture: Picture, names: Names) -> str:
    """Say why a display group is not shown by itself; nothing when it is."""
    if display in charts.shown_groups(picture, names):
        return ""
    return doubts.hidden(picture.k) if picture.group_sizes.get(display) else _("er zijn nog geen antwoorden")


def statement(item: ItemPicture, picture: Picture, names: Names, display: str) -> Statement:
    """Return one closed question."""
    words = figure(item.total, names.steps(item.item))
    if item.kind == "choice" and item.total is not None:
        words = Figure(words=most_chosen(item.total, names.steps(item.item)), n=item.total.n)
    return Statement(
        text=names.item(item.item),
        figure=words,
        drawing=charts.spread(item, picture, names, display=display),
        has_scale=item.kind != "choice",
        compared=differences.said_of(item, display, names) if display else differences.said(item, names),
        people=people(item, picture, names),
    )


def most_chosen(total: Distribution, options: Sequence[str]) -> str:
    """Say which option of a choice was chosen most."""
    if not any(total.shares):
        return _("nog niet te zeggen")
    best = max(range(len(total.shares)), key=lambda place: total.shares[place])
    words = {"option": numbers.quoted(options[best]), "share": numbers.share(total.shares[best], total.n)}
    return _("meest gekozen: %(option)s (%(share)s)") % words


def people(item: ItemPicture, picture: Picture, names: Names) -> tuple[PersonAnswer, ...]:
    """Return who answered what, in a conversation by name."""
    kind = names.questions.item(item.item)
    return tuple(
        PersonAnswer(
            name=person.name or _("Iemand zonder naam"),
            answer=shown_cell(person.cells[item.item], kind.id, names),
        )
        for person in picture.people
        if person.cells.get(item.item)
    )


def shown_cell(cell: str, item_id: str, names: Names) -> str:
    """Return one answer in words."""
    return names.shown(item_id, cell) or _("niet ingevuld")
