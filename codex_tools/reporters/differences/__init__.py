"""What a change does to an argument → text, a comment in Markdown, and items for programs."""
