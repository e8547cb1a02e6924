"""Conversations, their groups and rounds, and what participants answer."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.organisations.models import Organisation, User

GRACE = timedelta(minutes=15)


class InstrumentVersion(models.Model):
    """One version of an instrument, kept whole so that past rounds keep their own questions.

    One with a ``conversation`` belongs to it: it holds the cards that were added there, and nobody else chooses it.
    """

    slug = models.CharField(max_length=60)
    version = models.CharField(max_length=14)
    digest = models.CharField(max_length=64, unique=True)
    source = models.TextField()
    conversation = models.ForeignKey(
        "Conversation", null=True, on_delete=models.CASCADE, related_name="own_instruments"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"],
                condition=Q(conversation__isnull=True),
                name="one_instrument_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"


class Conversation(models.Model):
    """A conversation of an organisation with one instrument, over one or more rounds."""

    class Mode(models.TextChoices):
        PROTECTED = "protected", _lazy("Vertrouwelijk: niemand ziet wie wat antwoordt")
        NAMED = "named", _lazy("Met naam: alle deelnemers zien wie wat antwoordt")

    class Pages(models.TextChoices):
        QUESTION = "question", _lazy("Eén vraag per scherm")
        THEME = "theme", _lazy("Eén thema per scherm")
        ALL = "all", _lazy("Alles op één scherm")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="conversations")
    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="conversations")
    title = models.CharField(_lazy("Titel"), max_length=120)
    purpose = models.TextField(_lazy("Waar is dit gesprek voor?"), max_length=2000)
    area_code = models.CharField(_lazy("Gebied"), max_length=10, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.PROTECTED)
    k = models.PositiveSmallIntegerField(default=5)
    pages = models.CharField(max_length=10, choices=Pages.choices, default=Pages.QUESTION)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(k__gte=5) | Q(mode="named"), name="k_never_below_five"),
        ]

    def __str__(self) -> str:
        return self.title


class LocalCard(models.Model):
    """A card that a conversation adds to its instrument. Its key is the id of the card, in every round."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="local_cards")
    key = models.SlugField(max_length=30)
    theme = models.CharField(_lazy("Thema"), max_length=4)
    title = models.CharField(_lazy("Naam van de kaart"), max_length=80)
    explanation = models.TextField(_lazy("Uitleg"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["conversation", "key"], name="one_local_card_key")]

    def __str__(self) -> str:
        return self.title


class StakeholderGroup(models.Model):
    """A group of participants with a stable key; *display* is the key it is shown under.

    A group that is not ``active`` keeps its answers of earlier rounds, but is in no next one.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="groups")
    key = models.SlugField(max_length=60)
    name = models.CharField(_lazy("Naam"), max_length=80)
    audience = models.SlugField(max_length=60)
    expected = models.PositiveIntegerField(_lazy("Hoeveel mensen verwacht je?"), default=0)
    display = models.SlugField(max_length=60)
    display_name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["conversation", "key"], name="one_group_key")]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """One time that everybody answers. What people were promised is frozen when it opens.

    ``plan`` is a ``core.disclosure.Plan`` as JSON, ``questions`` the digest of the question list,
    ``purpose`` and ``pages`` what participants were shown; all empty in a draft.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _lazy("In voorbereiding")
        OPEN = "open", _lazy("Open")
        CLOSED = "closed", _lazy("Gesloten")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    code = models.CharField(max_length=8, unique=True)
    opens_at = models.DateTimeField(_lazy("Open vanaf"))
    closes_at = models.DateTimeField(_lazy("Sluit op"))
    revealed = models.BooleanField(default=False)
    instrument = models.ForeignKey(
        InstrumentVersion, null=True, on_delete=models.RESTRICT, related_name="rounds"
    )
    questions = models.CharField(max_length=64, blank=True)
    plan = models.JSONField(null=True, blank=True)
    purpose = models.TextField(blank=True)
    pages = models.CharField(max_length=10, blank=True)
    invitation_key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["conversation", "number"], name="one_round_number")]

    def __str__(self) -> str:
        return f"{self.conversation} ({self.number})"


