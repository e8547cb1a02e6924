"""Turns what the social base room knows into words."""
