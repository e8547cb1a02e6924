"""Reads of what a round promises: the plan, frozen when it opens, and what it will show."""

from __future__ import annotations

from samenspraak.conversations.models import Conversation, Round, StakeholderGroup
from samenspraak.core.disclosure import Plan, PlannedGroup


def active_groups(conversation: Conversation) -> list[StakeholderGroup]:
    """Return the groups that take part in the next round to open, in order."""
    return list(conversation.groups.filter(active=True))


def plan_of(conversation: Conversation) -> Plan:
    """Return the plan as the conversation stands now."""
    groups = active_groups(conversation)
    protected = conversation.mode == Conversation.Mode.PROTECTED
    return Plan(
        k=conversation.k if protected else 1,
        mode="protected" if protected else "named",
        groups=tuple(planned(group) for group in groups),
        displays={group.display: group.display_name for group in groups},
    )


def planned(group: StakeholderGroup) -> PlannedGroup:
    """Return one group as the plan keeps it."""
    return PlannedGroup(
        key=group.key,
        name=group.name,
        audience=group.audience,
        expected=group.expected,
        display=group.display,
    )


def plan_for(round: Round) -> Plan:
    """Return what this round promised, or in a draft what it will promise."""
    return Plan.model_validate(round.plan) if round.plan else plan_of(round.conversation)
