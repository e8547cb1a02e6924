"""Sources of figures: each one adapter behind one interface, live and from a file."""
