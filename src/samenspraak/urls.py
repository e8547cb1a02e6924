"""All addresses: each room's doors, joined."""

from django.urls import include, path

from samenspraak import api
from samenspraak.organisations.views import front

urlpatterns = [
    path("", front.home, name="home"),
    path("taal/", front.language, name="language"),
    path("privacy/", front.privacy, name="privacy"),
    path("toegankelijkheid/", front.accessibility, name="accessibility"),
    path("over/", front.about, name="about"),
    path(".well-known/security.txt", front.security_txt, name="security_txt"),
    path("api/", api.docs, name="api_docs"),
    path("api/", include((api.doors(), "api"))),
    path("account/email/", front.nowhere, name="no_other_address"),
    path("account/", include("allauth.urls")),
    path("organisatie/", include("samenspraak.organisations.urls")),
    path("", include("samenspraak.conversations.urls")),
    path("", include("samenspraak.figures.urls")),
    path("", include("samenspraak.socialbase.urls")),
    path("", include("samenspraak.results.urls")),
    path("", include("samenspraak.outcomes.urls")),
]
