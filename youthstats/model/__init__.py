"""Nouns: figures, items, forms, edits, units, schemes, returns, findings. No file is opened here."""
