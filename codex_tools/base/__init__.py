"""Documents → a knowledge base: notes of kinds, what their references name, and their edges."""
