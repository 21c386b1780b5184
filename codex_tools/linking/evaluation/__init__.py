"""Known links in; how well they are predicted, and weights fitted to them, out."""
