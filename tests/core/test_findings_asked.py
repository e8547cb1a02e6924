"""Agreement leads with what most people were asked, not with what one group was."""

from __future__ import annotations

from samenspraak.core.analysis import analyse
from samenspraak.core.releasing import Voice
from tests.core.rounds import QUESTIONS, plan_of, sheet, sheets_of

AUDIENCES = {"beleid": "gemeente", "uitvoering": "praktijk", "bewoners": "bewoners"}
PLAN = plan_of({"beleid": 6, "bewoners": 40}, audiences=AUDIENCES)


def test_a_statement_that_few_were_asked_does_not_lead() -> None:
    """Six officials agree to a person on A2, which residents are not asked; nearly everybody does on A1."""
    officials = [Voice("beleid", sheet(A1="3", A2="4", B1="1")) for _ in range(6)]
    residents = [Voice("bewoners", sheet(A1="3" if each else "4", B1="5")) for each in range(40)]

    picture = analyse(QUESTIONS, sheets_of([*officials, *residents]), PLAN)

    assert picture is not None
    agreed = [one.item for one in picture.findings if one.kind == "agree"]
    assert agreed == ["A1", "A2"]
