"""Delivery: values become files and messages. Owns no tables."""
