"""Links that were found, with their evidence and their quality → text."""
