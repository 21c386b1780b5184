"""A wish for a note, or for its retirement → what becomes of the files, and what is found there."""
