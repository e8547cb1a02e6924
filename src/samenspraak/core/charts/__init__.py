"""Charts: plain numbers in, one accessible picture and its table out."""

from samenspraak.core.charts.areas import MapArea, MapSpot, MapWords, area_map
from samenspraak.core.charts.bars import Bar, stacked_bars
from samenspraak.core.charts.chart import Chart, Frame, Words
from samenspraak.core.charts.counted import Counted, CountedRow, counted_in
from samenspraak.core.charts.diverging import diverging_bars
from samenspraak.core.charts.dots import Dot, DotRow, dot_range
from samenspraak.core.charts.goals import ExpectedGoal, GoalWords, expected_goals
from samenspraak.core.charts.heat import Column, Heat, HeatRow, heat_table
from samenspraak.core.charts.network import (
    Look,
    NetworkField,
    NetworkLine,
    NetworkMark,
    NetworkWords,
    corners,
    fill_of,
    network_chart,
)
from samenspraak.core.charts.opinions import Cloud, MapHeader, opinion_map
from samenspraak.core.charts.pills import Pill
from samenspraak.core.charts.places import Axes, Place, importance_position
from samenspraak.core.charts.slopes import Slope, slope
from samenspraak.core.charts.spark import sparkline
from samenspraak.core.charts.spheres import SphereWords, spheres
from samenspraak.core.charts.trends import TrendLine, TrendPoint, trend
from samenspraak.core.charts.wheel import Spoke, theme_wheel
from samenspraak.core.charts.years import years_apart

__all__ = [
    "Axes",
    "Bar",
    "Chart",
    "Cloud",
    "Column",
    "Counted",
    "CountedRow",
    "Dot",
    "DotRow",
    "ExpectedGoal",
    "Frame",
    "GoalWords",
    "Heat",
    "HeatRow",
    "Look",
    "MapArea",
    "MapHeader",
    "MapSpot",
    "MapWords",
    "NetworkField",
    "NetworkLine",
    "NetworkMark",
    "NetworkWords",
    "Pill",
    "Place",
    "Slope",
    "SphereWords",
    "Spoke",
    "TrendLine",
    "TrendPoint",
    "Words",
    "area_map",
    "corners",
    "counted_in",
    "diverging_bars",
    "dot_range",
    "expected_goals",
    "fill_of",
    "heat_table",
    "importance_position",
    "network_chart",
    "opinion_map",
    "slope",
    "sparkline",
    "spheres",
    "stacked_bars",
    "theme_wheel",
    "trend",
    "years_apart",
]
