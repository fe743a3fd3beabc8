"""The command line: ``youthstats template | check | reconcile | compare | forms``.

Exit status 0: nothing hard was found; 1: hard findings; 2: the command could not do its job.
"""

from __future__ import annotations

from youthstats.cli.commands import main

__all__ = ["main"]
