"""From released values to what people read: sentences, numbers, pictures and tables in their language."""
