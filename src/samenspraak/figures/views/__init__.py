"""Doors of the figures room."""
