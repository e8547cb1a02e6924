"""A user's own page: name, sign-in sessions, and for which organisation they work now."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samenspraak.organisations import services
from samenspraak.organisations.access import MemberRequest, member
from samenspraak.organisations.forms import NameForm, TokenForm
from samenspraak.organisations.queries.people import memberships_of, sign_in_for, sign_ins_of, token_for


@member
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: MemberRequest) -> HttpResponse:
    """Change one's name, and see where one is signed in."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        services.change_own_name(request.user, form.cleaned_data["name"])
        messages.success(request, _("Je naam is bewaard."))
        return redirect("organisations:me")
    context = {
        "form": form,
        "sign_ins": sign_ins_of(request.user),
        "here": request.session.session_key,
        "memberships": memberships_of(request.user),
    }
    return render(request, "organisations/me.html", context)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: MemberRequest) -> HttpResponse:
    """Show one's keys for programs, and make one: a new key is shown on this answer only."""
    form = TokenForm(request.POST or None)
    key = made_token(request, form) if form.is_valid() else ""
    context = {
        "form": TokenForm() if key else form,
        "key": key,
        "tokens": request.membership.tokens.all(),
    }
    return render(request, "organisations/tokens.html", context)


def made_token(request: MemberRequest, form: TokenForm) -> str:
    """Return a new key; none, with the reason on the form, when that cannot be."""
    try:
        return services.make_token(request.membership, form.cleaned_data["token_name"], now=timezone.now())
    except services.TokenExists:
        form.add_error("token_name", _("Je hebt al een sleutel met deze naam. Kies een andere naam."))
    except services.TooManyTokens:
        form.add_error(None, _("Je hebt al tien sleutels. Trek er eerst een in."))
    return ""


@member
@require_POST
def revoke(request: MemberRequest, token_id: int) -> HttpResponse:
    """End one of one's own keys."""
    services.revoke_token(token_for(request.membership, token_id), now=timezone.now())
    messages.success(
        request, _("De sleutel is ingetrokken. Programma's die hem gebruikten, komen er niet meer in.")
    )
    return redirect("organisations:tokens")


@member
@require_POST
def sign_out_one(request: MemberRequest, sign_in_id: int) -> HttpResponse:
    """End one of one's own sign-in sessions."""
    services.sign_out(sign_in_for(request.user, sign_in_id))
    messages.success(request, _("Je bent daar uitgelogd."))
    return redirect("organisations:me")


@member
@require_POST
def sign_out_others(request: MemberRequest) -> HttpResponse:
    """End all of one's sign-in sessions except this one."""
    ended = services.sign_out_everywhere(request.user, but=request.session.session_key or "")
    text = ngettext("Je bent op %d plek uitgelogd.", "Je bent op %d plekken uitgelogd.", ended)
    messages.success(request, text % ended if ended else _("Je was nergens anders ingelogd."))
    return redirect("organisations:me")


@member
@require_POST
def switch(request: MemberRequest) -> HttpResponse:
    """Work for another organisation of one's own."""
    chosen = request.POST.get("organisation", "")
    if chosen not in {str(one.organisation_id) for one in memberships_of(request.user)}:
        raise Http404
    request.session["organisation"] = chosen
    return redirect("conversations:list")
