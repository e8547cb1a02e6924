"""The doors of the figures: facts about areas are there for every member, what is added only for one's own."""

from __future__ import annotations

from django.utils import timezone

from samenspraak.figures.models import Area, OwnFigure
from tests.conftest import World
from tests.doors import OWN_FORM, OWN_PAGE, Door

DOORS = {
    "figures:own": OWN_PAGE,
    "figures:area": OWN_PAGE,
    "figures:indicator": OWN_PAGE,
    "figures:priorities": OWN_PAGE,
    "figures:priority": OWN_FORM,
    "figures:own_figures": OWN_FORM,
    "figures:choosing": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
    "figures:recognise": Door(get=(302, 404, 200, 200), post=(302, 404, 302, 302)),
    "figures:remove_own": Door(get=(302, 405, 405, 405), post=(302, 404, 302, 404)),
}


def samples(world: World) -> dict[str, object]:
    Area.objects.create(code="BU03080000", name="Centrum", municipality="GM0308", since=2024)
    figure = OwnFigure.objects.create(
        organisation=world.organisation, area="GM0308", name="Schulden", value=1, day=timezone.localdate()
    )
    return {
        "area": "GM0308",
        "figures:priority area": "BU03080000",
        "indicator": "laag-inkomen",
        "figure_id": figure.pk,
    }
