"""What is kept beside the notes: rejected links, fitted weights, the history in git."""
