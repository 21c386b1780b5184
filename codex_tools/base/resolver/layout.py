"""How the files of a base belong together: its vaults, their dialects, and where `/` begins."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from codex_tools.base.resolver.sites import Site
else:
    Site = object  # few bases have one, and to read an annotation that is text takes long


class Dialect(StrEnum):
    """Whose rules the links of a vault follow."""

    COMMONMARK = "commonmark"
    OBSIDIAN = "obsidian"
    DENDRON = "dendron"
    LOGSEQ = "logseq"
    WIKI = "wiki"
    """The wikis of GitHub and GitLab."""

    @property
    def ignores_case(self) -> bool:
        """Whether names in another case are the same name."""
        return self in (Dialect.OBSIDIAN, Dialect.LOGSEQ, Dialect.WIKI)

    @property
    def label_first(self) -> bool:
        """Whether `[[a|b]]` names b."""
        return self in (Dialect.DENDRON, Dialect.WIKI)

    @property
    def names_pages(self) -> bool:
        """Whether pages are not called as their files."""
        return self in (Dialect.LOGSEQ, Dialect.WIKI)

    @property
    def makes_pages(self) -> bool:
        """Whether a page is there as soon as it is named, so that no name is dead."""
        return self is Dialect.LOGSEQ


class Vault(NamedTuple):
    """A folder with names of its own; ``nearest`` decides between several files of one name.

    The vaults of Dendron share their names, and only `/` begins at each of them.
    """

    folder: str = ""
    dialect: Dialect = Dialect.COMMONMARK
    nearest: bool = False
    name: str = ""
    """What references from other vaults call it, where that is not its folder."""

    def holds(self, path: str) -> bool:
        """Tell whether a file stands in this vault."""
        return not self.folder or path.startswith(f"{self.folder}/")

    def is_called(self, name: str) -> bool:
        """Tell whether references from other vaults call it so."""
        return name in (self.name, self.folder.rpartition("/")[2])

    @property
    def name_space(self) -> str:
        """The folder whose files share their names with those of this vault."""
        return "" if self.dialect is Dialect.DENDRON else self.folder


class Layout(NamedTuple):
    """What the settings and the folders say about links.

    ``vaults`` are those below the root, ``link_roots`` folders from which `/x` is tried as well,
    ``sites`` what generators make of the files, ``ignored`` patterns of links that may be dead,
    ``linked`` pairs of a symbolic link and the folder in the base that it leads to, ``hidden``
    files in hidden folders.
    ``by_title`` tells that short titles are names as well.
    """

    root: Vault = Vault()
    vaults: tuple[Vault, ...] = ()
    link_roots: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    ignored: tuple[str, ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
    hidden: frozenset[str] = frozenset()
    by_title: bool = False

    @property
    def has_own_names(self) -> bool:
        """Whether files are found by more than by path, name, title and alias."""
        usual = (Dialect.COMMONMARK, Dialect.OBSIDIAN)
        return bool(self.sites) or any(
            vault.dialect not in usual for vault in (self.root, *self.vaults)
        )

    def with_bundles(self, folders: tuple[str, ...]) -> "Layout":
        """Return the layout in which a slash at the beginning of a link in one of these folders
        means that folder; vaults that are known are left what they are."""
        if self.vaults or self.root.dialect is not Dialect.COMMONMARK:
            return self
        return self._replace(vaults=tuple(self.root._replace(folder=f) for f in folders if f))

    def vault_of(self, path: str) -> Vault:
        """Return the vault in which a file stands; the root is one for all that is in no other."""
        for vault in self.vaults:
            if vault.holds(path):
                return vault
        return self.root
