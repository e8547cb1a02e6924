"""The organisations room."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Name the room for Django."""

    name = "samenspraak.organisations"
    label = "organisations"
