"""Two axes of label trees for each form: one description to write, to read and to trace."""
