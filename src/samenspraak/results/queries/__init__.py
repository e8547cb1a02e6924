"""Reads of the results room."""
