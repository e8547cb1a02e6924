"""The organisation's own pages: who belongs to it, and what happened."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspraak.organisations import services
from samenspraak.organisations.access import MemberRequest, administrator, member
from samenspraak.organisations.contributions import event_sentences
from samenspraak.organisations.forms import ColleagueForm, OrganisationForm, RoleForm
from samenspraak.organisations.models import Membership
from samenspraak.organisations.queries.areas import area_name
from samenspraak.organisations.queries.people import events_of, member_for, members_of, memberships_of
from samenspraak.organisations.tasks import welcome
from samenspraak.organisations.wording import log_lines

EVENTS_PER_PAGE = 50


@member
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """Show the organisation and its members."""
    context = {
        "area": area_name(request.organisation.area_code),
        "members": members_of(request.organisation),
        "manages": request.membership.role == Membership.Role.ADMINISTRATOR,
        "memberships": memberships_of(request.user),
    }
    return render(request, "organisations/overview.html", context)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: MemberRequest) -> HttpResponse:
    """Change name and area of the organisation."""
    organisation = request.organisation
    current = {"name": organisation.name, "area_code": organisation.area_code}
    form = OrganisationForm(request.POST or None, initial=current)
    if not form.is_valid():
        return render(request, "organisations/details.html", {"form": form})
    services.rename(organisation, **form.cleaned_data, actor=request.user, now=timezone.now())
    messages.success(request, _("De gegevens zijn bewaard."))
    return redirect("organisations:overview")


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest) -> HttpResponse:
    """Invite a colleague by e-mail."""
    form = ColleagueForm(request.POST or None)
    if form.is_valid() and (membership := invited(request, form)):
        welcome.enqueue(membership.pk)
        messages.success(request, _("%s krijgt een e-mail met een link.") % membership.user.email)
        return redirect("organisations:overview")
    return render(request, "organisations/invite.html", {"form": form})


def invited(request: MemberRequest, form: ColleagueForm) -> Membership | None:
    """Return the new colleague's membership, or put in the form why not."""
    try:
        return services.invite_colleague(
            request.organisation, **form.cleaned_data, actor=request.user, now=timezone.now()
        )
    except services.AlreadyMember:
        form.add_error("email", _("Dit adres hoort al bij een collega in jullie organisatie."))
        return None


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Change a member's role."""
    membership = member_for(request.organisation, membership_id)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if form.is_valid() and role_changed(request, membership, form):
        messages.success(request, _("De rol van %s is gewijzigd.") % membership.user)
        return redirect("organisations:overview")
    context = {"form": form, "membership": membership}
    return render(request, "organisations/role.html", context)


def role_changed(request: MemberRequest, membership: Membership, form: RoleForm) -> bool:
    """Change the role, or put in the form why not."""
    try:
        services.change_role(
            membership, role=form.cleaned_data["role"], actor=request.user, now=timezone.now()
        )
    except services.LastAdministrator as refusal:
        form.add_error("role", str(refusal))
        return False
    return True


@administrator
@require_POST
def remove(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Take a member out of the organisation."""
    membership = member_for(request.organisation, membership_id)
    who = str(membership.user)
    try:
        services.remove_member(membership, actor=request.user, now=timezone.now())
    except services.LastAdministrator as refusal:
        messages.error(request, str(refusal))
        return redirect("organisations:role", membership_id)
    messages.success(request, _("%s hoort niet meer bij jullie organisatie.") % who)
    return redirect("organisations:overview" if membership.user != request.user else "home")


@administrator
@require_POST
def welcome_again(request: MemberRequest, membership_id: int) -> HttpResponse:
    """Send the mail with the link once more."""
    membership = member_for(request.organisation, membership_id)
    welcome.enqueue(membership.pk)
    messages.success(request, _("%s krijgt opnieuw een e-mail.") % membership.user.email)
    return redirect("organisations:overview")


@member
@require_safe
def log(request: MemberRequest) -> HttpResponse:
    """Show what colleagues changed, newest first."""
    events = Paginator(events_of(request.organisation), EVENTS_PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": events,
        "lines": log_lines(events, event_sentences()),
    }
    return render(request, "organisations/log.html", context)