class Participant(models.Model):
    """Somebody who takes part, known only by the hash of a return code.

    ``keep`` says that this person chose *bewaar mijn code*: then the same participant may answer
    in a next round; otherwise the tie to the response is cut when the round is over (P6).
    ``kept_until`` is the day after which the hash is erased (at most 24 months). ``sent_in`` is the
    round in which this person sent a sheet, filled in when the tie is cut: the code then still opens
    what came out, but no longer leads to a sheet.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    code_hash = models.CharField(max_length=64, unique=True)
    keep = models.BooleanField(default=False)
    kept_until = models.DateField(null=True, blank=True)
    sent_in = models.ForeignKey(Round, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class AnswerBatch(models.Model):
    """Answers that a facilitator entered at one moment: a file, or one sheet of paper. ``day`` is a date (P6).

    ``digest`` recognises the same answers when they are entered twice (P2); the file itself is not kept, nor
    its name, which may hold the name of a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="batches")
    digest = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "digest"], name="one_batch_per_file")]


class Response(models.Model):
    """One answer sheet. ``day`` is a date, never a time (P6).

    ``shown_sheet`` and ``shown_group`` are what the last release contained of this response (empty:
    nothing yet); they let a next release count what changed. A withdrawn response keeps no answers,
    only its place in the counts until a release has gone without it.
    """

    class Status(models.TextChoices):
        BEGUN = "begun", _lazy("Begonnen")
        SENT = "sent", _lazy("Verstuurd")
        WITHDRAWN = "withdrawn", _lazy("Ingetrokken")

    class Source(models.TextChoices):
        PERSON = "person", _lazy("Zelf ingevuld")
        TABLE = "table", _lazy("Samen aan een tafel")
        PAPER = "paper", _lazy("Op papier")
        IMPORT = "import", _lazy("Ingelezen")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="responses")
    participant = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="responses"
    )
    group = models.ForeignKey(StakeholderGroup, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.PERSON)
    people = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.BEGUN)
    sheet = models.CharField(max_length=2000)
    shown_sheet = models.CharField(max_length=2000, blank=True)
    shown_group = models.CharField(max_length=60, blank=True)
    begun_key = models.UUIDField(unique=True)
    batch = models.ForeignKey(AnswerBatch, null=True, on_delete=models.SET_NULL, related_name="responses")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "participant"], name="one_response_per_round"),
            models.CheckConstraint(condition=Q(people__gte=1), name="at_least_one_person"),
        ]
        indexes = [models.Index(fields=["round", "status"])]


class Remark(models.Model):
    """Free text of a response. Shown only when released, without group or time (P4)."""

    class Status(models.TextChoices):
        WAITING = "waiting", _lazy("Nog niet bekeken")
        RELEASED = "released", _lazy("Vrijgegeven")
        WITHHELD = "withheld", _lazy("Niet getoond")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="remarks")
    response = models.ForeignKey(Response, null=True, on_delete=models.CASCADE, related_name="remarks")
    item = models.CharField(max_length=40)
    text = models.TextField(max_length=1000)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "item"], name="one_remark_per_item")]


class Invitation(models.Model):
    """An e-mail address on the invitation list: whether it was invited and has answered, never what.

    ``withdrawn`` says that this answer was taken back, so that another may follow. Nobody is shown that: a
    remark goes at the same moment, and would have a name (P4).

    The personal link is derived from ``Round.invitation_key`` and this id; the key is erased when the
    round is over, so that no link can be tied to an answer afterwards.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    group = models.ForeignKey(StakeholderGroup, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    answered = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["email"]
        constraints = [models.UniqueConstraint(fields=["round", "email"], name="one_invitation_per_address")]
