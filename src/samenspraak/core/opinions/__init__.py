"""Opinion groups: people who answered alike across statements, whatever stakeholder group they are in."""
