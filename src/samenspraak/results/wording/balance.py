"""Every person equal or every group equal: which order of themes hangs on that, and who is outvoted, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspraak.core.picture import Picture, ThemePicture
from samenspraak.core.standpoints import Flip, Minority, Weighed, Weighings
from samenspraak.results.wording import numbers
from samenspraak.results.wording.asking import asking
from samenspraak.results.wording.findings import Sentence, capitalised
from samenspraak.results.wording.names import Names, enumeration

MOST_FLIPS = 2
MOST_MINORITIES = 3


@dataclass(frozen=True)
class Pair:
    """One figure under both weightings, as the reader writes numbers."""

    people: str
    groups: str
    n: int


@dataclass(frozen=True)
class BalanceLine:
    """One theme under both weightings: where people stand, and how important it is."""

    letter: str
    name: str
    position: Pair | None
    importance: Pair | None


@dataclass(frozen=True)
class Balance:
    """What hangs on the weighting in sentences, and the table; ``flips`` where an order changes for sure."""

    sentences: tuple[str, ...]
    importance_title: str
    position_title: str
    lines: tuple[BalanceLine, ...]
    flips: bool
    has_importance: bool
    has_position: bool


def balance(picture: Picture, names: Names) -> Balance | None:
    """Return both weightings in words; None where fewer than two groups or themes can be compared."""
    positions, importance = picture.positions_weighed, picture.importance_weighed
    known = [each for each in (importance, positions) if each]
    if not known:
        return None
    flips = [flip for each in known for flip in each.flips]
    told = [*told_flips(importance, names, important=True), *told_flips(positions, names, important=False)]
    return Balance(
        sentences=(*(told or [unchanged()]), *left_out(known, names)),
        importance_title=_("%(figure)s: de gemiddelde stap") % {"figure": asking(names).weight},
        position_title=_("%(figure)s: de gemiddelde stap") % {"figure": asking(names).position},
        lines=tuple(line for theme in picture.themes if (line := balance_line(theme, picture, names))),
        flips=any(flip.certainty == "clear" for flip in flips),
        has_importance=importance is not None,
        has_position=positions is not None,
    )


def told_flips(found: Weighings | None, names: Names, *, important: bool) -> list[str]:
    """Say which themes change places, the surest first."""
    flips = sorted(found.flips if found else (), key=lambda flip: flip.certainty != "clear")
    return [told_flip(flip, names, important=important) for flip in flips[:MOST_FLIPS]]


def told_flip(flip: Flip, names: Names, *, important: bool) -> str:
    """Say which two themes change places, and how sure that is."""
    words = {"first": names.theme(flip.by_people), "second": names.theme(flip.by_groups)}
    if names.has_cards:
        said = told_flip_of_cards(important=important)
    elif important:
        said = _(
            "Telt elke mens even zwaar, dan is %(first)s belangrijker dan %(second)s. "
            "Telt elke groep even zwaar, dan is het andersom."
        )
    else:
        said = _(
            "Telt elke mens even zwaar, dan staat %(first)s hoger dan %(second)s. "
            "Telt elke groep even zwaar, dan is het andersom."
        )
    return f"{said % words} {sureness(flip)}"


def told_flip_of_cards(*, important: bool) -> str:
    """Return the sentence about two themes that change places, where people placed cards."""
    if important:
        return _(
            "Telt elke mens even zwaar, dan is bij %(first)s meer inzet nodig dan bij %(second)s. "
            "Telt elke groep even zwaar, dan is het andersom."
        )
    return _(
        "Telt elke mens even zwaar, dan is %(first)s sterker dan %(second)s. "
        "Telt elke groep even zwaar, dan is het andersom."
    )


def sureness(flip: Flip) -> str:
    """Say how sure it is that two themes change places."""
    if flip.certainty == "clear":
        return _("Dat is duidelijk.")
    return _("Dat is onzeker: ze liggen dicht bij elkaar, en niet iedereen deed mee.")


def unchanged() -> str:
    """Say that the order of the themes does not hang on the weighting."""
    return _(
        "De volgorde van de thema's blijft gelijk, of nu elke mens even zwaar telt of elke groep. "
        "Grote groepen bepalen die volgorde dus niet."
    )


def left_out(known: Iterable[Weighings], names: Names) -> list[str]:
    """Say which themes cannot be compared, because fewer than two groups are shown of them."""
    missing = dict.fromkeys(theme for each in known for theme in each.left_out)
    if not missing:
        return []
    themes = enumeration([names.theme(theme) for theme in missing])
    return [
        _("Niet vergeleken: %(themes)s. Daar is van minder dan twee groepen iets te zien.")
        % {"themes": themes}
    ]


def balance_line(theme: ThemePicture, picture: Picture, names: Names) -> BalanceLine | None:
    """Return one theme as a line of the table; None when it has neither figure."""
    position = pair(theme, picture.positions_weighed, n=theme.position.n if theme.position else 0)
    importance = pair(theme, picture.importance_weighed, n=theme.importance.n if theme.importance else 0)
    if position is None and importance is None:
        return None
    return BalanceLine(
        letter=theme.theme, name=names.theme(theme.theme), position=position, importance=importance
    )


def pair(theme: ThemePicture, found: Weighings | None, *, n: int) -> Pair | None:
    """Return both figures of one theme."""
    weighed: Weighed | None = (
        next((one for one in found.themes if one.theme == theme.theme), None) if found else None
    )
    if weighed is None:
        return None
    return Pair(people=numbers.decimal(weighed.people), groups=numbers.decimal(weighed.groups), n=n)


def minorities(picture: Picture, names: Names) -> tuple[Sentence, ...]:
    """Return one sentence per small group that stands far from all others, strongest first (P4: it is shown)."""
    strongest: dict[str, Minority] = {}
    for one in picture.minorities:
        strongest.setdefault(one.group, one)
    return tuple(minority(one, picture, names) for one in list(strongest.values())[:MOST_MINORITIES])


def minority(one: Minority, picture: Picture, names: Names) -> Sentence:
    """Name the group, the statement and the side."""
    words = {"statement": names.told(one.item), "group": capitalised(names.group(one.group))}
    if one.delta > 0:
        said = _(
            "Een kleine groep kijkt heel anders naar %(statement)s. %(group)s: veel hoger dan alle anderen."
        )
    else:
        said = _(
            "Een kleine groep kijkt heel anders naar %(statement)s. %(group)s: veel lager dan alle anderen."
        )
    return Sentence(text=f"{said % words}{also(one, picture)}", n=one.n)


def also(one: Minority, picture: Picture) -> str:
    """Say on how many other statements this group stands far from all others."""
    others = sum(each.group == one.group for each in picture.minorities) - 1
    if not others:
        return ""
    return " " + ngettext(
        "Dat is ook zo bij één andere stelling.",
        "Dat is ook zo bij %(number)s andere stellingen.",
        others,
    ) % {"number": others}
