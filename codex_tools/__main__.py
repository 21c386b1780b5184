"""``python -m codex_tools`` is ``codex``."""

from codex_tools.cli import main

if __name__ == "__main__":
    main()
