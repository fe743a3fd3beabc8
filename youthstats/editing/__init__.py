"""The check: edits within a return, edits across units, and what should have come."""
