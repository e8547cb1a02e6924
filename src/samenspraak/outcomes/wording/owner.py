"""The owner's own page in words: who asked, what can be answered, and thanks that say what happens next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.outcomes.models import Action, ActionStep
from samenspraak.outcomes.wording import actions
from samenspraak.results.wording.names import Names

Kind = ActionStep.Kind


@dataclass(frozen=True)
class AnswerPart:
    """One answer that needs words: its question, its button, and what was typed when it could not be kept."""

    kind: str
    title: str
    label: str
    help: str
    button: str
    typed: str
    error: str


def answer_part(kind: Kind, *, typed: str = "", error: str = "") -> AnswerPart:
    """Return the part of the page for one answer that needs words."""
    title, label, help_text, button = {
        Kind.PROGRESS: (
            _("Hoe gaat het?"),
            _("Vertel in een paar zinnen hoe het gaat"),
            _("Ook als het niet lukt. Dan kan iemand meedenken."),
            _("Laat weten hoe het gaat"),
        ),
        Kind.CHANGE_ASKED: (
            _("Ik wil iets anders afspreken"),
            _("Wat moet er anders?"),
            _("Bijvoorbeeld een andere datum, of hulp van iemand."),
            _("Stel dit voor"),
        ),
        Kind.HANDED_BACK: (
            _("Ik geef de afspraak terug"),
            _("Waarom geef je de afspraak terug?"),
            _("Dat mag altijd. De groep zoekt dan een andere trekker."),
            _("Geef de afspraak terug"),
        ),
    }[kind]
    return AnswerPart(kind.value, title, label, help_text, button, typed, error)


def asked_by(steps: Sequence[ActionStep]) -> str:
    """Return who asked the owner last, else who made the action."""
    asked = [step for step in steps if step.kind == Kind.ASKED and step.actor]
    made = [step for step in steps if step.kind == Kind.MADE and step.actor]
    last = [*made, *asked][-1:]
    return str(last[0].actor) if last else ""


def facts(action: Action, names: Names) -> tuple[actions.Fact, ...]:
    """Return what was agreed, the theme first."""
    theme = actions.Fact(_("Thema"), actions.theme_name(action.theme, names))
    return (theme, *actions.facts(action, names.questions.instrument, names.language))


def thanks(kind: str) -> str:
    """Return thanks that say what happens next."""
    return {
        Kind.ACCEPTED: _(
            "Dank je wel. Je staat nu als trekker op de agenda. Via deze link laat je weten hoe het gaat."
        ),
        Kind.CHANGE_ASKED: _("Dank je wel. De gespreksleider ziet je voorstel en komt erop terug."),
        Kind.HANDED_BACK: _("Dank je wel voor je eerlijkheid. De groep zoekt een andere trekker."),
        Kind.PROGRESS: _("Dank je wel. De gespreksleider ziet hoe het gaat."),
        Kind.DONE: _("Wat goed. De afspraak staat nu op ‘gedaan’."),
    }[Kind(kind)]
