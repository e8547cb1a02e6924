"""The network of the social base: who has ties with whom, who is central, who bridges, and where to draw it."""

from samenspraak.core.network.bridges import between, cut_off
from samenspraak.core.network.graph import (
    WISH,
    Link,
    Network,
    Wish,
    alone,
    components,
    network_of,
    partners,
    unmet_wishes,
)
from samenspraak.core.network.layout import Layout, Pieces, arranged, drawn_pieces, laid_out
from samenspraak.core.network.sides import Side, both_thin
from samenspraak.core.network.thin import Entry, Spot, thin_spots

__all__ = [
    "WISH",
    "Entry",
    "Layout",
    "Link",
    "Network",
    "Pieces",
    "Side",
    "Spot",
    "Wish",
    "alone",
    "arranged",
    "between",
    "both_thin",
    "components",
    "cut_off",
    "drawn_pieces",
    "laid_out",
    "network_of",
    "partners",
    "thin_spots",
    "unmet_wishes",
]
