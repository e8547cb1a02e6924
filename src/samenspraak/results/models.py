"""What of the answers has been shown: releases, and nothing else."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from samenspraak.conversations.models import Round


class Release(models.Model):
    """A released picture: the only door through which answers leave (P4). Never edited, only followed.

    ``picture`` is a ``core.analysis.Picture`` as JSON, ``remarks`` the released texts per theme
    ("" for themes taken together), ``key`` names the value exactly: it is the ETag. ``tables`` keeps
    what the disclosure guard needs to know of this release (no answers).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    picture = models.JSONField()
    remarks = models.JSONField(default=dict)
    tables = models.JSONField(default=dict)
    day = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="one_release_number")]
