"""What knows nothing of knowledge bases: processes, patterns, words of messages."""
