"""Messages of the Language Server Protocol → what an editor shows; it never writes a file."""
