"""The conversation agenda in words: what happens when, why, and with which question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from samenspraak.core.findings import weighed
from samenspraak.core.picture import Finding, Picture, ThemePicture, Topic
from samenspraak.core.timetable import Ambition, Kind, Timetable
from samenspraak.core.timetable import Part as TimedPart
from samenspraak.core.topics import ranked
from samenspraak.results.wording import numbers
from samenspraak.results.wording.findings import CARD_KINDS, question, reason, sentence
from samenspraak.results.wording.names import Names

CHOICES = (60, 90, 150)
DAY = 24 * 60
HALF = 0.5


@dataclass(frozen=True)
class Line:
    """One theme within a part: its letter and name, what there is to say, and of how many people."""

    letter: str
    name: str
    text: str
    n: int = 0


@dataclass(frozen=True)
class CardTopic:
    """A card to talk about within a theme: why, with which question, and of how many people."""

    name: str
    explanation: str
    reason: str
    question: str
    n: int


@dataclass(frozen=True)
class Part:
    """One part of the meeting: when, for how long, about what."""

    kind: Kind
    when: str
    minutes: int
    title: str
    letter: str = ""
    reason: str = ""
    also: str = ""
    question: str = ""
    deeper: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    card: str = ""
    cards: tuple[CardTopic, ...] = ()
    n: int = 0

    @property
    def other_cards(self) -> tuple[CardTopic, ...]:
        """Return the cards to talk about besides the one of the reason and the question."""
        return tuple(one for one in self.cards if one.name != self.card)


@dataclass(frozen=True)
class Weight:
    """How a theme came to its place: three numbers from 0 to 1, and what they come to."""

    letter: str
    name: str
    importance: str
    difference: str
    uncertainty: str
    weight: str
    n: int


@dataclass(frozen=True)
class Agenda:
    """The whole meeting, the themes without a place, and what to know about the time.

    ``minutes`` is the time there is, ``length`` what the parts take together.
    """

    minutes: int
    length: int
    when: str
    parts: tuple[Part, ...]
    left_out: tuple[Line, ...]
    notes: tuple[str, ...]
    weights: tuple[Weight, ...]
    answers: tuple[str, ...] = ()

    @property
    def themes(self) -> tuple[Part, ...]:
        """Return the parts that are about one theme."""
        return tuple(part for part in self.parts if part.kind == "theme")

    @property
    def cards(self) -> tuple[CardTopic, ...]:
        """Return the cards to lay together, of all themes on the agenda."""
        return tuple(card for part in self.themes for card in part.cards)

    @property
    def future(self) -> Part | None:
        """Return the part about two years from now, unless it was left out."""
        return next((part for part in self.parts if part.kind == "future"), None)


@dataclass(frozen=True)
class Writer:
    """Writes one agenda: the topics of the picture, the names, and when the meeting begins."""

    topics: dict[str, Topic]
    names: Names
    starts_at: time | None
    cards: Mapping[str, tuple[CardTopic, ...]] = field(default_factory=dict)

    def when(self, starts: int, minutes: int) -> str:
        """Return from when until when: real times, or hours and minutes from the start."""
        return f"{self.clock(starts)}–{self.clock(starts + minutes)}"

    def clock(self, minute: int) -> str:
        """Return a moment of the meeting."""
        if self.starts_at is None:
            return f"{minute // 60}:{minute % 60:02}"
        passed = (self.starts_at.hour * 60 + self.starts_at.minute + minute) % DAY
        return str(time_format(time(passed // 60, passed % 60), "H:i"))

    def part(self, part: TimedPart, *, turn: int) -> Part:
        """Return one part of the meeting; *turn* counts the themes before it."""
        when = self.when(part.starts, part.minutes)
        if part.kind == "theme" and part.finding:
            return self.theme(part, part.finding, when=when, turn=turn)
        title, why, asked = FIXED[part.kind]()
        lines = self.lines(part)
        if part.kind == "future" and not lines:
            why = _(
                "Dit hebben jullie nog niet vastgelegd. Kies het nu samen, en leg het vast bij Verdiepen."
            )
        return Part(
            kind=part.kind,
            when=when,
            minutes=part.minutes,
            title=title,
            reason=why,
            question=asked,
            lines=lines,
        )

    def theme(self, part: TimedPart, finding: Finding, *, when: str, turn: int) -> Part:
        """Return one theme as a part of the meeting."""
        theme = part.themes[0]
        worst = self.topics[theme].concern and finding.kind != "concern"
        return Part(
            kind="theme",
            when=when,
            minutes=part.minutes,
            title=self.names.theme(theme),
            letter=theme,
            reason=reason(finding, self.names),
            also=_("Dit thema vraagt volgens het beeld ook de meeste aandacht.") if worst else "",
            question=question(finding, self.names, turn=turn),
            deeper=self.names.deepening(theme),
            card=card_name(finding, self.names),
            cards=self.cards.get(theme, ()),
            n=finding.n,
        )

    def lines(self, part: TimedPart) -> tuple[Line, ...]:
        """Return the themes of a part, each with what there is to say."""
        if part.kind == "future":
            return tuple(self.ambition(each) for each in part.ambitions)
        if part.kind == "celebrate":
            return tuple(self.praise(theme) for theme in part.themes)
        return tuple(self.standing(theme) for theme in part.themes)

    def praise(self, theme: str) -> Line:
        """Return what goes well: the theme as a whole, or else one statement of it."""
        topic = self.topics[theme]
        if topic.strong or topic.bright is None:
            return self.standing(theme)
        text = sentence(topic.bright, self.names).text
        return Line(letter=theme, name=self.names.theme(theme), text=text, n=topic.bright.n)

    def standing(self, theme: str) -> Line:
        """Return a theme with where the group stands."""
        topic = self.topics[theme]
        words = numbers.position(topic.now, self.names.theme_steps(theme))
        return Line(letter=theme, name=self.names.theme(theme), text=words, n=topic.n)

    def why(self, theme: str) -> Line:
        """Return a theme with the reason to talk about it."""
        finding = self.topics[theme].finding
        text = reason(finding, self.names)
        return Line(letter=theme, name=self.names.theme(theme), text=text, n=finding.n)

    def ambition(self, ambition: Ambition) -> Line:
        """Return one theme now and in two years."""
        steps = self.names.theme_steps(ambition.theme)
        words = {
            "now": numbers.position(ambition.now, steps),
            "wanted": numbers.position(ambition.wanted, steps),
            "gap": step_forward(ambition.gap),
        }
        name, topic = self.names.theme(ambition.theme), self.topics[ambition.theme]
        if ambition.together:
            said = _("Nu %(now)s, over twee jaar %(wanted)s: %(gap)s.")
            return Line(letter=ambition.theme, name=name, text=said % words)
        said = _("Nu volgens het beeld %(now)s, over twee jaar %(wanted)s: %(gap)s.")
        if topic.uncertainty > HALF:
            said = _("Nu volgens het beeld %(now)s (onzeker), over twee jaar %(wanted)s: %(gap)s.")
        return Line(letter=ambition.theme, name=name, text=said % words, n=topic.n)

    def weight(self, topic: Topic) -> Weight:
        """Return how a theme came to its place."""
        return Weight(
            letter=topic.theme,
            name=self.names.theme(topic.theme),
            importance=hundredths(topic.importance),
            difference=hundredths(topic.difference),
            uncertainty=hundredths(topic.uncertainty),
            weight=hundredths(topic.weight),
            n=topic.n,
        )


def agenda(picture: Picture, names: Names, timetable: Timetable, *, starts_at: time | None = None) -> Agenda:
    """Return the agenda in words."""
    writer = Writer(
        topics={one.theme: one for one in picture.topics},
        names=names,
        starts_at=starts_at,
        cards={theme.theme: card_topics(theme, picture, names) for theme in picture.themes},
    )
    before = [
        sum(one.kind == "theme" for one in timetable.parts[:place]) for place in range(len(timetable.parts))
    ]
    ends = timetable.parts[-1].starts + timetable.parts[-1].minutes
    return Agenda(
        minutes=timetable.minutes,
        length=ends,
        when=writer.when(0, ends) if starts_at else "",
        parts=tuple(writer.part(part, turn=turn) for part, turn in zip(timetable.parts, before, strict=True)),
        left_out=tuple(writer.why(theme) for theme in timetable.left_out),
        notes=notes(timetable, writer),
        weights=tuple(writer.weight(topic) for topic in ranked(picture.topics)),
        answers=names.card_answers,
    )


def card_topics(theme: ThemePicture, picture: Picture, names: Names) -> tuple[CardTopic, ...]:
    """Return the cards of a theme that groups do not count in alike or that are open, weightiest first."""
    own = [one for one in weighed((theme,), k=picture.k) if one.finding.kind in CARD_KINDS]
    ordered = sorted(own, key=lambda one: (one.finding.kind != "counted", -one.weight))
    return tuple(card_topic(one.finding, names, turn=turn) for turn, one in enumerate(ordered))


def card_topic(finding: Finding, names: Names, *, turn: int) -> CardTopic:
    """Return one card to talk about."""
    card = names.questions.card_of(names.questions.item(finding.item))
    explanation = card.item.explanation if card else None
    return CardTopic(
        name=card_name(finding, names),
        explanation=explanation.to(names.language) if explanation else "",
        reason=sentence(finding, names).text,
        question=question(finding, names, turn=turn),
        n=finding.n,
    )


def card_name(finding: Finding, names: Names) -> str:
    """Return the name of the card a finding is about; nothing when it is about none."""
    card = names.questions.card_of(names.questions.item(finding.item)) if finding.item else None
    return names.card(card.id) if card and finding.kind in CARD_KINDS else ""


def notes(timetable: Timetable, writer: Writer) -> tuple[str, ...]:
    """Say what to know about the time, and about themes that fell out."""
    return tuple(note for note in (time_note(timetable), *theme_notes(timetable, writer)) if note)


def time_note(timetable: Timetable) -> str:
    """Say by how much the agenda is too long or too short."""
    words = {"minutes": timetable.minutes, "over": timetable.over, "spare": timetable.spare}
    if timetable.over:
        return (
            _(
                "Deze indeling duurt %(over)s minuten langer dan de %(minutes)s minuten die jullie hebben. "
                "Kort een thema in, of haal er een weg."
            )
            % words
        )
    if timetable.spare:
        return _("Er blijven nog %(spare)s van de %(minutes)s minuten over.") % words
    return ""


def theme_notes(timetable: Timetable, writer: Writer) -> list[str]:
    """Say which themes fell out of the facilitator's own order, and whether the worst one has no place."""
    gone = [
        _("Thema %(theme)s stond in jullie indeling, maar het beeld laat er niets meer van zien.")
        % {"theme": f"{theme}, {writer.names.theme(theme)},"}
        for theme in timetable.unheard
    ]
    worst = [theme for theme in timetable.left_out if writer.topics[theme].concern]
    told = _("Thema %(theme)s vraagt volgens het beeld de meeste aandacht, maar heeft nu geen plek.")
    return [*gone, *(told % {"theme": f"{theme}, {writer.names.theme(theme)}"} for theme in worst)]


