"""Give somebody an account and a place in an organisation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from samenspraak.organisations.models import Membership
from samenspraak.organisations.queries.people import organisations_named
from samenspraak.organisations.services import AlreadyMember, add_member, new_organisation, password_link


class Command(BaseCommand):
    """adduser EMAIL --organisation NAME [--administrator]"""

    help = (
        "Give somebody an account in an organisation (made when new) and print the link to choose a password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name what the command needs."""
        parser.add_argument("email")
        parser.add_argument("--organisation", required=True, metavar="NAME")
        parser.add_argument(
            "--administrator", action="store_true", help="may manage the organisation's people"
        )

    @transaction.atomic
    def handle(
        self, *_args: Any, email: str, organisation: str, administrator: bool, **_options: Any
    ) -> None:
        """Make what is missing and say what to do next."""
        self.check_address(email)
        found = organisations_named(organisation)
        if len(found) > 1:
            raise CommandError(f"There are {len(found)} organisations called {organisation!r}.")
        owner = found[0] if found else new_organisation(organisation)
        role = Membership.Role.ADMINISTRATOR if administrator else Membership.Role.FACILITATOR
        try:
            membership = add_member(owner, email=email, role=role)
        except AlreadyMember as refusal:
            raise CommandError(f"{email} is in {owner} already.") from refusal
        self.stdout.write(
            f"{email} is now in {owner} as {role.value}{'' if found else ' (a new organisation)'}."
        )
        if not membership.user.has_usable_password():
            self.stdout.write("Choose a password within three days at:")
            self.stdout.write(f"  {settings.BASE_URL}{password_link(membership.user)}")

    def check_address(self, email: str) -> None:
        """Refuse what is not an e-mail address."""
        try:
            validate_email(email)
        except ValidationError as refusal:
            raise CommandError(f"{email!r} is not an e-mail address.") from refusal
