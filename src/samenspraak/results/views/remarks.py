"""Stop 3: which remarks the group may read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspraak.conversations.models import Remark
from samenspraak.conversations.queries.plans import plan_for
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.results.forms import RemarksForm
from samenspraak.results.queries.releases import latest_release, may_show, picture_of
from samenspraak.results.queries.remarks import Bundle, bundles, readable_in
from samenspraak.results.services import publish_remarks
from samenspraak.results.views.shared import page, round_at
from samenspraak.results.wording.names import Names, names_of
from samenspraak.results.wording.pages import Telling
from samenspraak.results.wording.remarks import title_of


@dataclass(frozen=True)
class Line:
    """One remark with the choice about it."""

    text: str
    field: BoundField


@dataclass(frozen=True)
class Group:
    """The remarks under one heading."""

    title: str
    lines: tuple[Line, ...]
    waiting: int


@member
@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: MemberRequest, conversation_id: UUID, number: int) -> HttpResponse:
    """Show the remarks that may be read, and keep which of them the group may read too."""
    round = round_at(request, conversation_id, number)
    last = latest_release(round)
    found = bundles(last) if last and may_show(round) else ()
    names = names_of(round)
    form = RemarksForm(
        [one for bundle in found for one in bundle.remarks],
        data=request.POST or None,
        initial={"release": last.number if last else None},
    )
    if found and form.is_valid():
        choices = form.choices(readable_in(round, form.cleaned_data["release"]))
        made = publish_remarks(round, choices, now=timezone.now(), actor=request.user)
        messages.success(
            request,
            _("Je keuzes zijn bewaard. De groep ziet ze in het beeld.")
            if made
            else _("Je keuzes zijn bewaard."),
        )
        return redirect("results:remarks", conversation_id, number)
    groups = [group(bundle, form, names) for bundle in found]
    context = {
        "release": last,
        "form": form,
        "telling": Telling(picture=picture_of(last), names=names) if last else None,
        "groups": groups,
        "waiting": sum(one.waiting for one in groups),
        "k": plan_for(round).k,
    }
    return page(request, "results/remarks.html", round, context)


def group(bundle: Bundle, form: RemarksForm, names: Names) -> Group:
    """Return the remarks about one theme with their choices."""
    lines = tuple(Line(text=one.text, field=form[str(one.pk)]) for one in bundle.remarks)
    waiting = sum(one.status == Remark.Status.WAITING for one in bundle.remarks)
    return Group(title=title_of(bundle.theme, names), lines=lines, waiting=waiting)
