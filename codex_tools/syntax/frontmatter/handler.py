"""A handler for python-frontmatter that reads notes as codex does.

    frontmatter.load("note.md", handler=CoreSchemaHandler())

YAML 1.2 decides, dates stay text, and a fence is a line of exactly three dashes. codex itself reads
without python-frontmatter, which turns CRLF into LF and so loses the places of what is wrong.
"""

from __future__ import annotations

from typing import Any

from frontmatter.default_handlers import YAMLHandler

from codex_tools.model import Block
from codex_tools.syntax.frontmatter import find_block, yaml_nodes


class CoreSchemaHandler(YAMLHandler):
    """Finds the front matter of a text and reads it by the core schema of YAML 1.2."""

    def detect(self, text: str) -> bool:
        """Tell whether a text begins with a front matter that is closed."""
        return isinstance(find_block(_encoded(text)), Block)

    def split(self, text: str) -> tuple[str, str]:
        """Cut a text into its front matter and its body.

        Raises ValueError where there is no front matter, upon which python-frontmatter takes all
        of the text for the body.
        """
        data = _encoded(text)
        block = find_block(data)
        if not isinstance(block, Block):
            raise ValueError("there is no front matter")  # noqa: TRY004 - what it takes for that
        return _decoded(data[block.start : block.end]), _decoded(data[block.body :])

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return the value of the YAML text ``fm``. Raises as
        :func:`~codex_tools.syntax.frontmatter.yaml_nodes.read_slowly` does."""
        return yaml_nodes.read_slowly(fm).value


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
