"""The proof that a return is read as a clerk sends it.

A return leaves the office clean and comes back moved, retyped, merged, sorted, saved by another
program, or half broken. Two laws hold for whatever comes back:

1. **A figure is never guessed in silence.** What is read is what stands there, or there is a note
   or a finding at that very figure, or it is unreadable with a hard finding. A figure is never
   another one because a column was inserted.
2. **One bad file never spoils the run.** It gets a status and a reason; the others are read.

So of everything done to a return here, one of four things is expected:

======================  ===========================================================================
``reads(*codes)``       it reads equal to the clean return, and exactly these codes are said of it
``differs({…}, *…)``    these figures, and no others, read otherwise, with these codes
``refused(status, …)``  the whole file is refused, with a status and a reason
``tells(*codes, …)``    the first law alone: how it reads is open, that nothing is silent is not
======================  ===========================================================================

To add a case, add a line to one of the tables: a sentence, what was done, what is expected.

=====================  ============================================================================
``book``               a workbook as plain data: taken from a clean return, changed, saved
``moving``             rows, columns and cells moved, as Excel does it and as other programs do
``retyping``           what is typed into cells, or over labels
``arranging``          sheets, merges, names, hidden parts
``case``               a line of the tables
``expectations``       what is expected, and the oracle of the first law
``excuses``            of what the findings speak: what may excuse a figure read otherwise
``cases_cells``        what stands in cells
``cases_labels``       labels as clerks word them
``cases_moves``        what is moved, inserted and deleted within a sheet
``cases_tables``       lists, totals, neighbours: what is written around a table
``cases_sheets``       what happens to whole sheets
``cases_reviewed``     what readers of the code and a clerk found: measures, twice, denied
``cases_files``        what happens to files
``failing``            which cases fail today, and how
``composing``          changes drawn one after the other, from where the book stands then
``harmless``           the words that change nothing, with what may be said of them; they are told in
                       ``harmless_cells`` and ``harmless_places``
``harmful``            the words that break something
``test_cases``         runs the tables
``test_oracle``        the oracle fails without each of the excuses that it takes
``test_files``         runs the table of files
``test_composed``      harmless words composed change nothing, of any form; no words hide a change
``test_found``         what composing found in the reader
``test_resaved``       returns that LibreOffice saved again
=====================  ============================================================================

A case that fails today stands in ``failing``, the most dangerous first, with what happens instead; it
is expected to fail, strictly, so that a mended reader shows at once.
"""
