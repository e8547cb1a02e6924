"""Figures as people read them: the value in its unit, its margin, its n, and where it comes from."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from samenspraak.core.indicators import Indicator
from samenspraak.figures.models import Edition
from samenspraak.figures.queries.catalogue import catalogue
from samenspraak.figures.queries.told import RESIDENTS, Told

FEW = 250  # of 250 households one more or less is half a percent


def written(value: float, decimals: int) -> str:
    """Return a number with its thousands apart; rounded first, because Django cuts decimals off."""
    number = number_format(
        round(abs(value), decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True
    )
    return ("−" if round(value, decimals) < 0 else "") + str(number)


def shown(indicator: Indicator, value: float) -> str:
    """Return a value in its unit."""
    words = {"number": written(value, indicator.decimals)}
    if indicator.unit == "percent":
        return _("%(number)s%%") % words
    if indicator.unit == "per-thousand":
        return _("%(number)s per 1.000") % words
    if indicator.unit == "euro":
        return _("€ %(number)s") % words
    if indicator.unit == "thousand-euro":
        return _("€ %(number)s") % {"number": written(round(value, indicator.decimals) * 1000, 0)}
    if indicator.unit == "kilometre":
        return _("%(number)s km") % words
    if indicator.unit == "years":
        return _("%(number)s jaar") % words
    return words["number"]


def unitless(indicator: Indicator, value: float) -> str:
    """Return a value without its unit, for the first of two: "€" stands before a number, so there it stays."""
    if indicator.unit in ("thousand-euro", "euro"):
        return shown(indicator, value)
    return written(value, indicator.decimals)


def short(indicator: Indicator, value: float) -> str:
    """Return a value without its unit, for a small place: no thousands apart there."""
    number = number_format(
        round(abs(value), indicator.decimals), decimal_pos=indicator.decimals, use_l10n=True
    )
    return ("−" if round(value, indicator.decimals) < 0 else "") + str(number)


def whole(number: float) -> str:
    """Return a whole number with its thousands apart."""
    return str(number_format(round(number), decimal_pos=0, use_l10n=True, force_grouping=True))


def as_typed(value: float) -> str:
    """Return a number of the organisation itself with as many decimals as it has."""
    decimals = 0 if value == int(value) else None
    return str(number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True))


def value_of(told: Told | None) -> str:
    """Return a figure in its unit; words where nothing is told."""
    return shown(told.indicator, told.reading.value) if told else _("niet bekend")


def margin_of(told: Told) -> str:
    """Return between which values the real number most likely lies; nothing where the source gives no margin."""
    if told.reading.low is None or told.reading.high is None:
        return ""
    words = {"low": shown(told.indicator, told.reading.low), "high": shown(told.indicator, told.reading.high)}
    return _("waarschijnlijk tussen %(low)s en %(high)s") % words


def n_of(told: Told) -> str:
    """Return on how many it rests; else how many people live there, or that the source does not say."""
    if told.n is not None:
        return f"n = {whole(told.n)}"
    if told.residents is None or told.indicator.id == RESIDENTS:
        return "" if told.indicator.id == RESIDENTS else _("n niet gegeven")
    return _("%(number)s inwoners") % {"number": whole(told.residents)}


def is_small(told: Told) -> bool:
    """Say whether so few people live here that a share moves by chance."""
    if told.indicator.unit not in ("percent", "per-thousand"):
        return False
    if told.n is not None:
        return told.n < FEW
    return told.residents is not None and told.residents < 2 * FEW


def made_of(told: Told) -> str:
    """Return what a careful reader should know of this number: estimated, provisional, other borders."""
    parts = [
        _("kleine aantallen: een paar mensen maken al verschil") if is_small(told) else "",
        _("geschat met een rekenmodel") if told.estimated else "",
        _("voorlopig cijfer") if told.is_provisional else "",
        _("de grenzen zijn dat jaar veranderd") if told.redrawn else "",
    ]
    return "; ".join(part for part in parts if part)


def source_of(told: Told, language: str) -> str:
    """Return source, table, period and the day of retrieval."""
    return source_words(told.edition, told.retrieved, language)


def source_words(edition: Edition, retrieved: date, language: str) -> str:
    """Return source, table, period and the day of retrieval of one edition."""
    source = catalogue().source(edition.source)
    words = {
        "publisher": source.publisher.to(language),
        "name": source.name.to(language),
        "table": edition.table,
        "period": edition.period,
        "day": date_format(retrieved, "j F Y"),
    }
    return _("%(publisher)s, %(name)s (%(table)s), %(period)s, opgehaald op %(day)s") % words
