"""Plain rows → an SQLite database in memory, and answers to read-only SQL from strangers."""
