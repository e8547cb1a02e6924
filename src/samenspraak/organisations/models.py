"""Who: organisations, users, their role, and the log of what changed."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _lazy


class UserAccounts(BaseUserManager["User"]):
    """Make users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make and keep a user; without a password nobody can sign in until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an administrator of the installation."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A facilitator or administrator; participants never have an account."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(_lazy("E-mailadres"), unique=True)
    name = models.CharField(_lazy("Naam"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserAccounts] = UserAccounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email


class Organisation(models.Model):
    """A municipality or partner that holds conversations; the wall between tenants (P3)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_lazy("Naam"), max_length=120)
    area_code = models.CharField(max_length=10, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user in an organisation, in a role."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _lazy("Gespreksleider")
        ADMINISTRATOR = "administrator", _lazy("Beheerder")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.FACILITATOR)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_membership")]


class SignIn(models.Model):
    """A sign-in session of a user: which browser, since which day. No address (P6)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=80, blank=True)
    since = models.DateField()


class ApiToken(models.Model):
    """A key by which a program of a member reads what that member may read. Only its hash is kept; days, no times."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_lazy("Waarvoor gebruik je de sleutel?"), max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    used_on = models.DateField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["membership", "name"], name="one_token_per_name")]


class AuditEvent(models.Model):
    """What somebody with an account changed: append only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="events")
    actor = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True, db_index=True)
    detail = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
