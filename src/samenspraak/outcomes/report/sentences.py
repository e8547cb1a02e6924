"""What the picture says, for readers who were not there: about the participants, not to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samenspraak.core.picture import Finding, Position
from samenspraak.results.wording import doubts, findings, numbers
from samenspraak.results.wording.names import Names


def told(found: Iterable[Finding], names: Names, *, most: int = 99) -> tuple[str, ...]:
    """Return findings as sentences with their n; a finding without words is left out."""
    sentences = (with_n(sentence(one, names), one.n) for one in found)
    return tuple(one for one in sentences if one)[:most]


def sentence(finding: Finding, names: Names) -> str:
    """Return one finding as a sentence about the participants."""
    if finding.kind in {"agree", "split"} and findings.asked_of_some(finding, names):
        return findings.sentence(finding, names).text
    if finding.kind == "agree":
        words = {
            "subject": findings.subject(finding, names),
            "position": numbers.position(finding.value, names.steps(finding.item)),
        }
        return _("Over %(subject)s zijn de deelnemers het eens: %(position)s.") % words
    if finding.kind == "split":
        subject = findings.subject(finding, names)
        return _("Over %(subject)s zijn de deelnemers verdeeld: sommigen kiezen laag, anderen hoog.") % {
            "subject": subject
        }
    if finding.kind == "divided":
        words = {
            "card": findings.subject(finding, names),
            "people": numbers.share_of_people(finding.value or 0, finding.n),
        }
        said = _(
            "Over %(card)s zijn de deelnemers verdeeld: volgens %(people)s hoort het erbij, volgens anderen niet."
        )
        return said % words
    return findings.sentence(finding, names).text


def with_n(text: str, n: int) -> str:
    """Return a sentence with the number of people behind it."""
    return f"{text} (n = {n})" if text and n else text


def position_sentence(position: Position, steps: tuple[str, ...]) -> str:
    """Return where the participants, apart from each other, put a theme."""
    words = {
        "words": numbers.position(position.mean, steps),
        "mean": numbers.decimal(position.mean),
        "n": position.n,
    }
    said = _("Los van elkaar komen de deelnemers gemiddeld uit op %(mean)s: %(words)s (n = %(n)s).") % words
    if position.mean is None:
        said = _("Los van elkaar koos niemand hier een stap (n = %(n)s).") % words
    reach = findings.capitalised(numbers.interval(position.mean, position.interval))
    return " ".join(part for part in (said, reach and f"{reach}.", doubts.told(position.doubt)) if part)
