"""The harmless vocabulary: what clerks and their programs do to a return without changing it.

Whatever is composed of these words reads equal to the clean return. Beside each word stands what
may be said of it.
"""

from __future__ import annotations

from tests.returns_as_sent import harmless_cells as cells
from tests.returns_as_sent import harmless_places as places
from tests.returns_as_sent.composing import Word

WORDS = (
    Word(places.row_inserted),
    Word(places.column_inserted, "unit_from_file_name"),
    Word(places.unused_deleted),
    Word(places.hidden, "hidden_figures"),
    Word(places.swapped, "unit_from_heading unit_from_file_name"),
    Word(cells.sheet_as_text, "number_as_text formula_typed_over"),
    Word(cells.with_measure, "with_measure formula_typed_over"),
    Word(cells.scaled, "scaled formula_typed_over"),
    Word(cells.shown_otherwise),
    Word(cells.typed_as_sum, "formula_evaluated"),
    Word(cells.pasted_as_values, "formula_typed_over"),
    Word(cells.commented, "cell_comment"),
    Word(cells.blank_typed, "formula_typed_over"),
    Word(cells.words_padded),
    Word(cells.labels_styled),
    Word(cells.measure_in_label, "label_reworded"),
    Word(cells.unmerged),
    Word(cells.merged),
    Word(cells.unit_spelled),
    Word(cells.noted_below, "words_not_read"),
    Word(places.renamed),
    Word(places.reordered),
    Word(places.added, "sheet_not_read"),
    Word(places.blank_copied),
    Word(places.blank_removed),
)
"""What changes nothing, with what may be said of it."""

LAST = (
    Word(places.names_lost),
    Word(places.names_lost_of_a_form),
    Word(places.names_lost_of_a_figure),
    Word(places.names_broken),
)
"""What the template's names come to, last of all: until then they tell where the answers stand."""
