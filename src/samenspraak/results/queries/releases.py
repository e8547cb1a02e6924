"""Reads of what has been released: the only thing screens, files and reports may show of answers (P4)."""

from __future__ import annotations

from samenspraak.conversations.models import Round
from samenspraak.core.earlier import picture_from
from samenspraak.core.picture import Picture
from samenspraak.core.releasing import Ledger
from samenspraak.core.sheet import QuestionList
from samenspraak.results.models import Release, RoundLedger
from samenspraak.results.queries.people import people_of


def may_show(round: Round) -> bool:
    """Say whether the facilitator has revealed the answers or the round is closed (P8)."""
    return round.revealed or round.status == Round.Status.CLOSED


def latest_release(round: Round) -> Release | None:
    """Return the last release of a round, None when nothing has been shown yet."""
    last = Release.objects.filter(round=round).order_by("-number").first()
    if last is not None:
        last.round = round
    return last


def ledger_of(round: Round) -> Ledger | None:
    """Return what the disclosure guard knows of all releases of a round; None before the first."""
    kept = RoundLedger.objects.filter(round=round).first()
    return Ledger.model_validate(kept.ledger) if kept else None


def picture_of(release: Release) -> Picture:
    """Return the picture of a release; in a conversation by name with who answered what."""
    picture = picture_from(release.picture)
    if picture.mode == "protected":
        return picture
    return picture.model_copy(update={"people": people_of(release)})


def released_questions(picture: Picture, questions: QuestionList) -> set[str]:
    """Return the closed questions of which a picture shows something."""
    shown = {item.item for theme in picture.themes for item in theme.items if item.total}
    weighed = {theme.theme for theme in picture.themes if theme.importance}
    importance = {
        item.id
        for theme in questions.themes
        for item in theme.items
        if item.kind == "importance" and theme.id in weighed
    }
    return shown | importance


def visible_release(round: Round) -> Release | None:
    """Return what whoever sent a sheet may see now: the last release, after the reveal or the closing (P8)."""
    return latest_release(round) if may_show(round) else None


def is_released(round: Round) -> bool:
    """Say whether there is a picture."""
    return Release.objects.filter(round=round).exists()
