"""A string in; its comparable words, figures, dates and identifiers out."""
