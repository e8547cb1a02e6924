"""Samenspraak: structured conversations, from invitation to agreed actions."""

__version__ = "0.1.0"
