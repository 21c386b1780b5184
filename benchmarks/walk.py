"""The floor of an unchanged check: walk a folder and look at the state of every Markdown file."""

import os
import sys


def main(root: str) -> int:
    """Return how many bytes the Markdown files below ``root`` have."""
    size = 0
    stack = [root]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        stack.append(entry.path)
                elif entry.name.endswith(".md"):
                    size += entry.stat().st_size
    return size


if __name__ == "__main__":
    main(sys.argv[1])
