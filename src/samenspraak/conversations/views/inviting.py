"""Stop 1: inviting with a code, a poster, cards, and by e-mail."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.conversations.contributions import stop_path
from samenspraak.conversations.forms.inviting import InviteForm, too_many
from samenspraak.conversations.models import Invitation, Round
from samenspraak.conversations.queries.inviting import invitation_in, invitations_of, to_remind
from samenspraak.conversations.queries.plans import active_groups
from samenspraak.conversations.queries.rounds import questions_of, round_for
from samenspraak.conversations.services import inviting
from samenspraak.conversations.services.rounds import settle
from samenspraak.conversations.tasks import in_batches, send_invitations, send_reminders
from samenspraak.conversations.wording.mails import invitation_body, invitation_subject
from samenspraak.conversations.wording.questions import minutes
from samenspraak.delivery import qr
from samenspraak.organisations.access import MemberRequest, member

CARDS_PER_SHEET = 8


def join_address(round: Round) -> str:
    """Return the link with the code in it."""
    return settings.BASE_URL + reverse("conversations:join", args=[round.code])


def typed_address() -> str:
    """Return the address to type before the code, as people write addresses."""
    parts = urlsplit(settings.BASE_URL + reverse("conversations:join_code"))
    return f"{parts.netloc}{parts.path}".rstrip("/")


def qr_of(round: Round, *, key: str) -> SafeString:
    """Return the QR code of the join link. Our own drawing: every value in it is escaped there."""
    drawn = qr.svg(join_address(round), title=_("QR-code om mee te doen"), key=key)
    return mark_safe(drawn)  # noqa: S308


def to_share(round: Round) -> dict[str, Any]:
    """Return what a poster, a card or a mail needs to say."""
    return {
        "round": round,
        "conversation": round.conversation,
        "address": join_address(round),
        "typed_address": typed_address(),
        "purpose": round.purpose or round.conversation.purpose,
        "minutes": minutes(questions_of(round)),
    }


@member
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show every way to invite, and send personal links."""
    round = settle(round_for(request.organisation, conversation_id, number), now=timezone.now())
    groups = active_groups(round.conversation)
    form = InviteForm(request.POST or None, groups=groups)
    if form.is_valid() and invited(request, round, form):
        return redirect("conversations:invite", conversation_id, number)
    invitations = list(invitations_of(round))
    context = {
        **to_share(round),
        "path": stop_path(round, "voorbereiden"),
        "qr": qr_of(round, key="uitnodigen"),
        "form": form,
        "invitations": invitations,
        "failures": sum(bool(one.failed) for one in invitations),
        "to_remind": to_remind(round, timezone.localdate()).count(),
        "is_open": round.status == Round.Status.OPEN,
        "is_draft": round.status == Round.Status.DRAFT,
        **shown_mail(round),
    }
    return render(request, "conversations/invite.html", context)


def shown_mail(round: Round) -> dict[str, str]:
    """Return the mail as it will be sent: in Dutch, whatever the language of the page."""
    with translation.override(settings.LANGUAGE_CODE):
        body = invitation_body(
            round, link=_("[hier staat de eigen link]"), minutes=minutes(questions_of(round))
        )
        return {
            "mail_language": settings.LANGUAGE_CODE,
            "mail_subject": invitation_subject(round),
            "mail_body": body,
        }


def invited(request: MemberRequest, round: Round, form: InviteForm) -> bool:
    """Put the addresses on the list and send them their link, or put in the form why not."""
    groups = {group.key: group for group in active_groups(round.conversation)}
    addresses, group = form.cleaned_data["addresses"], groups.get(form.cleaned_data["group"])
    try:
        made = inviting.invite(round, addresses, group=group, actor=request.user, now=timezone.now())
    except inviting.TooMany:
        form.add_error("addresses", too_many(len(addresses) + len(invitations_of(round))))
        return False
    except inviting.NotOpen:
        form.add_error(None, _("Deze ronde staat niet open. Er is niets verstuurd."))
        return False
    enqueue(made)
    say_who_was_invited(request, len(made), len(addresses) - len(made))
    return True


def enqueue(made: list[Invitation]) -> None:
    """Hand the mails to the worker in small batches."""
    for batch in in_batches(made):
        send_invitations.enqueue(batch)


def say_who_was_invited(request: MemberRequest, new: int, known: int) -> None:
    """Say how many get a mail, and how many were on the list already."""
    if new:
        text = ngettext("%d mens krijgt een e-mail.", "%d mensen krijgen een e-mail.", new)
        messages.success(request, text % new)
    if known:
        text = ngettext("%d adres stond al op de lijst.", "%d adressen stonden al op de lijst.", known)
        messages.info(request, text % known)


@member
@require_POST
def remind(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Remind whoever has not answered; never twice on one day."""
    round = round_for(request.organisation, conversation_id, number)
    now = timezone.now()
    try:
        waiting = inviting.remind(round, actor=request.user, now=now, today=timezone.localdate(now))
    except inviting.NotOpen:
        messages.error(request, _("Deze ronde staat niet open. Er is niets verstuurd."))
        return redirect("conversations:invite", conversation_id, number)
    for batch in in_batches(waiting):
        send_reminders.enqueue(batch)
    text = ngettext("%d mens krijgt een herinnering.", "%d mensen krijgen een herinnering.", len(waiting))
    messages.success(request, text % len(waiting) if waiting else _("Er is nu niemand om te herinneren."))
    return redirect("conversations:invite", conversation_id, number)


@member
@require_POST
def send_again(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Try the mails that failed once more."""
    round = round_for(request.organisation, conversation_id, number)
    enqueue(inviting.to_try_again(round))
    messages.success(request, _("We proberen het opnieuw."))
    return redirect("conversations:invite", conversation_id, number)


@member
@require_POST
def forget(request: MemberRequest, conversation_id: UUID, number: int, invitation_id: UUID) -> HttpResponse:
    """Take an address off the invitation list."""
    round = round_for(request.organisation, conversation_id, number)
    invitation = invitation_in(round, invitation_id)
    inviting.forget(invitation, actor=request.user, now=timezone.now())
    messages.success(request, _("%s staat niet meer op de lijst.") % invitation.email)
    return redirect("conversations:invite", conversation_id, number)


@member
@require_safe
def poster(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show an A4 poster to print."""
    round = round_for(request.organisation, conversation_id, number)
    back = reverse("conversations:invite", args=[conversation_id, number])
    context = {**to_share(round), "qr": qr_of(round, key="poster"), "back_url": back}
    return render(request, "conversations/poster.html", context)


@member
@require_safe
def cards(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show eight cards on an A4 to print and cut."""
    round = round_for(request.organisation, conversation_id, number)
    back = reverse("conversations:invite", args=[conversation_id, number])
    drawn = [qr_of(round, key=f"kaart-{card}") for card in range(CARDS_PER_SHEET)]
    return render(request, "conversations/cards.html", {**to_share(round), "drawn": drawn, "back_url": back})


@member
@require_safe
def qr_code(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Return the QR code as a file, to put in one's own letter."""
    round = round_for(request.organisation, conversation_id, number)
    drawn = qr.svg(join_address(round), title=_("QR-code om mee te doen"), key="qr")
    return HttpResponse(drawn, content_type="image/svg+xml")
