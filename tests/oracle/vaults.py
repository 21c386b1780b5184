"""Made-up vaults: notes out of blocks that hold links, alive and dead, in all kinds of places.

What a link is, and whether it is alive, is not known here: see :mod:`oracle.obsidian`. A dead one
has a name of its own, so that each can be told from all others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from urllib.parse import quote

WORDS = ("eel", "ray", "tide table", "Harbour Log", "quay", "moon (full)", "salt & light", "café")
FOLDERS = ("", "sea/", "sea/deep/", "coast/")


class Vault:
    """The files of a vault, and the blocks that its notes are made of."""

    def __init__(self, seed: int, features: Sequence[str]) -> None:
        self.random = Random(seed)
        self.dead = 0
        names = self.random.sample(WORDS, 6)
        self.notes = [f"{self.random.choice(FOLDERS)}{name}.md" for name in names]
        self.others = ["sea/chart.png", "coast/old log.pdf"]
        self.source = ""
        self.files = dict.fromkeys(self.others, "x") | {".obsidian/app.json": "{}\n"}
        for path in self.notes:
            self.source = path
            self.files[path] = self._note(features)

    def _note(self, features: Sequence[str]) -> str:
        count = self.random.randint(4, 9)
        blocks = [FEATURES[self.random.choice(features)](self) for _ in range(count)]
        front = [block for block in blocks if block.startswith("---\n")][:1]
        body = [self._nested(block) for block in blocks if not block.startswith("---\n")]
        return "".join(front) + "\n\n".join(body) + "\n"

    def _nested(self, block: str) -> str:
        """A block as it is, or in a list or a quotation."""
        chance = self.random.random()
        lines = block.split("\n")
        if chance < 0.15:
            return "\n".join(f"> {line}".rstrip() for line in lines)
        if chance < 0.3:
            return "- " + "\n".join(f"  {line}".rstrip() for line in lines)[2:]
        return block

    def target(self) -> str:
        """The path of a file as a link may give it, or of one that is not there."""
        self.dead += 1
        lost = f"lost {self.dead} {self.random.choice(('lamp', 'net', 'oar'))}"
        chance = self.random.random()
        if chance < 0.4:
            return self.random.choice(
                (lost, f"sea/{lost}", f"./{lost}", f"../{lost}", f"{lost}.png", f"/{lost}")
            )
        path = self.random.choice((*self.notes, *self.others))
        if chance < 0.5:
            return f"{lost}/{path.removesuffix('.md').rsplit('/', 1)[-1]}"
        forms = [path, path.rsplit("/", 1)[-1], f"/{path}"]
        return self.random.choice(forms)

    def wikilink(self) -> str:
        """A wikilink, maybe with a heading that is left to others, a label or a bang."""
        target = self.target().removesuffix(".md")
        label = self.random.choice(("", "", "|a label"))
        return f"{self.random.choice(('', '', '!'))}[[{target}{label}]]"

    def address(self) -> str:
        """An address as Markdown has it."""
        target = self.target()
        if not target.endswith((".md", ".png", ".pdf")):
            target += ".md"
        if self.random.random() < 0.2 and "(" not in target:
            return f"<{target}>"
        return quote(target, safe="/.&")

    def inline(self) -> str:
        """A link in Markdown."""
        return f"{self.random.choice(('', '!'))}[a *text*]({self.address()})"

    def link(self) -> str:
        """A link of any kind."""
        return self.wikilink() if self.random.random() < 0.6 else self.inline()


def _text(vault: Vault) -> str:
    return f"Of the sea {vault.link()} and the moon {vault.link()}."


def _code_span(vault: Vault) -> str:
    return f"So `{vault.link()}` and ``a ` {vault.link()}`` but {vault.link()} `x`."


def _fence(vault: Vault) -> str:
    mark = vault.random.choice(("```", "~~~", "````"))
    return f"{mark}text\n{vault.link()}\n\n{vault.link()}\n{mark}\n\n{vault.link()}"


def _indented(vault: Vault) -> str:
    return f"So it is:\n\n    {vault.link()}\n\nand {vault.link()}"


def _continued(vault: Vault) -> str:
    return f"So it goes\n    on {vault.link()} here."


def _list(vault: Vault) -> str:
    first = f"- one {vault.link()}\n  and {vault.link()}\n- two\n\n  {vault.link()}"
    return f"{first}\n\n1. {vault.link()}"


def _quotation(vault: Vault) -> str:
    return f"> said {vault.link()}\n> she\n>\n> - {vault.link()}"


def _table(vault: Vault) -> str:
    inside = vault.link().replace("|", "\\|")
    return f"| a | b |\n|---|---|\n| {inside} | c |"


def _heading(vault: Vault) -> str:
    return f"## On {vault.link()}\n\nThe {vault.link()}\n---"


def _html_comment(vault: Vault) -> str:
    return f"A <!-- {vault.link()} --> b {vault.link()}.\n\n<!--\n{vault.link()}\n\nx\n-->"


def _escape(vault: Vault) -> str:
    return f"Write \\{vault.link().lstrip('!')} or \\\\{vault.link().lstrip('!')}."


def _math(vault: Vault) -> str:
    return f"Let $k[[x]]$ and $$\n[f](n) [[lost ring]]\n$$\n\nfor {vault.link()} at \\$5."


def _comment(vault: Vault) -> str:
    return f"A %%{vault.link()}%% b {vault.link()}.\n\n%%\n{vault.link()}\n\nx\n%%"


def _html(vault: Vault) -> str:
    address = quote(vault.target(), safe="/.")
    return f'See <a href="{address}">it</a> and <img src="{quote(vault.target(), safe="/.")}">.'


def _raw_html(vault: Vault) -> str:
    tag = vault.random.choice(("pre", "script", "style"))
    return f"<{tag}>\n{vault.link()}\n\n{vault.link()}\n</{tag}>\n\n{vault.link()}"


def _html_block(vault: Vault) -> str:
    return f"<div>\n{vault.link()}\n</div>\n\n<div>\n\n{vault.link()}\n\n</div>"


def _definition(vault: Vault) -> str:
    label = f"r{vault.dead}"
    return f"See [it][{label}].\n\n[{label}]: {vault.address()}"


def _title(vault: Vault) -> str:
    return f"See [it]({vault.address()} \"Holm (2020)\") and [it]({vault.address()} 'x')."


def _brackets(vault: Vault) -> str:
    return f"See [a [b] c]({vault.address()}) and [![x]({vault.address()})]({vault.address()})."


def _list_code(vault: Vault) -> str:
    return f"- so:\n\n      {vault.link()}\n\n  {vault.link()}\n\n> so:\n>\n>     {vault.link()}"


def _front_matter(vault: Vault) -> str:
    return f"---\nup: \"{vault.wikilink()}\"\nsee:\n  - '{vault.wikilink()}'\n---\n"


def _query(vault: Vault) -> str:
    return f"See [it]({quote(vault.target(), safe='/.&')}?plain=1)."


def _case(vault: Vault) -> str:
    return f"See {vault.wikilink().upper()} and [it]({quote(vault.target().upper(), safe='/.&')})."


def _two_readings(vault: Vault) -> str:
    return f"See [[{vault.target().removesuffix('.md')}]]({quote(vault.target(), safe='/.&')})."


FEATURES: dict[str, Callable[[Vault], str]] = {
    "text": _text,
    "code_span": _code_span,
    "fence": _fence,
    "indented": _indented,
    "continued": _continued,
    "list": _list,
    "quotation": _quotation,
    "table": _table,
    "heading": _heading,
    "html_comment": _html_comment,
    "front_matter": _front_matter,
    "escape": _escape,
    "math": _math,
    "comment": _comment,
    "html": _html,
    "raw_html": _raw_html,
    "html_block": _html_block,
    "definition": _definition,
    "title": _title,
    "brackets": _brackets,
    "list_code": _list_code,
    "query": _query,
    "case": _case,
    "two_readings": _two_readings,
}
