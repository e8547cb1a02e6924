"""Doors of the social base room."""
