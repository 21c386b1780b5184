"""Evidence in; the probability of a link out. The weights are fitted to known links."""
