"""From what the group decides and does to what people read, in their language."""
