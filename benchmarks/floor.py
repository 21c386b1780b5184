"""The floor that times are compared with: read every Markdown file below a folder and load its
front matter with PyYAML's ``CSafeLoader``, and nothing else."""

import os
import sys

import yaml


def main(root: str) -> None:
    """Read and load everything below ``root``."""
    stack = [root]
    while stack:
        for entry in os.scandir(stack.pop()):
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    stack.append(entry.path)
            elif entry.name.endswith(".md"):
                load(entry.path)


def load(path: str) -> None:
    """Read a file and load its front matter, if it has one."""
    with open(path, "rb") as stream:  # noqa: PTH123 - the floor is to be as low as it goes
        data = stream.read()
    if data.startswith(b"---\n"):
        end = data.find(b"\n---", 4)
        if end > 0:
            try:
                yaml.load(data[4:end], yaml.CSafeLoader)
            except (yaml.YAMLError, ValueError):
                return


if __name__ == "__main__":
    main(sys.argv[1])