def step_forward(gap: float) -> str:
    """Return how far it is from now to what is wanted, in words."""
    if not round(gap * 2):
        return _("vasthouden wat er is")
    words = {"gap": numbers.gap(abs(gap))}
    return _("%(gap)s vooruit") % words if gap > 0 else _("%(gap)s terug") % words


def hundredths(value: float) -> str:
    """Return a number from 0 to 1 in hundredths, as people compare percentages."""
    return str(round(value * 100))


def welcome() -> tuple[str, str, str]:
    """Return how the meeting begins: title, what to do, question."""
    return (
        _("Welkom, en samen naar het beeld kijken"),
        _("Lees de zinnen van het beeld hardop voor. Laat mensen eerst reageren, nog zonder discussie."),
        _("Wat herken je, en wat verrast je?"),
    )


def celebrate() -> tuple[str, str, str]:
    """Return how to stand still at what goes well."""
    return (
        _("Wat gaat goed"),
        _("Begin met waar jullie trots op kunnen zijn: dit staat in de bovenste helft van de schaal."),
        _("Wie vertelt een voorbeeld, en aan wie is dat te danken?"),
    )


def short() -> tuple[str, str, str]:
    """Return what needs little time."""
    return (
        _("Dit kan kort: hier zijn jullie het eens"),
        _("Lees het voor, en ga door als niemand iets mist."),
        _("Klopt dit met wat inwoners merken?"),
    )


def future() -> tuple[str, str, str]:
    """Return where to be in two years."""
    return (
        _("Waar willen jullie over twee jaar staan?"),
        _("Dit kozen jullie samen. De grootste stap vooruit staat bovenaan."),
        _("Wat is er nodig om die stap te zetten?"),
    )


def close() -> tuple[str, str, str]:
    """Return how the meeting ends."""
    return (
        _("Afronden: wat nemen jullie mee?"),
        _(
            "Kies wat jullie gaan afspreken, en wie daarbij nodig is. Zeg wanneer de deelnemers weer iets horen."
        ),
        _("Wat is het ene dat over een jaar anders moet zijn?"),
    )


FIXED: dict[Kind, Callable[[], tuple[str, str, str]]] = {
    "welcome": welcome,
    "celebrate": celebrate,
    "short": short,
    "future": future,
    "close": close,
}


def title_of(kind: Kind) -> str:
    """Return the title of a part that is about no single theme."""
    return FIXED[kind]()[0]
