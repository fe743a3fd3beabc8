"""The office's own workbook as the output: filled in, and our sheets behind its own.

Nothing here writes a workbook anew. The template's package is taken apart (:mod:`.package`), the
cells and the few parts that must change are changed in their XML (:mod:`.cells`,
:mod:`.style_table`, :mod:`.book_part`), our planned sheets are rendered as always and grafted in
(:mod:`.grafting`), and every other part is put back byte for byte. So what no library for writing
spreadsheets knows of, form controls and whatever Excel invents next, is kept all the same.

lxml does the XML because it gives back the prefixes it read: ``mc:Ignorable`` names prefixes, and a
parser that makes up its own damages the workbook. :mod:`.fill_in` is the only face, and imports the
rest when it is called.
"""
