"""Doors of the conversations room: the facilitator's, and the participant's."""

from samenspraak.conversations.urls import facilitator, participant

app_name = "conversations"
urlpatterns = [*facilitator.urlpatterns, *participant.urlpatterns]
