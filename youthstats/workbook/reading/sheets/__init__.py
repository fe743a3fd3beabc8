"""One sheet: where a form stands on it, by the template's names or by its labels."""
