"""Addresses of the participant's pages."""

from django.urls import URLPattern, path

from samenspraak.conversations.views import afterwards, answering, joining

urlpatterns: list[URLPattern] = [
    path("mee/", joining.join_code, name="join_code"),
    path("mee/<str:code>/", joining.join, name="join"),
    path("mee/<str:code>/vragen/", answering.answer_start, name="answer_start"),
    path("mee/<str:code>/vragen/<int:page>/", answering.answer, name="answer"),
    path("mee/<str:code>/controleren/", answering.check, name="check"),
    path("mee/<str:code>/klaar/", afterwards.thanks, name="thanks"),
    path("mee/<str:code>/kaart/", afterwards.card, name="card"),
    path("u/<str:token>/", joining.personal, name="personal"),
    path("terug/", afterwards.come_back, name="come_back"),
]
