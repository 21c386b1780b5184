"""The names of files and folders that tell whose rules a folder follows.

They are listed whatever is included, since they count for what is.
"""

from __future__ import annotations

OBSIDIAN, VITEPRESS = ".obsidian", ".vitepress"
DENDRON, DENDRON_VAULT = "dendron.yml", "root.schema.yml"
"""Of a workspace, and of each of its vaults, which is often a repository of its own."""

LOGSEQ = "logseq/config.edn"
"""Its path from the folder of the vault."""

QUARTZ, QUARTZ_PAGES = "quartz.config.ts", "content"
"""The configuration of a generator for vaults, and the folder beside it that is one."""

BACKUPS = ("/logseq/bak",)
"""How the paths of folders end in which an app keeps older versions of notes."""

BACKUP_NAMES = frozenset(each.rpartition("/")[2] for each in BACKUPS)

WIKI = ("_Sidebar.md", "_Footer.md")
"""Files of the wikis of GitHub, beside one called ``Home.md``."""

FOLDERS = frozenset({OBSIDIAN, VITEPRESS})
"""Folders that are marks themselves, whatever is in them."""

_WITH_FOLDERS = "mkdocs.yml mkdocs.yaml zensical.toml zensical.yml book.toml hugo.toml hugo.yaml"
WITH_FOLDERS = frozenset(_WITH_FOLDERS.split())
"""Configurations of site generators that may name the folder of the pages."""

READ = WITH_FOLDERS | {DENDRON}
"""Files of which what they say counts, not only that they are there."""

_GENERATORS = (
    "hugo.yml hugo.json _config.yml _config.yaml conf.py myst.yml docusaurus.config.js"
    " docusaurus.config.ts docusaurus.config.mjs astro.config.mjs astro.config.ts astro.config.js"
    " eleventy.config.js eleventy.config.mjs .eleventy.js docfx.json"
    " next.config.js next.config.mjs next.config.ts nuxt.config.ts nuxt.config.js"
)
OLD_HUGO = frozenset({"config.toml", "config.yaml", "config.yml", "config.json"})
"""What the configuration of Hugo was called before, which others call theirs as well."""

GENERATORS = WITH_FOLDERS | OLD_HUGO | {VITEPRESS, QUARTZ, *_GENERATORS.split()}
"""What may configure a site generator."""

FILES = frozenset((*READ, DENDRON_VAULT, "config.edn", QUARTZ, *_GENERATORS.split()))

_OF_TOOLS = (
    ".git .hg .svn .jj .trash .venv .env .tox .nox .cache .mypy_cache .pytest_cache .ruff_cache"
    " .hypothesis .idea .vs .terraform .next .nuxt .svelte-kit .docusaurus .jekyll-cache"
    " .sass-cache .parcel-cache .yarn .pnpm-store .gradle .ipynb_checkpoints .stversions .dvc"
    " .eggs .bundle .npm .direnv .history .codex-cache"
)
OF_TOOLS = FOLDERS | frozenset(_OF_TOOLS.split())
"""Hidden folders that tools keep for themselves, to which nobody links."""
