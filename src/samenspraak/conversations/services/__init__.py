"""Writes of the conversations room."""
