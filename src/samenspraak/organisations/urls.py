"""Doors of the organisations room."""

from django.urls import path

from samenspraak.organisations.views import me, organisation

app_name = "organisations"
urlpatterns = [
    path("", organisation.overview, name="overview"),
    path("gegevens/", organisation.details, name="details"),
    path("collega/", organisation.invite, name="invite"),
    path("lid/<int:membership_id>/", organisation.role, name="role"),
    path("lid/<int:membership_id>/verwijderen/", organisation.remove, name="remove"),
    path("lid/<int:membership_id>/welkom/", organisation.welcome_again, name="welcome_again"),
    path("logboek/", organisation.log, name="log"),
    path("wisselen/", me.switch, name="switch"),
    path("ik/", me.me, name="me"),
    path("ik/sleutels/", me.tokens, name="tokens"),
    path("ik/sleutels/<int:token_id>/intrekken/", me.revoke, name="revoke_token"),
    path("ik/uitloggen/", me.sign_out_others, name="sign_out_others"),
    path("ik/uitloggen/<int:sign_in_id>/", me.sign_out_one, name="sign_out_one"),
]
