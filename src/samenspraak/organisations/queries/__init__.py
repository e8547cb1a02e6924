"""Reads of the organisations room."""
