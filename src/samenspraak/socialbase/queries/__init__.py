"""Reads of the social base room."""
