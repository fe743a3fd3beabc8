"""From an opened workbook to typed returns: find the form, read its cells, name its unit."""
