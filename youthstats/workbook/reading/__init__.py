"""From files to typed returns: one room a step.

The files here see to a run over many files. ``books`` takes one workbook, ``answers`` the cells of a
form in it, ``sheets`` finds the form on a sheet, and ``parse`` reads what stands in one cell.
"""
