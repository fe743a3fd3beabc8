"""From figures to a workbook: plan the sheets, then render them."""
