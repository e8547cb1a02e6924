"""What an organisation reads about itself through its link."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samenspraak.socialbase.models import Actor, Tie
from samenspraak.socialbase.queries.entries import TieLine
from samenspraak.socialbase.queries.map import Entry
from samenspraak.socialbase.wording.entries import Fact, group_words, listed, topic_words, works_in
from samenspraak.socialbase.wording.ties import FROM_TARGET


def own_facts(entry: Entry, names: Mapping[str, str]) -> list[Fact]:
    """Return what the map says of them; what is empty says so, for they may fill it in."""
    empty = _("nog niet ingevuld")
    return [
        Fact(_("Wat jullie doen"), entry.does or empty),
        Fact(_("Voor wie"), listed(group_words(entry.target_groups)) or empty),
        Fact(_("Waar het over gaat"), listed(topic_words(entry.topics)) or empty),
        Fact(_("Waar jullie werken"), works_in(entry, names)),
        Fact(_("Plek"), entry.place or empty),
        Fact(_("Website"), entry.website or empty),
    ]


def tie_question(line: TieLine, actor: Actor) -> str:
    """Return a tie as a sentence about them, to say yes or no to."""
    kind = Tie.Kind(line.tie.kind)
    says = kind.label if line.outgoing else FROM_TARGET[kind]
    return f"{actor.name} {says} {line.other.name}"
