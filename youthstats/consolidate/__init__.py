"""Totals over the hierarchy: figures added, shares worked out again, words and lists gathered."""

from youthstats.consolidate.sums import Sums
from youthstats.consolidate.totals import FormTotals, Totals, consolidate, totals_of

__all__ = ["FormTotals", "Sums", "Totals", "consolidate", "totals_of"]
