"""From an office's own blank workbook to forms: one description more of what the others read."""
