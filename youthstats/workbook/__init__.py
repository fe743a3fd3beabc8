"""The only rooms that know files: ``package`` opens them, ``reading`` and ``writing`` do the rest."""
