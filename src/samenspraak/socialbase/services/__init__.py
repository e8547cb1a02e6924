"""Writes of the social base room."""
