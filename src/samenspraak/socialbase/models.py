"""The map of the social base: organisations and initiatives, the ties between them, and who does what."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Conversation, Round
from samenspraak.organisations.models import Organisation, User

MOST_IN_DOES = 500


class MapSettings(models.Model):
    """Since when the clock asks the organisations on this map once a year whether it is still right.

    Nothing is mailed before the organisation that keeps the map says so.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="map_settings")
    asks_since = models.DateField(null=True, blank=True)


class Import(models.Model):
    """A list that was read in, so that it can be taken back. ``day`` is a date.

    ``before`` has per entry that was changed what stood there and what was put there; ``contacts`` has the ids
    of the contacts that were added. The file is not kept, nor its name.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="map_imports")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField()
    before = models.JSONField(default=dict)
    contacts = models.JSONField(default=list)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    tied = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "id"]


class Actor(models.Model):
    """An organisation or initiative of the social base.

    An entry that was taken off the map keeps only its name and area, so that no import brings it back.
    Who can be reached stands in ``Contact``. ``asked_on`` and ``reminded_on`` are the days of the last
    question whether this is still right and of its reminder.
    """

    class Kind(models.TextChoices):
        NETWORK = "network", _lazy("Netwerk")
        COMMUNITY = "community", _lazy("Gemeenschap")
        RESIDENT_INITIATIVE = "resident_initiative", _lazy("Bewonersinitiatief")
        ASSOCIATION = "association", _lazy("Vereniging")
        PROVISION = "provision", _lazy("Voorziening")
        PROFESSIONAL = "professional", _lazy("Professionele organisatie")
        MUNICIPALITY = "municipality", _lazy("Gemeente")

    class Sphere(models.TextChoices):
        PERSONAL = "personal", _lazy("Persoonlijk")
        COMMUNAL = "communal", _lazy("Gemeenschappelijk")
        INSTITUTIONAL = "institutional", _lazy("Institutioneel")

    class Reach(models.TextChoices):
        NEIGHBOURHOOD = "neighbourhood", _lazy("De buurt")
        DISTRICT = "district", _lazy("De wijk")
        MUNICIPALITY = "municipality", _lazy("De hele gemeente")
        REGION = "region", _lazy("De regio")

    class Status(models.TextChoices):
        ACTIVE = "active", _lazy("Op de kaart")
        REMOVED = "removed", _lazy("Van de kaart gehaald")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="actors")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    sphere = models.CharField(max_length=20, choices=Sphere.choices)
    formal = models.BooleanField(default=False)
    does = models.CharField(max_length=MOST_IN_DOES, blank=True)
    target_groups = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    pillars = models.JSONField(default=list, blank=True)
    reach = models.CharField(max_length=20, choices=Reach.choices, default=Reach.MUNICIPALITY)
    area_code = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    website = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    keeper = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)
    created_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    asked_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(
        Import, null=True, blank=True, on_delete=models.SET_NULL, related_name="actors"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["organisation", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="latitude_with_longitude",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Whom to reach at an organisation or initiative: kept only with consent, since ``consent_on``.

    A row of its own, with its own id, so that what was erased can be erased again after a restore (P7) without
    taking away what was given anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    actor = models.OneToOneField(Actor, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    consent_on = models.DateField()


class Tie(models.Model):
    """A tie from one organisation or initiative to another.

    It stands one-sided until the other side confirms. Where both ways are the same (``SYMMETRIC``) the
    tie is stored once, from the lower id to the higher.
    """

    class Kind(models.TextChoices):
        WORKS_WITH = "works_with", _lazy("werkt samen met")
        REFERS_TO = "refers_to", _lazy("verwijst naar")
        HOSTS = "hosts", _lazy("geeft onderdak aan")
        FINANCES = "finances", _lazy("betaalt mee aan")
        SUPPORTS = "supports", _lazy("ondersteunt")
        WANTS_TO_WORK_WITH = "wants_to_work_with", _lazy("wil samenwerken met")

    class Strength(models.IntegerChoices):
        WEAK = 1, _lazy("Af en toe")
        FIRM = 2, _lazy("Geregeld")
        STRONG = 3, _lazy("Hecht")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="ties")
    source = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties_out")
    target = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties_in")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    strength = models.PositiveSmallIntegerField(choices=Strength.choices, default=Strength.WEAK)
    confirmed_by_source = models.DateField(null=True, blank=True)
    confirmed_by_target = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(
        Import, null=True, blank=True, on_delete=models.SET_NULL, related_name="ties"
    )

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="one_tie_per_pair_and_kind"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="no_tie_to_itself"),
            models.CheckConstraint(
                condition=Q(strength__gte=1, strength__lte=3), name="strength_one_to_three"
            ),
        ]


SYMMETRIC = frozenset({Tie.Kind.WORKS_WITH, Tie.Kind.WANTS_TO_WORK_WITH})
ONE_WAY = frozenset({Tie.Kind.HOSTS, Tie.Kind.FINANCES})


class Part(models.Model):
    """One line of the register *who does what*: an actor's role on a theme, or a gap (no actor).

    ``theme`` is "<instrument>:<theme>", as in ``vocabulary.yaml``.
    """

    class Role(models.TextChoices):
        LEADS = "leads", _lazy("trekt")
        DOES = "does", _lazy("doet")
        CONTRIBUTES = "contributes", _lazy("draagt bij")
        ASKED = "asked", _lazy("wordt gevraagd")
        FINANCES = "finances", _lazy("betaalt")
        GAP = "gap", _lazy("ontbreekt")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="map_parts")
    theme = models.CharField(max_length=70)
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.CASCADE, related_name="parts")
    role = models.CharField(max_length=20, choices=Role.choices)
    area_code = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["theme", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme", "actor", "role", "area_code"], name="one_part_per_role"
            ),
            models.UniqueConstraint(
                fields=["organisation", "theme", "area_code"],
                condition=Q(role="gap"),
                name="one_gap_per_area",
            ),
            models.CheckConstraint(
                condition=Q(role="gap", actor=None) | (~Q(role="gap") & Q(actor__isnull=False)),
                name="a_gap_is_nobodys_part",
            ),
        ]


class ConfirmLink(models.Model):
    """A link by which an organisation or initiative says whether its entry is still right.

    Only the hash of its token is kept. It works once, for ``DAYS_VALID`` days.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)


