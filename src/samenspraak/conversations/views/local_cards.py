"""Stop 1: the cards that a conversation adds to its instrument."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspraak.conversations.contributions import stop_path
from samenspraak.conversations.forms.local_cards import LocalCardForm
from samenspraak.conversations.models import LocalCard, Round
from samenspraak.conversations.queries.rounds import homeless_cards, questions_of_draft, round_for
from samenspraak.conversations.services.local_cards import (
    MOST_CARDS,
    CardIsGone,
    TooManyCards,
    add_card,
    change_card,
    remove_card,
)
from samenspraak.conversations.services.preparing import RoundHasOpened
from samenspraak.core.cards import takes_cards
from samenspraak.core.parts import MOST_ITEMS
from samenspraak.organisations.access import MemberRequest, member

GET_AND_POST = ["GET", "HEAD", "POST"]


@member
@require_http_methods(GET_AND_POST)
def local_cards(request: MemberRequest, conversation_id: UUID, number: int, key: str = "") -> HttpResponse:
    """Show the conversation's own cards, and take a new one (or, with *key*, changes to one)."""
    round = round_for(request.organisation, conversation_id, number)
    posted = request.POST if request.method == "POST" else None
    if round.status != Round.Status.DRAFT:
        return opened(request, round, posted)
    if questions_of_draft(round.conversation).instrument.placing is None:
        return redirect("conversations:prepare", conversation_id, number)
    card = next((one for one in round.conversation.local_cards.all() if one.key == key), None)
    if key and card is None and posted is None:
        raise Http404
    form = card_form(posted, round, card)
    if posted is None or not form.is_valid():
        return cards_page(request, round, form, card)
    values = {**form.cleaned_data, "actor": request.user, "now": timezone.now()}
    try:
        if key:
            change_card(round, key, **values)
        else:
            add_card(round, **values)
    except CardIsGone:
        form.add_error(None, _("Deze kaart is intussen weggehaald. Je kunt hem hier opnieuw toevoegen."))
        return cards_page(request, round, form, None)
    except TooManyCards:
        form.add_error(None, _("Jullie hebben al %d eigen kaarten. Meer passen er niet.") % MOST_CARDS)
        return cards_page(request, round, form, card)
    except RoundHasOpened:
        return opened(request, round, posted)
    messages.success(request, _("De kaart “%s” is bewaard.") % form.cleaned_data["title"])
    return redirect("conversations:local_cards", conversation_id, number)


@member
@require_POST
def remove_local_card(request: MemberRequest, conversation_id: UUID, number: int, key: str) -> HttpResponse:
    """Take one of the conversation's own cards away."""
    round = round_for(request.organisation, conversation_id, number)
    try:
        title = remove_card(round, key, actor=request.user, now=timezone.now())
    except RoundHasOpened:
        messages.error(request, _("De ronde is open. De kaarten staan nu vast."))
        return redirect("conversations:prepare", conversation_id, number)
    if title:
        messages.success(request, _("De kaart “%s” is weggehaald.") % title)
    return redirect("conversations:local_cards", conversation_id, number)


def opened(request: MemberRequest, round: Round, posted: QueryDict | None) -> HttpResponse:
    """Go to what was agreed; who was still typing is told, and gets back what was typed (409)."""
    if posted is None:
        return redirect("conversations:prepare", round.conversation_id, round.number)
    return cards_page(request, round, card_form(posted, round, None), None, refused=True)


def card_form(posted: QueryDict | None, round: Round, card: LocalCard | None) -> LocalCardForm:
    """Return the form of a new card, or of *card*."""
    questions, language = questions_of_draft(round.conversation), get_language() or "nl"
    own_id, own_theme = (card.key, card.theme) if card else ("", "")
    return LocalCardForm(
        posted,
        initial={"title": card.title, "theme": card.theme, "explanation": card.explanation} if card else None,
        themes=[
            (theme.id, theme.name.to(language))
            for theme in questions.instrument.themes
            if takes_cards(theme) and (len(theme.items) < MOST_ITEMS or theme.id == own_theme)
        ],
        others=[one.item.text.to(language) for one in questions.cards if one.id != own_id],
    )


def cards_page(
    request: MemberRequest,
    round: Round,
    form: LocalCardForm,
    card: LocalCard | None,
    *,
    refused: bool = False,
) -> HttpResponse:
    """Return the page; refused (409) when the round has opened since it was shown."""
    conversation, language = round.conversation, get_language() or "nl"
    names = {theme.id: theme.name.to(language) for theme in questions_of_draft(conversation).themes}
    own = list(conversation.local_cards.all())
    context = {
        "round": round,
        "conversation": conversation,
        "path": stop_path(round, "voorbereiden"),
        "form": form,
        "card": card,
        "own": [(one, names.get(one.theme, "")) for one in own],
        "homeless": {one.id for one in homeless_cards(conversation)},
        "is_full": len(own) >= MOST_CARDS and card is None,
        "most": MOST_CARDS,
        "asked_before": round.number > 1,
        "refused": refused,
    }
    return render(request, "conversations/local_cards.html", context, status=409 if refused else 200)
