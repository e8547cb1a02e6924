"""Doors of the results room."""
