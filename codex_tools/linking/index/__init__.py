"""Documents in; how rare each word is among them, and the candidates for a mention out."""
