"""Run every script of this folder and print one line per figure with its target."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import bench


def main() -> int:
    """Run the scripts one after another; the exit code is that of the worst."""
    names = sorted(
        module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")
    )
    codes = [
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode for name in names
    ]
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
