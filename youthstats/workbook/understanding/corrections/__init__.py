"""What an office says of its template where the template does not: names, types, edits of its own."""
