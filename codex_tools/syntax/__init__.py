"""The bytes of one file → a document: front matter, links, headings, comments."""
