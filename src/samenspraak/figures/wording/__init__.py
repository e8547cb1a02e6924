"""Figures in words, tables and drawings."""
