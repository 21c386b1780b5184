"""``codex check``: arguments → options → what was found, printed. The hooks' way needs no click."""
