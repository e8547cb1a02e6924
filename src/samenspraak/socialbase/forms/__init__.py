"""Forms of the social base room."""
