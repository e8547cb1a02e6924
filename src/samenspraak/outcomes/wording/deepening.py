"""Stop 4 in words: every theme on a line, one theme as a page, and two texts beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenspraak.core.charts import Spoke, theme_wheel
from samenspraak.core.parts import Inspiration, Theme
from samenspraak.core.spheres import sphere_picture
from samenspraak.outcomes.models import JointPosition, Note
from samenspraak.outcomes.queries.standing import Standing, ThemeStanding
from samenspraak.outcomes.wording.actions import Badge, badge
from samenspraak.outcomes.wording.conflicts import Conflict
from samenspraak.outcomes.wording.positions import Place, StepRow, place_of, step_rows, step_words
from samenspraak.results.wording import charts, findings
from samenspraak.results.wording.cards import CardLine
from samenspraak.results.wording.charts import Drawing, frame
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.pages import Telling
from samenspraak.results.wording.spheres import Spheres, spheres_of

Choice = tuple[str, str]


@dataclass(frozen=True)
class ThemeLine:
    """One theme in the overview."""

    letter: str
    name: str
    place: Place
    has_notes: bool
    actions: int
    is_first: bool
    is_placed: bool


@dataclass(frozen=True)
class ActionMention:
    """An action of a theme, as its page mentions it."""

    id: str
    what: str
    owner: str
    badge: Badge


@dataclass(frozen=True)
class Example:
    """An example from elsewhere, with where it comes from."""

    title: str
    text: str
    source: str
    url: str


@dataclass(frozen=True)
class ThemePage:
    """One theme, ready to be shown."""

    letter: str
    name: str
    introduction: str
    place: Place
    sentences: tuple[findings.Sentence, ...]
    between: Drawing | None
    spreads: tuple[Drawing, ...]
    cards: tuple[CardLine, ...]
    counts: Drawing | None
    is_placed: bool
    remarks: tuple[str, ...]
    minutes: int
    question: str
    examples: tuple[Example, ...]
    actions: tuple[ActionMention, ...]
    previous: ThemeLine | None
    next: ThemeLine | None


def theme_lines(standing: Standing, names: Names) -> tuple[ThemeLine, ...]:
    """Return every theme on one line."""
    return tuple(theme_line(one, standing, names) for one in standing.themes)


def theme_line(theme: ThemeStanding, standing: Standing, names: Names) -> ThemeLine:
    """Return one theme on one line."""
    return ThemeLine(
        letter=theme.theme.id,
        name=names.theme(theme.theme.id),
        place=place_of(theme, names),
        has_notes=theme.has_notes,
        actions=len(theme.actions),
        is_first=standing.first == theme.theme.id,
        is_placed=theme.is_placed,
    )


def theme_page(standing: Standing, theme: ThemeStanding, names: Names) -> ThemePage:
    """Return one theme as a page."""
    lines, cards = theme_lines(standing, names), cards_of(standing, names)
    here = next(place for place, line in enumerate(lines) if line.letter == theme.theme.id)
    return ThemePage(
        letter=theme.theme.id,
        name=names.theme(theme.theme.id),
        introduction=theme.theme.introduction.to(names.language),
        place=place_of(theme, names),
        sentences=sentences_of(standing, theme, names),
        between=between_groups(standing, theme, names),
        spreads=spreads_of(standing, theme, names),
        cards=cards.of_theme(theme.theme.id) if cards else (),
        counts=cards.counts_of(theme.theme.id) if cards else None,
        is_placed=theme.is_placed,
        remarks=theme.remarks,
        minutes=theme.part.minutes if theme.part else 0,
        question=findings.question(theme.topic.finding, names) if theme.topic else "",
        examples=tuple(example(one, names) for one in theme.theme.inspiration),
        actions=tuple(
            ActionMention(id=str(one.pk), what=one.what, owner=one.owner, badge=badge(one))
            for one in theme.actions
        ),
        previous=lines[here - 1] if here else None,
        next=lines[here + 1] if here + 1 < len(lines) else None,
    )


def sentences_of(standing: Standing, theme: ThemeStanding, names: Names) -> tuple[findings.Sentence, ...]:
    """Return what the picture says about one theme."""
    if standing.picture is None or theme.picture is None:
        return ()
    about = Telling(picture=standing.picture, names=names).about(theme.picture)
    return findings.sentences(about, names)


def between_groups(standing: Standing, theme: ThemeStanding, names: Names) -> Drawing | None:
    """Return where each group stands on the statements of one theme."""
    if standing.picture is None or theme.picture is None:
        return None
    return charts.groups_per_statement(theme.picture, standing.picture, names)


def spreads_of(standing: Standing, theme: ThemeStanding, names: Names) -> tuple[Drawing, ...]:
    """Return how the answers to each question of one theme are spread."""
    if standing.picture is None or theme.picture is None:
        return ()
    items = [item for item in theme.picture.items if not item.card]
    return tuple(charts.spread(item, standing.picture, names) for item in items)


def cards_of(standing: Standing, names: Names) -> Spheres | None:
    """Return where people put their cards; None before there is a picture, and without cards."""
    if standing.picture is None:
        return None
    placed = sphere_picture(standing.picture, standing.questions)
    return spheres_of(placed, standing.picture, names)


def example(one: Inspiration, names: Names) -> Example:
    """Return an example with its source in words."""
    source = one.source
    parts = [source.publisher or "", source.title, str(source.year or "")]
    return Example(
        title=one.title.to(names.language),
        text=one.text.to(names.language),
        source=", ".join(part for part in parts if part),
        url=source.url or "",
    )


def step_choices(theme: ThemeStanding, names: Names) -> tuple[list[Choice], list[Choice]]:
    """Return the steps to choose from, for now with how everybody answered, for wanted with their words."""
    rows = step_rows(theme, names)
    now: list[Choice] = [(str(row.value), answered(row)) for row in rows]
    return now, [(str(row.value), f"{row.value}. {row.words}") for row in rows]


def answered(row: StepRow) -> SafeString:
    """Return a step with the share of the answers on it and the groups that stand there."""
    words = format_html("{}. {}", row.value, row.words)
    if row.share is None:
        return words
    width = f"{row.share * 100:.0f}"
    bar = format_html(
        '<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="share__rest" width="100" height="6"/><rect class="share__part" width="{}" height="6"/></svg>',
        width,
    )
    apart = row.share_words or _("niemand")
    said = format_html("<small>{} {}</small>", _("los van elkaar:"), apart)
    groups = format_html_join("", "<small>{}</small>", ((group,) for group in row.groups))
    return format_html("{}{}{}{}", words, bar, said, groups)


def destination(standing: Standing, names: Names) -> Drawing | None:
    """Return the wheel of where the group stands together, with where it wants to be as second outline."""
    placed = [one for one in standing.themes if one.is_placed]
    chosen = [one for one in placed if one.has_position]
    if not chosen or len(placed) not in charts.WHEEL_THEMES:
        return None
    spokes = [spoke(one, names) for one in placed]
    steps = names.position_steps
    said = "; ".join(f"{names.theme(one.theme.id)}: {place_in_words(one, steps)}" for one in chosen)
    shape = frame("destination", _("Waar staan jullie samen, en waar willen jullie heen?"), said, names)
    wanted = _("over twee jaar")
    return Drawing(
        draw=lambda layout: theme_wheel(spokes, steps=steps, frame=layout, second=wanted), frame=shape
    )


def place_in_words(theme: ThemeStanding, steps: Sequence[str]) -> str:
    """Return now and wanted of one theme for who cannot see the wheel."""
    now, wanted = step_words(theme.position.now, steps), step_words(theme.position.wanted, steps)
    if not wanted:
        return now
    return _("nu %(now)s; over twee jaar %(wanted)s") % {"now": now, "wanted": wanted}


def spoke(theme: ThemeStanding, names: Names) -> Spoke:
    """Return the joint position on one theme as a spoke."""
    position = theme.position
    return Spoke(
        letter=theme.theme.id,
        name=names.theme(theme.theme.id),
        value=position.now,
        second=position.wanted,
        certain=True,
        note="" if theme.has_position else _("nog niet gekozen"),
    )


def position_conflict(current: JointPosition, theme: Theme, names: Names, *, who: str) -> Conflict:
    """Return the joint position as it stands now, to show beside what was typed."""
    steps = names.theme_steps(theme.id)
    rows = (
        (_("Waar staan we nu?"), step_words(current.now, steps)),
        (_("Waar willen we over twee jaar staan?"), step_words(current.wanted, steps)),
        (_("Waarom?"), current.reason),
        (_("Welke voorbehouden blijven?"), current.reservations),
    )
    return Conflict(title=_("Gezamenlijke inschatting"), who=who, current=rows)


def note_conflict(current: Note, theme: Theme, names: Names, *, who: str) -> Conflict:
    """Return a note as it stands now, to show beside what was typed."""
    asked = {question.id: question.text.to(names.language) for question in theme.deepening}
    title = asked.get(current.question, _("Wat werd er verder gezegd?"))
    return Conflict(title=title, who=who, current=((_("Aantekening"), current.text),))
