"""Claims and sources in; the possible links of each claim, with their probability, out."""
