"""Doors of the figures room."""

from django.urls import path

from samenspraak.figures.views import areas, beside, own, priorities

app_name = "figures"
urlpatterns = [
    path("cijfers/", areas.own, name="own"),
    path("cijfers/eigen/<int:figure_id>/verwijderen/", own.remove_own, name="remove_own"),
    path("cijfers/<str:area>/", areas.area, name="area"),
    path("cijfers/<str:area>/aandacht/", priorities.priorities, name="priorities"),
    path("cijfers/<str:area>/aandachtsbuurt/", priorities.priority, name="priority"),
    path("cijfers/<str:area>/eigen/", own.own_figures_page, name="own_figures"),
    path("cijfers/<str:area>/<slug:indicator>/", areas.indicator, name="indicator"),
    path(
        "gesprekken/<uuid:conversation_id>/<int:number>/cijfers/<str:theme_id>/",
        beside.choosing,
        name="choosing",
    ),
    path(
        "gesprekken/<uuid:conversation_id>/<int:number>/cijfers/<str:theme_id>/herkennen/",
        beside.recognise,
        name="recognise",
    ),
]
