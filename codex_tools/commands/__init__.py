"""One module a command, each with the click command in ``command``. Heavy imports stay inside."""
