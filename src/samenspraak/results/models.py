"""What of the answers has been shown, and how the facilitator wants to talk about it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from samenspraak.conversations.models import Round


class Release(models.Model):
    """A released picture: the only door through which answers leave (P4). Never edited, only followed.

    ``picture`` is a ``core.analysis.Picture`` as JSON; ``key`` names the value exactly: it is the ETag.
    ``remarks`` lists which remarks the facilitator may read ("readable") and the group may read
    ("shown"), per theme ("" for themes taken together) as ``[id, digest of the text]``. The text itself
    stands in one place only, so that a remark its author changes or takes back is gone from every
    release (P7): read them with ``queries.remarks.shown_remarks``. ``paired`` is empty, or how the same people
    answered in this round and an earlier one: ``figures`` is a ``core.change.Paired``, ``with`` the
    earlier round, ``twice`` the responses of this round per statement that it was made of. In a conversation
    by name, who answered what is not in here: it is read from the sheets (``queries.people``), so that what
    somebody takes back is gone at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    picture = models.JSONField()
    remarks = models.JSONField(default=dict)
    paired = models.JSONField(default=dict)
    day = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="one_release_number")]


class RoundLedger(models.Model):
    """What the disclosure guard knows of all releases of a round so far: a ``core.releasing.Ledger`` as JSON (P4).

    It grows with everybody who answered, so it stands apart from what pages read; nothing ever shows it.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="ledger")
    ledger = models.JSONField()


class OpinionGroups(models.Model):
    """What was found when a closed round was searched for opinion groups: once, beside its last release (P4).

    ``picture`` is a ``core.opinions.picture.OpinionPicture`` as JSON, also when there are no groups. ``members``
    is never shown: per group who is in its figures ("in") and, per statement that is shown, who of these did not
    answer it ("without"), so that a later comparison with another round stays safe. Whoever takes a sheet back
    is taken out of it at once (P7); ``forgotten`` says that this happened, after which nothing is compared.
    """

    round = models.OneToOneField(
        Round, on_delete=models.CASCADE, primary_key=True, related_name="opinion_groups"
    )
    picture = models.JSONField()
    members = models.JSONField(default=list)
    forgotten = models.BooleanField(default=False)
    day = models.DateField()


class AgendaPlan(models.Model):
    """What the facilitator wants of a round's conversation agenda; it outlives pictures and holds no answers.

    ``themes`` are the themes to talk about in that order, as ``[theme, minutes]`` (minutes None: as the weights
    divide them); empty means the proposal. ``lengths`` are minutes for the other parts, by kind. ``version``
    guards against two people editing at once.
    """

    USUAL_MINUTES = 90

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="agenda_plan")
    minutes = models.PositiveSmallIntegerField(default=USUAL_MINUTES)
    starts_at = models.TimeField(null=True, blank=True)
    themes = models.JSONField(default=list)
    lengths = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
