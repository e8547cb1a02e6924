"""Doors of the results room."""

from django.urls import path

from samenspraak.results.views import agenda, opinions, participant, picture, remarks, spheres, tables

app_name = "results"
urlpatterns = [
    path("gesprekken/<uuid:conversation_id>/<int:number>/beeld/", picture.picture, name="picture"),
    path("gesprekken/<uuid:conversation_id>/<int:number>/beeld/sferen/", spheres.spheres, name="spheres"),
    path(
        "gesprekken/<uuid:conversation_id>/<int:number>/beeld/opmerkingen/", remarks.remarks, name="remarks"
    ),
    path(
        "gesprekken/<uuid:conversation_id>/<int:number>/beeld/agenda/",
        agenda.conversation_agenda,
        name="agenda",
    ),
    path(
        "gesprekken/<uuid:conversation_id>/<int:number>/beeld/meningsgroepen/",
        opinions.opinions,
        name="opinions",
    ),
    path(
        "gesprekken/<uuid:conversation_id>/<int:number>/beeld/tabellen.<slug:extension>",
        tables.tables,
        name="tables",
    ),
    path("mee/<str:code>/beeld/", participant.picture, name="participant"),
]
