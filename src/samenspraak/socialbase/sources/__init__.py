"""Files of others that the map can be read from."""
