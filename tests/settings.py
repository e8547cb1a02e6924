"""Settings for the tests: the product's own, with quick passwords and work done at once."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SAMENSPRAAK_SECRET_KEY", "a-secret-only-for-the-tests-0123456789-abcdefghij")
os.environ.setdefault("SAMENSPRAAK_ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")

from samenspraak.settings import *  # noqa: F403
from samenspraak.settings import DATABASES

# A folder per process: runs never meet.
SCRATCH = tempfile.TemporaryDirectory(prefix="samenspraak-tests-")
ERASURES = Path(SCRATCH.name) / "erasures.log"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in real life: the threads of the live server would share one connection to a database in memory,
    # and one connection cannot begin two transactions.
    DATABASES["default"]["TEST"] = {"NAME": f"{SCRATCH.name}/tests.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
