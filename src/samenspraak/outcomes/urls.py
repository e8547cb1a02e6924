"""Doors of the outcomes room."""

from django.urls import path

from samenspraak.outcomes.views import (
    actions,
    deepening,
    delimiting,
    files,
    owner,
    participant,
    repeat,
    report,
)

ROUND = "gesprekken/<uuid:conversation_id>/<int:number>/"
ACTION = f"{ROUND}afspreken/<uuid:action_id>/"

app_name = "outcomes"
urlpatterns = [
    path(f"{ROUND}verdiepen/", deepening.overview, name="deepen"),
    path(f"{ROUND}verdiepen/afbakening/", delimiting.delimitation, name="delimitation"),
    path(f"{ROUND}verdiepen/afbakening/<slug:slug>/", delimiting.section, name="delimitation_section"),
    path(f"{ROUND}verdiepen/<slug:theme_id>/", deepening.theme, name="theme"),
    path(f"{ROUND}afspreken/", actions.overview, name="actions"),
    path(f"{ROUND}afspreken/nieuw/", actions.new, name="action_new"),
    path(f"{ROUND}afspreken/agenda.ics", files.agenda_calendar, name="calendar"),
    path(f"{ROUND}afspreken/acties.<slug:extension>", files.agenda_table, name="action_table"),
    path(ACTION, actions.detail, name="action"),
    path(f"{ACTION}wijzigen/", actions.change, name="action_change"),
    path(f"{ACTION}vragen/", actions.send_link, name="action_ask"),
    path(f"{ACTION}link/", actions.new_link, name="action_link"),
    path(f"{ACTION}noteren/", actions.note, name="action_note"),
    path(f"{ROUND}verslag/", report.report, name="report"),
    path(f"{ROUND}verslag/bestand.<slug:extension>", report.report_file, name="report_file"),
    path(f"{ROUND}herhalen/", repeat.repeat, name="repeat"),
    path(f"{ROUND}herhalen/dezelfde-mensen/", repeat.same_people, name="same_people"),
    path("actie/<str:token>/", owner.owner, name="owner"),
    path("actie/<str:token>/agenda.ics", owner.owner_calendar, name="owner_calendar"),
    path("mee/<str:code>/gedaan/", participant.done, name="done"),
]
