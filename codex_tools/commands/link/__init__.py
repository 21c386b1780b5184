"""``codex link``: arguments → links shown, written, or asked about."""
