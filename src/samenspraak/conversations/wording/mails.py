"""The mails to people who are invited, as plain text."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samenspraak.conversations.models import Conversation, Round
from samenspraak.conversations.wording.rounds import moment


def invitation_subject(round: Round) -> str:
    """Return the subject of the mail with a personal link."""
    return _("Praat mee: %s") % round.conversation.title


def reminder_subject(round: Round) -> str:
    """Return the subject of the reminder."""
    return _("Je kunt nog meepraten: %s") % round.conversation.title


def invitation_body(round: Round, *, link: str, minutes: str) -> str:
    """Return the mail with a personal link, as plain text."""
    conversation = round.conversation
    return _(
        "Dag,\n\n%(organisation)s wil graag weten hoe jij het ziet. Praat je mee?\n\n"
        "%(title)s\n%(purpose)s\n\n"
        "Doe mee via deze link. Hij is van jou alleen, stuur hem dus niet door:\n%(link)s\n\n"
        "Meedoen duurt ongeveer %(minutes)s minuten en kan van %(opens)s tot %(closes)s. "
        "Je kunt stoppen en later verdergaan met dezelfde link.\n\n%(promise)s\n\nGroet,\n%(organisation)s\n\n"
        "Je krijgt deze mail omdat %(organisation)s je adres op de uitnodigingslijst heeft gezet."
    ) % {
        "organisation": conversation.organisation.name,
        "title": conversation.title,
        "purpose": round.purpose or conversation.purpose,
        "link": link,
        "minutes": minutes,
        "opens": moment(round.opens_at),
        "closes": moment(round.closes_at),
        "promise": mail_promise(conversation),
    }


def reminder_body(round: Round, *, link: str, minutes: str) -> str:
    """Return the reminder, as plain text."""
    return _(
        "Dag,\n\nWe hebben je antwoord nog niet ontvangen. Praat je nog mee over “%(title)s”? "
        "Dat kan tot %(closes)s.\n\nJe eigen link:\n%(link)s\n\n"
        "Meedoen duurt ongeveer %(minutes)s minuten. Was je al begonnen? Dan ga je verder waar je was.\n\n"
        "%(promise)s\n\nGroet,\n%(organisation)s"
    ) % {
        "title": round.conversation.title,
        "closes": moment(round.closes_at),
        "link": link,
        "minutes": minutes,
        "promise": mail_promise(round.conversation),
        "organisation": round.conversation.organisation.name,
    }


def mail_promise(conversation: Conversation) -> str:
    """Return what an invited person may count on."""
    if conversation.mode == Conversation.Mode.NAMED:
        return _(
            "In dit gesprek zien alle deelnemers wie wat antwoordt. Dat lees je nog eens voordat je begint."
        )
    return _("Je antwoorden zijn vertrouwelijk. %s ziet dat je hebt geantwoord, maar niet wat.") % (
        conversation.organisation.name
    )
