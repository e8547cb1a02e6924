"""Opinion groups in files: their figures per statement as lines of the long table, their sizes as a tab."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samenspraak.core.opinions.picture import OpinionPicture, StatementMeans
from samenspraak.delivery.tables import Cell, Sheet
from samenspraak.results.wording import doubts
from samenspraak.results.wording.names import Names
from samenspraak.results.wording.opinion_map import is_certain
from samenspraak.results.wording.opinions import opinions_told

Row = tuple[Cell, ...]


def opinion_lines(opinions: OpinionPicture, names: Names) -> Iterator[tuple[Row, Row, Row]]:
    """Yield per statement and opinion group where it is, its number of people and mean, and how sure."""
    for statement in opinions.statements:
        yield from statement_lines(statement, opinions, names)


def statement_lines(
    statement: StatementMeans, opinions: OpinionPicture, names: Names
) -> Iterator[tuple[Row, Row, Row]]:
    """Yield the lines of one statement."""
    theme = names.questions.theme_of(statement.item).id
    words = names.questions.item(statement.item).text.to(names.language)
    where = (theme, names.theme(theme), statement.item, words, _("stelling"))
    for place, (mean, n) in enumerate(zip(statement.means, statement.n, strict=True)):
        sure = is_certain(opinions.groups[place], names)
        told = (_("duidelijk"), "") if sure else (_("onzeker"), doubts.reason("thin"))
        yield (*where, key(place), full_name(place)), (n, mean), told


def key(place: int) -> str:
    """Return the code of an opinion group in files."""
    return f"meningsgroep-{place + 1}"


def full_name(place: int) -> str:
    """Return the name of an opinion group in files."""
    return _("Meningsgroep %(number)s") % {"number": place + 1}


def opinions_table(opinions: OpinionPicture, names: Names) -> Sheet:
    """Return the tab about opinion groups: what was found, the sizes, and how stakeholder groups lie over them."""
    rows: list[Row] = [(opinions_told(opinions, names).title, "", opinions.n, "", "")]
    for place, group in enumerate(opinions.groups):
        rows.append((_("grootte"), key(place), group.n, group.share, ""))
    for row in opinions.relations:
        shares = zip((*row.shares, row.unplaced), (*range(len(row.shares)), None), strict=True)
        for share, number in shares:
            code = _("geen groep") if number is None else key(number)
            rows.append((_("verdeling"), code, row.n, share, names.group(row.display)))
    header = (_("wat"), _("meningsgroep"), _("n"), _("aandeel"), _("groep voluit"))
    return Sheet(name=_("Meningsgroepen"), header=header, rows=tuple(rows))
