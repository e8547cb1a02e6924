"""Writes of the figures room."""
