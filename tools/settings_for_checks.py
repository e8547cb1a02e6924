"""Run a Django command for the checks, with settings that touch nothing."""

from __future__ import annotations

import os
import sys
import tempfile

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspraak.settings")
    os.environ.setdefault("SAMENSPRAAK_SECRET_KEY", "only-for-the-checks")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAMENSPRAAK_DATA"] = folder
        execute_from_command_line(["manage", *sys.argv[1:]])
