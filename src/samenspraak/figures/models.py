"""Official figures: areas, tables as they were retrieved, and what an organisation and a conversation add."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from samenspraak.conversations.models import Round
from samenspraak.organisations.models import Organisation, User


class Area(models.Model):
    """A district or neighbourhood, or a municipality of another year, as it was from *since* till *until*.

    The municipalities of today, provinces, regions and the country come with the program. ``outline`` is
    ``core.regions.packed``; empty when only the name is known.
    """

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    municipality = models.CharField(max_length=6, db_index=True)
    since = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    outline = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["code", "since"]
        constraints = [models.UniqueConstraint(fields=["code", "since"], name="one_area_per_division")]

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """One table of one source about one period. ``division`` is the year whose borders it uses (0: unknown).

    ``columns`` says per indicator which column of the table it came from, ``unsure`` which of them the source calls
    provisional. ``covers`` are the municipalities that were asked for since the source changed (*WHOLE*: all), with
    the catalogue whose digest is ``read_as``: so an update knows what it need not ask again.
    """

    WHOLE = "NL"

    source = models.CharField(max_length=20)
    table = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    period = models.PositiveSmallIntegerField()
    division = models.PositiveSmallIntegerField(default=0)
    provisional = models.BooleanField(default=False)
    modified = models.CharField(max_length=40, blank=True)
    columns = models.JSONField(default=dict)
    unsure = models.JSONField(default=list)
    covers = models.JSONField(default=list)
    read_as = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["source", "-period"]
        constraints = [models.UniqueConstraint(fields=["source", "table", "period"], name="one_edition")]

    def __str__(self) -> str:
        return f"{self.title} ({self.table})"


class Sheet(models.Model):
    """All figures of one area in one edition, as one row: a page reads ten rows, not four hundred.

    ``figures`` has per indicator a number, or ``[number, low, high]`` where the source gives a margin. What
    the source does not tell is not in it. ``redrawn``: the source says that the borders changed that year.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sheets")
    area = models.CharField(max_length=10)
    municipality = models.CharField(max_length=6, blank=True)
    figures: Any = models.JSONField()
    redrawn = models.BooleanField(default=False)
    retrieved = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "edition"], name="one_sheet_per_area")]
        indexes = [models.Index(fields=["municipality", "edition"])]


class Spread(models.Model):
    """Between which values the neighbourhoods of a municipality lie in one edition, made when it is loaded.

    ``figures`` has per indicator ``[lowest, highest, number of neighbourhoods]``; ``number`` are all of them. A town
    of five hundred neighbourhoods would else be read whole for every visit of its page.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="spreads")
    municipality = models.CharField(max_length=6)
    figures: Any = models.JSONField()
    number = models.PositiveIntegerField()
    retrieved = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "edition"], name="one_spread_per_town")
        ]


class OwnFigure(models.Model):
    """A figure of the organisation itself about one area, such as from a municipal monitor."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_figures")
    area = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    value = models.FloatField()
    unit = models.CharField(max_length=40, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    day = models.DateField()
    caveat = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "-day", "area"]

    def __str__(self) -> str:
        return self.name


class Priority(models.Model):
    """A neighbourhood that the organisation gives priority, with its reasons."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="priorities")
    area = models.CharField(max_length=10)
    reason = models.TextField(max_length=2000)
    marked_on = models.DateField()
    marked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["area"]
        constraints = [models.UniqueConstraint(fields=["organisation", "area"], name="one_priority_per_area")]


class Beside(models.Model):
    """A figure that the facilitator puts beside a theme of a round, and whether the table knows this picture."""

    class Known(models.TextChoices):
        YES = "yes", _lazy("Ja, dit herkennen we")
        PARTLY = "partly", _lazy("Deels")
        NO = "no", _lazy("Nee, wij zien iets anders")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="figures")
    theme = models.CharField(max_length=4)
    indicator = models.CharField(max_length=60)
    area = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField(default=0)
    known = models.CharField(max_length=10, choices=Known.choices, blank=True)
    said = models.TextField(blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["theme", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "theme", "indicator", "area"], name="one_figure_beside_a_theme"
            )
        ]
