"""All settings, read from the environment with a type, a safe default and a line in docs/running.md."""

from __future__ import annotations

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from samenspraak import __version__

PACKAGE = Path(__file__).resolve().parent


def env_text(name: str, default: str = "") -> str:
    """Return a text setting."""
    return os.environ.get(f"SAMENSPRAAK_{name}", default).strip()


def env_flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no setting; anything else refuses to start."""
    value = env_text(name).lower()
    if value in {"", "1", "true", "yes", "0", "false", "no"}:
        return default if not value else value in {"1", "true", "yes"}
    raise ImproperlyConfigured(f"SAMENSPRAAK_{name}: {value!r} is not yes or no.")


def env_number(name: str, default: int) -> int:
    """Return a whole number; anything else refuses to start."""
    value = env_text(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"SAMENSPRAAK_{name}: {value!r} is not a whole number.")
    return int(value)


def env_list(name: str) -> list[str]:
    """Return a list of texts separated by commas."""
    return [part.strip() for part in env_text(name).split(",") if part.strip()]


def env_secret() -> str:
    """Return the secret key from the environment or from the file it names."""
    path = env_text("SECRET_KEY_FILE")
    if not path:
        return env_text("SECRET_KEY")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"SAMENSPRAAK_SECRET_KEY_FILE: {error}.") from error


def database(url: str) -> dict[str, Any]:
    """Return Django's database setting for an address: empty (SQLite in the data folder), sqlite or postgresql."""
    parts = urlsplit(url)
    if parts.scheme in {"", "sqlite"}:
        return sqlite(Path(unquote(parts.path)) if parts.path else DATA / "samenspraak.sqlite3")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"SAMENSPRAAK_DATABASE: {parts.scheme!r} is not sqlite or postgresql.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return the SQLite setting under which a confirmed answer survives a power cut (P1), and a deleted one does not (P7)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        },
    }


DATA = Path(env_text("DATA", "data")).resolve()
DEMO = env_flag("DEMO")
DEBUG = env_flag("DEBUG")
SECRET_KEY = env_secret()
BASE_URL = env_text("BASE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or [urlsplit(BASE_URL).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": database(env_text("DATABASE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The rooms, lowest first. What a lower room must show of a higher one stands in that room's
# contributions.py; conversations gathers them in this order.
ROOMS = ["organisations", "conversations", "figures", "socialbase", "results", "outcomes"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *(f"samenspraak.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "samenspraak.middleware.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "samenspraak.middleware.Refusals",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samenspraak.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "samenspraak.urls"
WSGI_APPLICATION = "samenspraak.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Words and times
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "taal"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
ERASURES = Path(env_text("ERASURES", str(DATA / "erasures.log"))).resolve()
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "samenspraak.static_files.StaticFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
LARGER_UPLOADS = {
    "/sociale-basis/inlezen/": 8_000_000
}  # lists of organisations, so that too long ones get an answer
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a choice about every remark of a city goes in one form

# People: an account for facilitators only, by e-mail address
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "conversations:list"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "samenspraak.organisations.access.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samenspraak"
# Nobody signs up by themselves, so an address needs no proof before a second step may protect it.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Protection
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_SSL_REDIRECT = HTTPS and not env_flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Mail and work that can wait
EMAIL_BACKEND = env_text(
    "EMAIL_BACKEND",
    "django.core.mail.backends.console.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_HOST = env_text("EMAIL_HOST", "localhost")
EMAIL_PORT = env_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env_text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env_flag("EMAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_text("EMAIL_FROM", "Samenspraak <samenspraak@localhost>")
CONTACT_EMAIL = env_text("CONTACT", parseaddr(DEFAULT_FROM_EMAIL)[1])
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Official figures: nothing is asked of anybody unless the administrator allows it, and never from a page (P5)
FIGURES_ONLINE = env_flag("FIGURES_ONLINE")
FIGURES_STATLINE = env_text("FIGURES_STATLINE", "https://opendata.cbs.nl")
FIGURES_STATLINE4 = env_text("FIGURES_STATLINE4")
FIGURES_HEALTH = env_text("FIGURES_HEALTH", "https://dataderden.cbs.nl")
FIGURES_BORDERS = env_text("FIGURES_BORDERS", "https://api.pdok.nl")

# No address of a visitor in any log (P6): only the program's own words, and which door, without the codes in it.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"door": {"()": "samenspraak.safety.DoorInsteadOfPath"}},
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True, "filters": ["door"]},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": True},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
VERSION = __version__
