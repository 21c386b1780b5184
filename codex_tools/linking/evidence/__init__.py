"""A mention beside a candidate in; how much there is of each kind of evidence out."""
