"""Knowledge bases at several times → what changed between them, and since when edges stand."""
