"""The figures room."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Name the room for Django."""

    name = "samenspraak.figures"
    label = "figures"
