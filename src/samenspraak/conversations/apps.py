"""The conversations room."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Name the room for Django."""

    name = "samenspraak.conversations"
    label = "conversations"
