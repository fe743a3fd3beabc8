"""One workbook: which unit's it is, which sheet holds which form, what stands beside the answers."""
