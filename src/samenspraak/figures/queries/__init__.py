"""Reads of the figures room."""
