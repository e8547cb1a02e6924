"""Turns what is known of a conversation into words."""
