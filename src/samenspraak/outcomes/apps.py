"""The outcomes room."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Name the room for Django."""

    name = "samenspraak.outcomes"
    label = "outcomes"
