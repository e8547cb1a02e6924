"""Forms of the conversations room."""
