"""What the position and the importance of a theme are called: of statements, or of cards that people placed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenspraak.results.wording.names import Names

Quadrants = tuple[str, str, str, str]


@dataclass(frozen=True)
class Asking:
    """The words around the figures of a theme, to the group itself.

    ``themes`` heads the list of themes, ``fuller`` explains its wheel; ``places`` heads importance against position,
    ``corner`` says where to look in it. ``position`` and ``importance`` are the names of the two figures, ``weight``
    the short name of the second; ``groups`` heads a drawing of where each group stands within a theme, ``each`` the
    questions of a theme one by one.
    """

    themes: str
    fuller: str
    places: str
    corner: str
    position: str
    importance: str
    weight: str
    axis: str
    weight_axis: str
    quadrants: Quadrants
    groups: str
    each: str


def asking(names: Names) -> Asking:
    """Return the words that fit the questions of this round."""
    return about_cards() if names.has_cards else about_statements()


def about_statements() -> Asking:
    """Return the words for statements: how far are we."""
    return Asking(
        themes=_("Waar staan jullie per thema?"),
        fuller=_(
            "Hoe voller en donkerder een vak, hoe verder jullie vinden dat het is. Een gearceerd vak is onzeker: "
            "er zijn weinig antwoorden, of ze lopen uiteen."
        ),
        places=_("Wat is belangrijk, en waar staan jullie?"),
        corner=_(
            "Linksboven staat wat jullie belangrijk vinden en wat nog niet ver is. Daar valt vaak het meest te winnen."
        ),
        position=_("Waar jullie staan"),
        importance=_("Hoe belangrijk"),
        weight=_("Belang"),
        axis=_("waar jullie staan"),
        weight_axis=_("hoe belangrijk jullie het vinden"),
        quadrants=(
            _("Belangrijk, en nog niet ver"),
            _("Belangrijk, en al op weg"),
            _("Minder belangrijk, en nog niet ver"),
            _("Minder belangrijk, en al op weg"),
        ),
        groups=_("Waar staat elke groep?"),
        each=_("Per stelling"),
    )


def about_cards() -> Asking:
    """Return the words for cards: how strong is it here, and where is more needed."""
    return Asking(
        themes=_("Hoe sterk is het hier, per thema?"),
        fuller=_(
            "Hoe voller en donkerder een vak, hoe sterker het hier is volgens jullie. Een gearceerd vak is onzeker: "
            "er zijn weinig antwoorden, of ze lopen uiteen."
        ),
        places=_("Hoe sterk is het, en waar is meer inzet nodig?"),
        corner=_("Linksboven staat wat nog niet sterk is en waar volgens jullie meer inzet nodig is."),
        position=_("Hoe sterk het hier is"),
        importance=_("Is er meer inzet nodig?"),
        weight=_("Meer inzet nodig"),
        axis=_("hoe sterk het hier is"),
        weight_axis=_("of er meer inzet nodig is"),
        quadrants=(
            _("Inzet nodig, en nog niet sterk"),
            _("Inzet nodig, en al sterk"),
            _("Minder inzet nodig, en nog niet sterk"),
            _("Minder inzet nodig, en al sterk"),
        ),
        groups=_("Hoe sterk is het volgens elke groep?"),
        each=_("Per vraag"),
    )
