"""What to say about the state of the picture: not yet, nothing new, too little new, or ready."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def too_few(*, received: int, k: int) -> str:
    """Say that there are not enough answers for a first picture."""
    words = {"received": received, "k": k}
    if not received:
        return (
            _("Er zijn nog geen antwoorden. Een beeld komt bij %(k)s, zodat niemand te herkennen is.") % words
        )
    return (
        ngettext(
            "Er is %(received)s antwoord. Een beeld komt bij %(k)s, zodat niemand te herkennen is.",
            "Er zijn %(received)s antwoorden. Een beeld komt bij %(k)s, zodat niemand te herkennen is.",
            received,
        )
        % words
    )


def too_little_new(*, changed: int, k: int) -> str:
    """Say that too few answers came or changed for a new picture."""
    return ngettext(
        "Er kwam %(changed)s antwoord bij of anders terug sinds het vorige beeld. "
        "Een nieuw beeld komt bij %(k)s, zodat niemand te herkennen is.",
        "Er kwamen %(changed)s antwoorden bij of anders terug sinds het vorige beeld. "
        "Een nieuw beeld komt bij %(k)s, zodat niemand te herkennen is.",
        changed,
    ) % {"changed": changed, "k": k}


def enough_new(*, changed: int) -> str:
    """Say that a new picture can be made."""
    return ngettext(
        "Er kwam %(changed)s antwoord bij of anders terug sinds dit beeld.",
        "Er kwamen %(changed)s antwoorden bij of anders terug sinds dit beeld.",
        changed,
    ) % {"changed": changed}


def nothing_new() -> str:
    """Say that the picture is as new as the answers."""
    return _("Alle antwoorden staan al in het beeld.")


def not_yet_safe(*, changed: int) -> str:
    """Say that the changes together would give a few people away."""
    return ngettext(
        "Er kwam %(changed)s antwoord bij of anders terug, maar een nieuw beeld zou laten zien wie dat was. "
        "Wacht tot er meer antwoorden zijn.",
        "Er kwamen %(changed)s antwoorden bij of anders terug, maar een nieuw beeld zou laten zien wie dat waren. "
        "Wacht tot er meer antwoorden zijn.",
        changed,
    ) % {"changed": changed}


def not_revealed() -> str:
    """Say that nobody sees anything before the reveal or the closing."""
    return _(
        "Zolang de ronde open is en je het beeld niet hebt vrijgegeven, ziet niemand antwoorden van anderen."
    )


def compared() -> str:
    """Say that the pictures of compared rounds stay as they are."""
    return _(
        "Deze ronde is met een andere ronde vergeleken. Daarom komt er geen nieuw beeld meer: "
        "anders is te herleiden wie wat antwoordde."
    )


def searched() -> str:
    """Say that the pictures of a round stay as they are once opinion groups were looked for."""
    return _(
        "In deze ronde is naar meningsgroepen gezocht. Daarom komt er geen nieuw beeld meer: "
        "anders is te herleiden wie van groep wisselde."
    )


def too_thin(*, received: int) -> str:
    """Say that there are enough answers, but for no question enough."""
    return ngettext(
        "Er is %(received)s antwoord, maar bij geen enkele vraag genoeg om iets te laten zien.",
        "Er zijn %(received)s antwoorden, maar bij geen enkele vraag genoeg om iets te laten zien.",
        received,
    ) % {"received": received}


def too_few_own(*, own: int, k: int) -> str:
    """Say that too few answered themselves: whoever typed in the other sheets could subtract those."""
    return ngettext(
        "%(own)s persoon antwoordde zelf, de andere bladen zijn ingevoerd. Een beeld komt als %(k)s mensen zelf "
        "hebben geantwoord. Anders kan wie de bladen invoerde, uitrekenen wat deze persoon zei.",
        "%(own)s mensen antwoordden zelf, de andere bladen zijn ingevoerd. Een beeld komt als %(k)s mensen zelf "
        "hebben geantwoord. Anders kan wie de bladen invoerde, uitrekenen wat zij zeiden.",
        own,
    ) % {"own": own, "k": k}


def why_not(reason: str, *, k: int, received: int, changed: int, own: int) -> str:
    """Say why there is no new picture."""
    if reason == "too-few-own":
        return too_few_own(own=own, k=k)
    if reason == "too-few":
        return too_few(received=received, k=k)
    if reason == "too-thin":
        return too_thin(received=received)
    if reason == "too-little-new":
        return too_little_new(changed=changed, k=k)
    if reason == "spread":
        return not_yet_safe(changed=changed)
    if reason == "compared":
        return compared()
    if reason == "searched":
        return searched()
    return not_revealed() if reason == "not-revealed" else nothing_new()
