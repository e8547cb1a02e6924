"""Doors of the outcomes room: the facilitator's stops, the owner's page and the participant's."""
