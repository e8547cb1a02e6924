"""Reads of a round as a whole: per theme what people answered apart, said together, and will do."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property

from samenspraak.conversations.models import Round
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.conversations.queries.rounds import questions_of
from samenspraak.core.disclosure import Plan
from samenspraak.core.opinions.picture import OpinionPicture
from samenspraak.core.parts import Theme
from samenspraak.core.picture import Picture, ThemePicture, Topic
from samenspraak.core.sheet import QuestionList
from samenspraak.core.timetable import Aim, Part
from samenspraak.outcomes.models import Action, JointPosition, Note
from samenspraak.outcomes.queries.agenda import agenda_actions
from samenspraak.results.models import Release
from samenspraak.results.queries.agendas import plan_of, timetable_of
from samenspraak.results.queries.opinions import opinions_of
from samenspraak.results.queries.releases import latest_release, picture_of
from samenspraak.results.queries.remarks import shown_remarks

WHOLE_THEME = ""


@dataclass(frozen=True)
class ThemeStanding:
    """One theme: the answers apart (``picture``), the position together, the notes and the actions.

    ``notes`` are by guiding question, WHOLE_THEME for the theme itself. What has not been written yet
    stands here as an empty row of version 0. ``topic`` is the theme as a topic of conversation, ``part`` its part
    of the agenda, if it has one.
    """

    theme: Theme
    picture: ThemePicture | None
    position: JointPosition
    notes: Mapping[str, Note]
    actions: tuple[Action, ...]
    topic: Topic | None
    part: Part | None
    remarks: tuple[str, ...]

    @property
    def has_notes(self) -> bool:
        """Say whether anything was written down about this theme."""
        return any(note.text for note in self.notes.values())

    @property
    def is_placed(self) -> bool:
        """Say whether the theme has questions that say where it stands, so that the group can say it too."""
        return any(item.kind == "ordinal" for item in self.theme.items)

    @property
    def has_position(self) -> bool:
        """Say whether the group has said where it stands."""
        return self.position.now is not None

    @property
    def gap(self) -> int | None:
        """Return how many steps lie between now and wanted."""
        if self.position.now is None or self.position.wanted is None:
            return None
        return self.position.wanted - self.position.now


@dataclass(frozen=True)
class Standing:
    """A whole round, read in a fixed number of queries."""

    round: Round
    questions: QuestionList
    plan: Plan
    release: Release | None
    picture: Picture | None
    themes: tuple[ThemeStanding, ...]
    together: tuple[str, ...]
    opinions: OpinionPicture | None

    @cached_property
    def first(self) -> str:
        """Return the theme to begin with: the first on the agenda without a position, else the first such."""
        ordered = sorted(self.themes, key=lambda one: one.part.starts if one.part else math.inf)
        undecided = {one.theme.id for one in self.themes if one.is_placed and not one.has_position}
        return next((one.theme.id for one in ordered if one.theme.id in undecided), "")

    def of(self, theme_id: str) -> ThemeStanding | None:
        """Return one theme; None when the round has no such theme."""
        return next((one for one in self.themes if one.theme.id == theme_id), None)


def standing_of(round: Round) -> Standing:
    """Return the whole of a round that has been opened."""
    questions = questions_of(round)
    release = latest_release(round)
    picture = picture_of(release) if release else None
    remarks = shown_remarks(release) if release else {}
    return Standing(
        round=round,
        questions=questions,
        plan=plan_for(round),
        release=release,
        picture=picture,
        themes=theme_standings(round, questions, picture, remarks),
        together=tuple(remarks.get("", ())),
        opinions=opinions_of(round) if release else None,
    )


def theme_standings(
    round: Round, questions: QuestionList, picture: Picture | None, remarks: Mapping[str, Iterable[str]]
) -> tuple[ThemeStanding, ...]:
    """Return every theme of the round."""
    pictures = {one.theme: one for one in picture.themes} if picture else {}
    topics = {one.theme: one for one in picture.topics} if picture else {}
    parts = timetable_of(picture, plan_of(round)).themes if picture else {}
    positions = {one.theme: one for one in JointPosition.objects.filter(round=round)}
    notes = notes_of(round)
    actions = actions_per_theme(round)
    return tuple(
        ThemeStanding(
            theme=theme,
            picture=pictures.get(theme.id),
            position=positions.get(theme.id) or JointPosition(round=round, theme=theme.id, version=0),
            notes=notes_for(theme, round, notes),
            actions=tuple(actions.get(theme.id, ())),
            topic=topics.get(theme.id),
            part=parts.get(theme.id),
            remarks=tuple(remarks.get(theme.id, ())),
        )
        for theme in questions.themes
    )


def aims_of(round: Round) -> dict[str, Aim]:
    """Return per theme where the group wants to be in two years, as far as it has said so."""
    said = JointPosition.objects.filter(round=round).values_list("theme", "now", "wanted")
    return {theme: Aim(wanted=wanted, now=now) for theme, now, wanted in said if wanted is not None}


def notes_of(round: Round) -> dict[tuple[str, str], Note]:
    """Return the notes of a round by theme and question."""
    return {(note.theme, note.question): note for note in Note.objects.filter(round=round)}


def notes_for(theme: Theme, round: Round, notes: Mapping[tuple[str, str], Note]) -> dict[str, Note]:
    """Return a note per guiding question of a theme, and one for the theme itself."""
    questions = [*(question.id for question in theme.deepening), WHOLE_THEME]
    return {
        question: notes.get((theme.id, question))
        or Note(round=round, theme=theme.id, question=question, version=0)
        for question in questions
    }


def actions_per_theme(round: Round) -> dict[str, list[Action]]:
    """Return the actions on the agenda of a round by theme."""
    grouped: dict[str, list[Action]] = defaultdict(list)
    for action in agenda_actions(round):
        grouped[action.theme].append(action)
    return grouped
