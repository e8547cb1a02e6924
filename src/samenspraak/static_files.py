"""Static files under a name that changes with what is in them, and under no other."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Names what a script imports as pages name it, so that a browser never mixes two versions.

    Nothing asks for the plain names then, and they are left out: compressing those took half of a start.
    """

    support_js_module_import_aggregation = True
    keep_only_hashed_files = True
