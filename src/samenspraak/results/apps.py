"""The results room."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Name the room for Django."""

    name = "samenspraak.results"
    label = "results"
