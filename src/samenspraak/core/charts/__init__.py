"""Charts: plain numbers in, one accessible picture and its table out."""

from samenspraak.core.charts.bars import Bar, stacked_bars
from samenspraak.core.charts.chart import Chart, Frame, Words
from samenspraak.core.charts.diverging import diverging_bars
from samenspraak.core.charts.dots import Dot, DotRow, dot_range
from samenspraak.core.charts.heat import Column, Heat, HeatRow, heat_table
from samenspraak.core.charts.opinions import Cloud, MapHeader, opinion_map
from samenspraak.core.charts.places import Axes, Place, importance_position
from samenspraak.core.charts.slopes import Slope, slope
from samenspraak.core.charts.wheel import Spoke, theme_wheel

__all__ = [
    "Axes",
    "Bar",
    "Chart",
    "Cloud",
    "Column",
    "Dot",
    "DotRow",
    "Frame",
    "Heat",
    "HeatRow",
    "MapHeader",
    "Place",
    "Slope",
    "Spoke",
    "Words",
    "diverging_bars",
    "dot_range",
    "heat_table",
    "importance_position",
    "opinion_map",
    "slope",
    "stacked_bars",
    "theme_wheel",
]
