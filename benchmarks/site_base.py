"""A made-up documentation site: pages by area, with what such sites are full of.

Addresses from the root of a larger site, queries, anchors, snippets, pictures in another case,
HTML and reference definitions; every thirtieth reference is faulty, and known to be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from known_links import KnownBase, slip
from prose import Prose

_ELSEWHERE = ("azimuth", "windrose", "cli", "previous-versions")
_STANDARD = ("index", "overview", "troubleshoot")


class Page(NamedTuple):
    """A page to write: its path, its title and its second heading."""

    path: str
    title: str
    heading: str


class Site:
    """Writes the pages of a site into a base."""

    def __init__(self, base: KnownBase, pages: list[Page]) -> None:
        self.base, self.pages = base, pages
        self.random = base.prose.random
        self.pictures = [f"docs/media/{_slug(page.title)}.PNG" for page in pages[::7]]

    def write(self) -> None:
        """Write all files."""
        for picture in self.pictures:
            self.base.add(picture, "x")
        self.base.add("docs/includes/prerequisites.md", "Have an account.")
        for page in self.pages:
            self._page(page)

    def _page(self, page: Page) -> None:
        base, path = self.base, page.path
        base.add(
            path, "---", f"title: {page.title}", "ms.topic: how-to", "---", f"# {page.title}", ""
        )
        base.add(
            path, f"## {page.heading}", "", base.prose.sentence(), "", '<a name="own"></a>', ""
        )
        for _ in range(self.random.randint(4, 12)):
            if self.random.random() < 1 / 30:
                self.random.choice(_FAULTS)(self, path)
            else:
                self.random.choice(_SOUND)(self, path)

    def _other(self) -> Page:
        return self.random.choice(self.pages)

    def _planned(self) -> str:
        return "-".join(self.base.prose.words(4))

    # References without a fault.

    def relative(self, path: str) -> None:
        """A page from here, maybe with an anchor."""
        page = self._other()
        anchor = self.random.choice(("", "", f"#{_slug(page.heading)}", "#own", "#top"))
        self.base.say(path, f"[{page.title}]({_from(path, page.path)}{anchor})")

    def query(self, path: str) -> None:
        """A page with a query, and maybe an anchor."""
        page = self._other()
        anchor = self.random.choice(("", f"#{_slug(page.heading)}"))
        query = "?view=v-2&tabs=shell%2Cportal"
        self.base.say(path, f"[{page.title}]({_from(path, page.path)}{query}{anchor})")

    def picture(self, path: str) -> None:
        """A picture with a title in which there are brackets."""
        place = _from(path, self.random.choice(self.pictures))
        self.base.say(path, f'![shot]({place} "As it is (2)")')

    def definition(self, path: str) -> None:
        """A reference definition."""
        page = self._other()
        self.base.add(path, f"See [it][{_slug(page.title)}].", "")
        self.base.refer(path, f"[{_slug(page.title)}]: {_from(path, page.path)} 'The {{n}}'")
        self.base.add(path, "")

    def markup(self, path: str) -> None:
        """A link in HTML."""
        self.base.say(path, f'<a href="{_from(path, self._other().path)}">it</a>')

    def snippet(self, path: str) -> None:
        """A snippet that is included."""
        place = _from(path, "docs/includes/prerequisites.md")
        self.base.refer(path, f"[!INCLUDE [{{n}}]({place})]")
        self.base.add(path, "")

    def shortcode(self, path: str) -> None:
        """What the generator of the site fills in."""
        link = self.random.choice(
            (
                '[it]({{< ref "lost.md" >}})',
                "[it]({{ site.base }}/lost.md)",
                "[it]({% link a.md %})",
            )
        )
        self.base.say(path, link)

    def code(self, path: str) -> None:
        """Code in a list, and in a fence."""
        self.base.add(path, "1. Run this:", "", "   ```shell")
        self.base.refer(path, "   if [[ -f x ]](y) # {n}")
        self.base.add(path, "   ```", "")
        self.base.refer(path, "       a[0](lost.md) # {n}")
        self.base.add(path, "")

    def raw(self, path: str) -> None:
        """Text of a terminal."""
        self.base.add(path, "<pre>")
        self.base.refer(path, "[ok](lost.md) [[x]] {n}")
        self.base.add(path, "</pre>", "")

    def absolute(self, path: str) -> None:
        """An address from the root of this repository."""
        self.base.say(path, f"[it](/{self._other().path})")

    def web(self, path: str) -> None:
        """An address on the web."""
        self.base.say(path, "[web](https://example.org/a?b=c#d)")

    # References with a fault.

    def elsewhere(self, path: str) -> None:
        """An address from the root of the larger site, of which this is a part."""
        place = f"/{self.random.choice(_ELSEWHERE)}/{self._planned()}"
        self.base.say(path, f"[it]({place})", "absolute")

    def gone(self, path: str) -> None:
        """A page that is not there."""
        anchor = self.random.choice(("", "?view=v-1", "#own"))
        self.base.say(path, f"[it]({self._planned()}.md{anchor})", "dead")

    def slip(self, path: str) -> None:
        """A page with a slip in its name."""
        page = self._other()
        folder, _, name = _from(path, page.path).rpartition("/")
        wrong = f"{folder}/{slip(name[:-3], self.random.randrange(9))}.md".lstrip("/")
        self.base.say(path, f"[it]({wrong})", "dead", page.path)

    def other_case(self, path: str) -> None:
        """A picture or a page in another case."""
        place = self.random.choice((self.random.choice(self.pictures), self._other().path))
        wrong = place.replace(".PNG", ".png") if place.endswith("G") else _capital(place)
        self.base.say(path, f"![it]({_from(path, wrong)})", "case", place)

    def no_heading(self, path: str) -> None:
        """An anchor that is not there."""
        page = self._other()
        self.base.say(path, f"[it]({_from(path, page.path)}#{self._planned()})", "anchor")

    def lost_definition(self, path: str) -> None:
        """A reference definition of a page that is not there."""
        self.base.add(path, "See [it][lost].", "")
        self.base.refer(path, f"[lost]: {self._planned()}.md '{{n}}'", "dead")
        self.base.add(path, "")

    def lost_picture(self, path: str) -> None:
        """A picture that is not there, with the name of a page."""
        name = self._other().path.rsplit("/", 1)[-1].removesuffix(".md")
        self.base.say(path, f"![it]({_from(path, f'docs/media/{name}.svg')})", "dead")


_SOUND: tuple[Callable[[Site, str], None], ...] = (
    *(Site.relative, Site.relative, Site.relative, Site.query, Site.picture, Site.definition),
    *(Site.markup, Site.snippet, Site.shortcode, Site.code, Site.raw, Site.absolute, Site.web),
    *(Site.elsewhere, Site.elsewhere),
)
_FAULTS: tuple[Callable[[Site, str], None], ...] = (
    *(Site.gone, Site.slip, Site.other_case, Site.no_heading, Site.lost_definition),
    Site.lost_picture,
)


def make_site(files: int, seed: int = 0) -> KnownBase:
    """Return a documentation site of about this many pages."""
    prose = Prose(files, seed)
    areas = [f"docs/{'-'.join(prose.words(2))}" for _ in range(max(2, files // 30))]
    pages: dict[str, Page] = {}
    for number in range(files):
        area = areas[number % len(areas)]
        title = " ".join(prose.words(4)).capitalize()
        standard = number // len(areas) < len(_STANDARD)
        name = _STANDARD[number // len(areas)] if standard else _slug(title)
        path = f"{area}/{name}.md"
        pages[path] = Page(path, title, f"{' '.join(prose.words(3)).capitalize()} & more")
    base = KnownBase(prose)
    Site(base, list(pages.values())).write()
    return base


def _slug(text: str) -> str:
    return text.lower().replace(" & ", "--").replace(" ", "-")


def _capital(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.capitalize()}"


def _from(source: str, target: str) -> str:
    """The path of a file of the site, from the folder of another."""
    mine, its = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(mine), len(its) - 1) and mine[shared] == its[shared]:
        shared += 1
    return "/".join([".."] * (len(mine) - shared) + its[shared:])
