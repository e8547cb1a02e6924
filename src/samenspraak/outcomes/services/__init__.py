"""Writes of the outcomes room."""