class Suggestion(models.Model):
    """What somebody who takes part in a round suggests for the map: tied to no answer, no group, no time.

    ``batch`` counts the times that suggestions of at least k people became readable together (P4); 0: not yet.
    """

    class Kind(models.TextChoices):
        WORKS_WITH = "works_with", _lazy("Met wie werk je samen?")
        MISSING = "missing", _lazy("Wie mis je?")
        STRONGER = "stronger", _lazy("Hoe kunnen jullie samen sterker worden?")

    class Status(models.TextChoices):
        WAITING = "waiting", _lazy("Nog niet bekeken")
        ACCEPTED = "accepted", _lazy("Overgenomen")
        ASIDE = "aside", _lazy("Opzij gelegd")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.CharField(max_length=160, blank=True)
    text = models.CharField(max_length=500)
    batch = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["round", "batch"])]


class AsksParticipants(models.Model):
    """Whether participants of a conversation are asked for suggestions; without a row the instrument decides."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="asks_for_map", primary_key=True
    )
    on = models.BooleanField()


class Suggested(models.Model):
    """That somebody gave suggestions in a round, so that nobody counts twice (P2); never which ones.

    ``mark`` is a keyed hash of the sheet: without the program's key nobody knows whose.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="suggested")
    mark = models.CharField(max_length=64)
    batch = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "mark"], name="suggested_once_per_round")]
