"""From the cells of a form found on a sheet to a typed record, and what its formulas say."""
