"""What knows nothing of knowledge bases: processes, the collector, patterns, words of messages."""
