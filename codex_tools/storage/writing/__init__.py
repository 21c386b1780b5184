"""New contents of files → all of them written, or none, whatever happens in between."""
