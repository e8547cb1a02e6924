"""Doors of the social base room."""

from django.urls import path

from samenspraak.socialbase.views import (
    asking,
    confirming,
    entries,
    files,
    importing,
    listing,
    maps,
    network,
    questions,
    register,
    sorting,
    spheres,
    suggesting,
    ties,
)

ENTRY = "sociale-basis/<uuid:actor_id>/"
TIE = f"{ENTRY}verbindingen/<uuid:tie_id>/"

app_name = "socialbase"
urlpatterns = [
    path("sociale-basis/", listing.listing, name="list"),
    path("sociale-basis/nieuw/", entries.new, name="new"),
    path("sociale-basis/wie-doet-wat/", register.register, name="register"),
    path("sociale-basis/wie-doet-wat/nieuw/", register.new, name="register_new"),
    path("sociale-basis/wie-doet-wat/<uuid:part_id>/weg/", register.remove, name="register_remove"),
    path("sociale-basis/bijhouden/", asking.asking, name="asking"),
    path("sociale-basis/inlezen/", importing.choose, name="import"),
    path("sociale-basis/inlezen/bewaren/", importing.keep, name="import_keep"),
    path("sociale-basis/inlezen/leeg.<slug:extension>", importing.template, name="import_template"),
    path("sociale-basis/inlezen/<uuid:import_id>/terug/", importing.take_back, name="import_undo"),
    path("sociale-basis/bestand.<slug:extension>", files.export, name="export"),
    path("sociale-basis/suggesties/", sorting.suggestions, name="suggestions"),
    path("sociale-basis/suggesties/<uuid:suggestion_id>/", sorting.sort, name="sort"),
    path("sociale-basis/suggesties/<uuid:suggestion_id>/terug/", sorting.back, name="sort_back"),
    path("sociale-basis/suggesties/gesprek/<uuid:conversation_id>/", sorting.asking, name="suggestions_on"),
    path("sociale-basis/netwerk/", network.network, name="network"),
    path("sociale-basis/netwerk/gegevens.json", network.network_data, name="network_data"),
    path("sociale-basis/netwerk/<uuid:actor_id>/", network.network_row, name="network_row"),
    path("sociale-basis/kaart/", maps.areas, name="map"),
    path("sociale-basis/sferen/", spheres.spheres, name="spheres"),
    path("sociale-basis/vragen/", questions.questions, name="questions"),
    path(ENTRY, entries.entry, name="entry"),
    path(f"{ENTRY}wijzigen/", entries.change, name="change"),
    path(f"{ENTRY}klopt/", entries.confirm, name="confirm_entry"),
    path(f"{ENTRY}vragen/", entries.ask_now, name="ask"),
    path(f"{ENTRY}link/", entries.link, name="link"),
    path(f"{ENTRY}contact/", entries.contact, name="contact"),
    path(f"{ENTRY}contact/wissen/", entries.erase_contact, name="contact_erase"),
    path(f"{ENTRY}weg/", entries.remove, name="remove"),
    path(f"{ENTRY}verbinden/", ties.new, name="tie_new"),
    path(f"{TIE}wijzigen/", ties.change, name="tie_change"),
    path(f"{TIE}klopt/", ties.confirm, name="tie_confirm"),
    path(f"{TIE}weg/", ties.remove, name="tie_remove"),
    path("kaart/<str:token>/", confirming.confirm, name="confirm"),
    path("mee/<str:code>/samen/", suggesting.suggest, name="suggest"),
]
