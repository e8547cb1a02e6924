"""The social base room."""

from django.apps import AppConfig


class SocialBaseConfig(AppConfig):
    """Name the room for Django."""

    name = "samenspraak.socialbase"
    label = "socialbase"
