"""Findings in sentences: where you stand, agree, differ, and what you do not know."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.core.picture import Finding, Picture
from samenspraak.results.wording import numbers
from samenspraak.results.wording.names import Names

STANDING = frozenset({"strength", "concern"})
AGREEING = frozenset({"agree", "alike"})
DIFFERING = frozenset({"differ", "split", "counted", "divided", "doubted"})
NOT_KNOWING = frozenset({"unknown"})
CARD_KINDS = frozenset({"counted", "divided", "doubted"})
WORDED = STANDING | AGREEING | DIFFERING | NOT_KNOWING


@dataclass(frozen=True)
class Sentence:
    """One finding in words, with the theme it belongs to and the number of people behind it."""

    text: str
    theme: str = ""
    n: int = 0


@dataclass(frozen=True)
class Story:
    """The findings of a picture in the order people ask for them."""

    standing: tuple[Sentence, ...]
    agreeing: tuple[Sentence, ...]
    differing: tuple[Sentence, ...]
    not_knowing: tuple[Sentence, ...]


def story(picture: Picture, names: Names) -> Story:
    """Return the sentences of a picture."""
    return Story(
        standing=sentences(picture.findings, names, kinds=STANDING),
        agreeing=sentences(picture.findings, names, kinds=AGREEING),
        differing=sentences(picture.findings, names, kinds=DIFFERING),
        not_knowing=sentences(picture.findings, names, kinds=NOT_KNOWING),
    )


def sentences(
    findings: Iterable[Finding], names: Names, *, kinds: Container[str] = WORDED
) -> tuple[Sentence, ...]:
    """Return the findings of some kinds as sentences."""
    return tuple(sentence(one, names) for one in findings if one.kind in kinds)


def sentence(finding: Finding, names: Names) -> Sentence:
    """Return one finding as a sentence; a kind this version cannot word says nothing."""
    words = SENTENCES.get(finding.kind)
    return Sentence(text=words(finding, names) if words else "", theme=finding.theme, n=finding.n)


def agree(finding: Finding, names: Names) -> str:
    """Say on which statement the answers lie close together, and whether everybody was asked."""
    words = {
        "statement": names.told(finding.item),
        "position": numbers.position(finding.value, names.steps(finding.item)),
    }
    if asked_of_some(finding, names):
        return _("Wie de vraag kreeg, is het eens over %(statement)s: %(position)s.") % words
    return _("Over %(statement)s zijn jullie het eens: %(position)s.") % words


def asked_of_some(finding: Finding, names: Names) -> bool:
    """Say whether the statement of a finding was asked of some groups only: "jullie" is not everybody then."""
    return bool(finding.item) and bool(names.questions.item(finding.item).audience)


def differ(finding: Finding, names: Names) -> str:
    """Say which two groups (or a group and all others) differ on a statement, how far, and where each stands."""
    steps = names.steps(finding.item)
    words = {
        "statement": names.told(finding.item),
        "gap": capitalised(numbers.gap(finding.value)),
        "low": capitalised(who(finding.low, names)),
        "high": capitalised(who(finding.high, names)),
        "low_position": numbers.position(finding.low_value, steps),
        "high_position": numbers.position(finding.high_value, steps),
    }
    return (
        _("%(gap)s verschil over %(statement)s. %(low)s: %(low_position)s. %(high)s: %(high_position)s.")
        % words
    )


def split(finding: Finding, names: Names) -> str:
    """Say that the answers to a statement lie far apart, and whether everybody was asked."""
    words = {"subject": subject(finding, names)}
    if asked_of_some(finding, names):
        return (
            _("Wie de vraag kreeg, is verdeeld over %(subject)s: sommigen kiezen laag, anderen hoog.") % words
        )
    return _("Over %(subject)s zijn jullie verdeeld: sommigen kiezen laag, anderen hoog.") % words


def counted(finding: Finding, names: Names) -> str:
    """Say which two groups do not count a card in alike, and how much each does."""
    words = {
        "card": names.told(finding.item),
        "high": who(finding.high, names),
        "low": who(finding.low, names),
    }
    if finding.high_value is None or finding.low_value is None:
        return _("Hoort %(card)s erbij? Bij %(high)s zegt een groter deel ja dan bij %(low)s.") % words
    words |= {"yes": numbers.tenths(finding.high_value), "less": numbers.tenths(finding.low_value)}
    return _("Hoort %(card)s erbij? Ja, volgens %(yes)s bij %(high)s en %(less)s bij %(low)s.") % words


def divided(finding: Finding, names: Names) -> str:
    """Say that some count a card in and others leave it out."""
    words = open_words(finding, names)
    return (
        _("Over %(card)s zijn jullie verdeeld: volgens %(people)s hoort het erbij, volgens anderen niet.")
        % words
    )


def doubted(finding: Finding, names: Names) -> str:
    """Say that it is open whether a card belongs."""
    words = open_words(finding, names)
    return (
        _("Of %(card)s erbij hoort, is nog open: volgens %(people)s wel, en veel mensen twijfelen.") % words
    )


def open_words(finding: Finding, names: Names) -> dict[str, str]:
    """Return a card and which part of the people counts it in."""
    people = numbers.share_of_people(finding.value or 0, finding.n)
    return {"card": names.told(finding.item), "people": people}


def strength(finding: Finding, names: Names) -> str:
    """Say which theme stands strongest."""
    return _("Het thema %(theme)s staat het sterkst: %(position)s.") % theme_words(finding, names)


def concern(finding: Finding, names: Names) -> str:
    """Say which theme asks for attention."""
    return _("Het thema %(theme)s vraagt de meeste aandacht: %(position)s.") % theme_words(finding, names)


def unknown(finding: Finding, names: Names) -> str:
    """Say how many people did not know."""
    people = numbers.share_of_people(finding.value or 0, finding.n)
    words = {"people": people, "subject": subject(finding, names)}
    return _("‘Weet ik niet’ was het antwoord van %(people)s bij %(subject)s.") % words


def alike(finding: Finding, names: Names) -> str:
    """Say that the groups stand in the same place."""
    return _("Over het thema %(theme)s denken de groepen ongeveer hetzelfde.") % {
        "theme": names.theme(finding.theme)
    }


def nothing_stands_out(finding: Finding, names: Names) -> str:
    """Say that a theme is worth talking about as it is."""
    return _("Bij het thema %(theme)s springt niets eruit.") % {"theme": names.theme(finding.theme)}


def theme_words(finding: Finding, names: Names) -> dict[str, str]:
    """Return a theme with its position."""
    position = numbers.position(finding.value, names.theme_steps(finding.theme))
    return {"theme": names.theme(finding.theme), "position": position}


def subject(finding: Finding, names: Names) -> str:
    """Return what a finding is about: its statement, else its theme."""
    return names.told(finding.item) if finding.item else names.theme(finding.theme)


def who(display: str, names: Names) -> str:
    """Return the name of a display group, or of everybody who is not in the other one."""
    return names.group(display) if display else _("de anderen")


def capitalised(words: str) -> str:
    """Return *words* as the beginning of a sentence; Dutch writes "Eén" there, without the first accent."""
    return words[:1].upper().replace("É", "E") + words[1:]


def reason(finding: Finding, names: Names) -> str:
    """Say why a theme is on the conversation agenda; its question names the groups and where they stand."""
    if finding.kind != "differ" or finding.value is None:
        return sentence(finding, names).text
    words = {
        "gap": capitalised(numbers.gap(finding.value)),
        "statement": names.told(finding.item),
    }
    return _("%(gap)s verschil over %(statement)s.") % words


def card_of(finding: Finding, names: Names) -> str:
    """Return the card a finding is about, in quotes; nothing when it is about none."""
    return names.told(finding.item) if finding.kind in CARD_KINDS else ""


def question(finding: Finding, names: Names, *, turn: int = 0) -> str:
    """Return the question with which the table starts; *turn* varies it from theme to theme."""
    words = {"low": who(finding.low, names), "high": who(finding.high, names)}
    words["card"] = card_of(finding, names)
    choices = QUESTIONS.get(finding.kind, open_questions)()
    if finding.kind == "differ":
        words |= positions_of(finding, names)
        apart = words["low_position"] != words["high_position"]
        choices = position_questions() if apart else choices
    return capitalised(choices[turn % len(choices)] % words)


def positions_of(finding: Finding, names: Names) -> dict[str, str]:
    """Return where two groups stand, in the words of the scale; a small difference has the same words."""
    steps = names.steps(finding.item)
    return {
        "low_position": numbers.position(finding.low_value, steps),
        "high_position": numbers.position(finding.high_value, steps),
    }


def position_questions() -> tuple[str, ...]:
    """Return questions for two groups that put one statement on different steps."""
    return (
        _(
            "Volgens %(high)s is dit %(high_position)s, volgens %(low)s %(low_position)s. "
            "Waar merk je dat verschil in de praktijk?"
        ),
        _(
            "Volgens %(high)s is dit %(high_position)s, volgens %(low)s %(low_position)s. "
            "Wat zien jullie dat de ander niet ziet?"
        ),
        _(
            "Volgens %(high)s is dit %(high_position)s, volgens %(low)s %(low_position)s. "
            "Welk voorbeeld laat zien waar dat vandaan komt?"
        ),
    )


def open_questions() -> tuple[str, ...]:
    """Return the question that always fits."""
    return (_("Wat herken je in dit beeld, en wat verrast je?"),)


def differ_questions() -> tuple[str, ...]:
    """Return questions for two groups that see it differently."""
    return (
        _("%(low)s en %(high)s kijken hier anders naar. Wat zien jullie dat de ander niet ziet?"),
        _("Waar komt het verschil tussen %(low)s en %(high)s vandaan? Vertel elkaar een voorbeeld."),
        _("%(low)s en %(high)s denken hier verschillend over. Wat is nodig om dichter bij elkaar te komen?"),
    )


def split_questions() -> tuple[str, ...]:
    """Return questions for answers that lie far apart."""
    return (
        _(
            "De antwoorden liggen ver uit elkaar. Wie geeft een voorbeeld van wat lukt, en wie van wat nog niet lukt?"
        ),
        _("Jullie zijn hierover verdeeld. Wat heb je zelf meegemaakt dat je antwoord verklaart?"),
    )


def counted_questions() -> tuple[str, ...]:
    """Return questions for two groups that do not count a card in alike."""
    return (
        _("%(high)s en %(low)s kijken anders naar %(card)s. Wat verandert er als het erbij hoort?"),
        _("Wanneer hoort %(card)s voor jou erbij, en wanneer niet? Laat %(low)s beginnen."),
    )


def divided_questions() -> tuple[str, ...]:
    """Return questions for a card over which people are divided or in doubt."""
    return (
        _("Hoort %(card)s erbij? Noem een reden om het mee te tellen, en een reden om dat niet te doen."),
        _("Wat zou er misgaan als %(card)s er niet bij hoort? En wat als het er wel bij hoort?"),
    )


def concern_questions() -> tuple[str, ...]:
    """Return the question for a theme that asks for attention."""
    return (_("Wat is de eerste stap die jullie hier samen kunnen zetten, en wie is daarbij nodig?"),)


def unknown_questions() -> tuple[str, ...]:
    """Return the question for what people do not know."""
    return (_("Veel mensen weten dit niet. Wie weet het wel, en wie zou het moeten weten?"),)


def strength_questions() -> tuple[str, ...]:
    """Return questions for what goes well."""
    return (_("Wat maakt dat dit goed gaat, en hoe houden jullie dat vast?"),)


def agree_questions() -> tuple[str, ...]:
    """Return questions for what people agree on."""
    return (
        _("De antwoorden lijken hier op elkaar. Klopt dat met wat inwoners merken?"),
        _("De antwoorden lijken hier op elkaar. Wat is dan de volgende stap?"),
    )


SENTENCES: dict[str, Callable[[Finding, Names], str]] = {
    "agree": agree,
    "differ": differ,
    "split": split,
    "strength": strength,
    "concern": concern,
    "unknown": unknown,
    "alike": alike,
    "open": nothing_stands_out,
    "counted": counted,
    "divided": divided,
    "doubted": doubted,
}
QUESTIONS: dict[str, Callable[[], tuple[str, ...]]] = {
    "differ": differ_questions,
    "split": split_questions,
    "counted": counted_questions,
    "divided": divided_questions,
    "doubted": divided_questions,
    "concern": concern_questions,
    "unknown": unknown_questions,
    "strength": strength_questions,
    "agree": agree_questions,
    "alike": agree_questions,
}
