"""What the group decides and does: joint positions, notes, the delimitation, actions and their progress."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Conversation, Round
from samenspraak.organisations.models import User


class JointPosition(models.Model):
    """Where the group together puts a theme now, and where it wants to be in two years.

    Both on the scale of the theme's statements (steps from 1). ``version`` guards against two
    people editing at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="positions")
    theme = models.CharField(max_length=4)
    now = models.PositiveSmallIntegerField(_lazy("Waar staan we nu?"), null=True, blank=True)
    wanted = models.PositiveSmallIntegerField(
        _lazy("Waar willen we over twee jaar staan?"), null=True, blank=True
    )
    reason = models.TextField(_lazy("Waarom?"), blank=True, max_length=4000)
    reservations = models.TextField(_lazy("Welke voorbehouden blijven?"), blank=True, max_length=4000)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "theme"], name="one_position_per_theme")]


class Note(models.Model):
    """What was said at the table about one guiding question (empty question: the theme as a whole)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="notes")
    theme = models.CharField(max_length=4)
    question = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True, max_length=8000)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "theme", "question"], name="one_note_per_question")
        ]


class Delimitation(models.Model):
    """What the group of a round settled on the cards: the day it did, while the passages stand in ``Passage``."""

    round = models.OneToOneField(
        Round, on_delete=models.CASCADE, primary_key=True, related_name="delimitation"
    )
    agreed_on = models.DateField(_lazy("Vastgesteld op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)


class Passage(models.Model):
    """One section of the delimitation in the group's own words, and whether it is agreed on them.

    ``basis`` are the points of the picture (``core.delimiting.Point``) that the group had before it when it wrote
    or last looked: what a later picture says otherwise is told beside the text, which stays as it is.
    """

    class Section(models.TextChoices):
        IN = "in", _lazy("Dit hoort erbij")
        OUT = "out", _lazy("Dit hoort er niet bij")
        OPEN = "open", _lazy("Dit blijft open")
        EXPECT = "expect", _lazy("Dit verwachten we")
        NOT_PROMISE = "not_promise", _lazy("Dit beloven we niet")

    class Stance(models.TextChoices):
        AGREED = "agreed", _lazy("We zijn het eens")
        RESERVED = "reserved", _lazy("We zijn het eens, met een voorbehoud")
        NOT_YET = "not_yet", _lazy("We zijn het nog niet eens")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="passages")
    section = models.CharField(max_length=20, choices=Section.choices)
    text = models.TextField(_lazy("De tekst"), blank=True, max_length=8000)
    stance = models.CharField(
        _lazy("Zijn jullie het eens over deze tekst?"), blank=True, max_length=20, choices=Stance.choices
    )
    reason = models.TextField(_lazy("Waarom?"), blank=True, max_length=4000)
    reservations = models.TextField(_lazy("Welke voorbehouden blijven?"), blank=True, max_length=4000)
    basis = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "section"], name="one_passage_per_section")]


class Action(models.Model):
    """One line of the action agenda, tied to a theme and, where it applies, a statement.

    ``link_key`` is what the owner's personal link is made of; it changes when somebody else becomes
    the owner, and then the old link is dead. ``promised`` says that this owner said yes. ``asked_on``
    and ``reminded_on`` are the days of the last question and the last reminder by mail.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _lazy("Voorgesteld")
        ASKED = "asked", _lazy("Gevraagd aan trekker")
        ACCEPTED = "accepted", _lazy("Toegezegd")
        CHANGE_ASKED = "change_asked", _lazy("Trekker stelt wijziging voor")
        HANDED_BACK = "handed_back", _lazy("Teruggegeven")
        UNDERWAY = "underway", _lazy("Bezig")
        DONE = "done", _lazy("Gedaan")
        STOPPED = "stopped", _lazy("Gestopt")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="actions")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="actions")
    theme = models.CharField(max_length=4)
    item = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=300)
    why = models.TextField(blank=True, max_length=2000)
    owner = models.CharField(max_length=120, blank=True)
    owner_email = models.EmailField(blank=True)
    link_key = models.UUIDField(default=uuid4, editable=False)
    promised = models.BooleanField(default=False)
    partners = models.CharField(max_length=300, blank=True)
    first_step = models.TextField(blank=True, max_length=1000)
    deadline = models.DateField(null=True, blank=True)
    means = models.TextField(blank=True, max_length=1000)
    sign_of_success = models.TextField(blank=True, max_length=1000)
    review_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PROPOSED)
    asked_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [models.F("deadline").asc(nulls_last=True), "what", "id"]

    def __str__(self) -> str:
        return self.what

    @property
    def is_finished(self) -> bool:
        """Say whether nothing more is expected of the owner."""
        return self.status in (self.Status.DONE, self.Status.STOPPED)


class ActionStep(models.Model):
    """Something that happened to an action: accepted, changed, handed back, progress.

    ``key`` names the form and the words it was sent with, so that a repeated POST adds nothing.
    """

    class Kind(models.TextChoices):
        MADE = "made", _lazy("Afgesproken")
        EDITED = "edited", _lazy("Gewijzigd")
        ASKED = "asked", _lazy("Gevraagd aan trekker")
        ACCEPTED = "accepted", _lazy("Toegezegd")
        CHANGE_ASKED = "change_asked", _lazy("Wijziging voorgesteld")
        HANDED_BACK = "handed_back", _lazy("Teruggegeven")
        PROGRESS = "progress", _lazy("Voortgang")
        DONE = "done", _lazy("Gedaan")
        REVIEWED = "reviewed", _lazy("Teruggekeken")
        STOPPED = "stopped", _lazy("Gestopt")

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField(blank=True, max_length=2000)
    by_owner = models.BooleanField(default=False)
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()
    key = models.CharField(max_length=64, unique=True, null=True, editable=False)

    class Meta:
        ordering = ["id"]
