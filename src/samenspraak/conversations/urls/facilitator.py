"""Addresses of the facilitator's pages."""

from django.urls import path

from samenspraak.conversations.views import entering, filling, inviting, listing, local_cards, preparing

ROUND = "gesprekken/<uuid:conversation_id>/<int:number>"
urlpatterns = [
    path("gesprekken/", listing.listing, name="list"),
    path("gesprekken/nieuw/", listing.new, name="new"),
    path("gesprekken/<uuid:conversation_id>/", listing.overview, name="overview"),
    path(f"{ROUND}/voorbereiden/", preparing.prepare, name="prepare"),
    path(f"{ROUND}/voorbereiden/vragen/", preparing.questions, name="questions"),
    path(f"{ROUND}/voorbereiden/openen/", preparing.open_now, name="open"),
    path(f"{ROUND}/voorbereiden/weggooien/", preparing.discard, name="discard"),
    path(f"{ROUND}/voorbereiden/kaarten/", local_cards.local_cards, name="local_cards"),
    path(f"{ROUND}/voorbereiden/kaarten/<str:key>/", local_cards.local_cards, name="local_card"),
    path(
        f"{ROUND}/voorbereiden/kaarten/<str:key>/weghalen/",
        local_cards.remove_local_card,
        name="remove_local_card",
    ),
    path(f"{ROUND}/voorbereiden/<slug:step>/", preparing.prepare_step, name="prepare_step"),
    path(f"{ROUND}/uitnodigen/", inviting.invite, name="invite"),
    path(f"{ROUND}/uitnodigen/herinneren/", inviting.remind, name="remind"),
    path(f"{ROUND}/uitnodigen/opnieuw/", inviting.send_again, name="send_again"),
    path(f"{ROUND}/uitnodigen/<uuid:invitation_id>/verwijderen/", inviting.forget, name="forget"),
    path(f"{ROUND}/uitnodigen/poster/", inviting.poster, name="poster"),
    path(f"{ROUND}/uitnodigen/kaartjes/", inviting.cards, name="cards"),
    path(f"{ROUND}/uitnodigen/qr.svg", inviting.qr_code, name="qr"),
    path(f"{ROUND}/invullen/", filling.filling, name="filling"),
    path(f"{ROUND}/invullen/scherm/", filling.show, name="show"),
    path(f"{ROUND}/invullen/data/", filling.dates, name="dates"),
    path(f"{ROUND}/invullen/sluiten/", filling.close, name="close"),
    path(f"{ROUND}/invullen/heropenen/", filling.reopen, name="reopen"),
    path(f"{ROUND}/invullen/invoeren/", entering.entering, name="entering"),
    path(f"{ROUND}/invullen/invoeren/leeg.<slug:extension>", entering.template, name="entering_template"),
    path(f"{ROUND}/invullen/invoeren/bewaren/", entering.keep, name="entering_keep"),
    path(f"{ROUND}/invullen/invoeren/<uuid:batch_id>/weghalen/", entering.take_back, name="entering_undo"),
    path(f"{ROUND}/invullen/papier/<slug:group>/", entering.paper, name="paper"),
    path(f"{ROUND}/invullen/tonen/", filling.reveal, name="reveal"),
]
