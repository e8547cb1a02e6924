"""Doors of the organisations room."""
