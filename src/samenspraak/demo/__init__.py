"""The invented municipality of the demo."""
