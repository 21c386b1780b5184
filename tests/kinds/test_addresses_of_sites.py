"""Addresses that only a site generator understands: what it makes of paths, and what pages say."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import Variation, marked, verify

from codex_tools.base.resolver.sites import GENERATORS
from codex_tools.storage import marks


def site(
    name: str, mark: str, body: str, at: str = "a.md", fixed: str = "", **files: str
) -> Variation:
    """A page at ``at`` of a site that ``mark`` configures, beside files with heads as texts."""
    beside = {path: f"---\n{head}\n---\nx\n" if head else "x\n" for path, head in files.items()}
    return Variation(
        name, {mark: "", **beside, at: body}, {at: fixed} if fixed else {}, guessed=None
    )


TABLE = (
    site(
        "jekyll",
        "_config.yml",
        "[a](docs/b.html) [b](/docs/b) [c](/guides/c) [d](«RF004 docs/d.html») [e](/feed.xml)\n",
        **{"docs/b.md": "", "_guides/c.md": ""},
    ),
    site(
        "jekyll_posts",
        "_config.yml",
        "[a](/2018/04/10/ebb.html) [b](«RF004 /_posts/ebbs»)\n",
        **{"_posts/2018-04-10-ebb.md": ""},
    ),
    site(
        "permalinks",
        "_config.yml",
        "[a](/start/) [b](/old) [c](/older) [d](«RF004 /docs/stop»)\n",
        **{"docs/b.md": "permalink: /start/\nredirect_from:\n  - /old\n  - /older"},
    ),
    site(
        "hugo_in_small_letters",
        "hugo.toml",
        "[a](/functions/getpage/) [b](/functions/getpage) [c](../getpage/)\n"
        "[d](«RF004 /functions/x») [e](«RF013 /functions/GETPAGE/») [f](«RF013 getpage.md»)\n",
        at="content/functions/a.md",
        fixed="[a](/functions/getpage/) [b](/functions/getpage) [c](../getpage/)\n"
        "[d](/functions/x) [e](/functions/getpage/) [f](GetPage.md)\n",
        **{"content/functions/GetPage.md": ""},
    ),
    site(
        "jekyll_keeps_letters",
        "_config.yml",
        "[a](/docs/Tides) [b](«RF013 /docs/tides»)\n",
        fixed="[a](/docs/Tides) [b](/docs/Tides)\n",
        **{"docs/Tides.md": ""},
    ),
    site(
        "mdbook",
        "book.toml",
        "[a](b.html) [b](c/index.html) [c](/c/d.html) [d](print.html) [e](«RF004 e.html»)\n",
        at="src/a.md",
        **{"src/b.md": "", "src/c/README.md": "", "src/c/d.md": ""},
    ),
    site(
        "docusaurus",
        "web/docusaurus.config.js",
        "[a](/docs/b) [b](/docs/start) [c](/) [d](@site/docs/b.md) [e](«RF004 /docs/c»)\n"
        "![f](/img.png) [g](/docs/category/x) [h](/show) [i](«RF004 @site/docs/c.md»)\n",
        at="web/docs/x/a.md",
        **{
            "web/docs/b.md": "",
            "web/docs/02-go.md": "slug: /start",
            "web/static/img.png": "",
            "web/src/pages/show.tsx": "",
        },
    ),
    site(
        "docusaurus_from_its_roots",
        "web/docusaurus.config.js",
        "[a](api/b.md) [b](docs/api/b.md) [c](c.mdx) [d](«RF004 ./api/b.md») [e](«RF004 b.md»)\n"
        "[f](«RF004 2021-05-12-moon.md»)\n",
        at="web/docs/guides/a.md",
        **{"web/docs/api/b.md": "", "web/docs/c.mdx": "", "web/blog/2021-05-12-moon.md": ""},
    ),
    site(
        "docusaurus_blog",
        "docusaurus.config.js",
        "[a](2021/moon.md) [b](«RF004 2021/sun.md»)\n",
        at="blog/2022/a.md",
        **{"blog/2021/moon.md": ""},
    ),
    site(
        "docusaurus_version",
        "web/docusaurus.config.js",
        "[a](api/b.md) [b](«RF004 api/c.md»)\n",
        at="web/versioned_docs/version-1.0/guides/a.md",
        **{
            "web/versioned_docs/version-1.0/api/b.md": "",
            "web/versioned_docs/version-2.0/api/c.md": "",
        },
    ),
    site(
        "docusaurus_translation",
        "docusaurus.config.js",
        "[a](api/b.md) [b](api/c.md) [c](«RF004 api/d.md»)\n",
        at="i18n/fr/docusaurus-plugin-content-docs/current/guides/a.md",
        **{
            "i18n/fr/docusaurus-plugin-content-docs/current/api/b.md": "",
            "docs/api/c.md": "",
            "i18n/de/docusaurus-plugin-content-docs/current/api/d.md": "",
        },
    ),
    site(
        "docusaurus_numbers",
        "docusaurus.config.ts",
        "[a](/docs/tides/ebb) [b](/docs/01-tides/02-ebb) [c](/blog/2021/05/12/moon)\n",
        **{"docs/01-tides/02-ebb.md": "", "blog/2021-05-12-moon.md": ""},
    ),
    site(
        "hugo_from_its_root",
        "hugo.toml",
        "[a](deep/moon.md) [b](«RF004 ./deep/moon.md») [c](«RF004 moon.md»)\n",
        at="content/z/a.md",
        **{"content/deep/moon.md": ""},
    ),
    site(
        "hugo_from_the_root_of_a_language",
        "hugo.toml",
        "[a](deep/moon.md) [b](«RF004 deep/sun.md»)\n",
        at="content/en/z/a.md",
        **{"content/en/deep/moon.md": "", "content/de/deep/sun.md": ""},
    ),
    site(
        "mdbook_from_the_page_alone",
        "book.toml",
        "[a](«RF004 deep/moon.md»)\n",
        at="src/z/a.md",
        **{"src/deep/moon.md": ""},
    ),
    site(
        "quartz_names",
        "quartz.config.ts",
        "[a](moon.md) [b](deep/moon) [c](moon) [[moon]] [d](«RF004 sun.md»)\n",
        at="content/z/a.md",
        **{"content/deep/moon.md": ""},
    ),
    site(
        "quartz_names_in_its_content_alone",
        "quartz.config.ts",
        "[a](«RF004 moon.md»)\n",
        at="notes/z/a.md",
        **{"notes/deep/moon.md": ""},
    ),
    site(
        "hugo_languages",
        "hugo.toml",
        "[a](/docs/b/) [b](/docs/old/) [c](/tags/x/) [d](«RF004 /docs/c/») [e](../../docs/b/)\n",
        at="content/en/blog/a.md",
        **{"content/en/docs/b.md": "aliases: [/docs/old/]", "content/de/docs/b.md": ""},
    ),
    Variation(
        "hugo_of_old",
        {
            "site/config.toml": "",
            "site/archetypes/x.md": "x\n",
            "site/content/a.md": "[a](/b/) [b](../b) [c](«RF004 /c/»)\n",
            "site/content/b.md": "x\n",
        },
        guessed=None,
    ),
    Variation(
        "hugo_in_parts",
        {
            "config/_default/hugo.toml": "",
            "content/a.md": "[a](/b/) [b](«RF004 ../c»)\n",
            "content/b.md": "x\n",
        },
        guessed=None,
    ),
    Variation(
        "other_config",
        {"config.toml": "", "content/a.md": "[a](«RF004 ../b/»)\n", "content/b.md": "x\n"},
        guessed=None,
    ),
    site(
        "short_folders_are_no_languages",
        "_config.yml",
        "[a](«RF004 /tides») [b](/ai/tides)\n",
        **{"ai/tides.md": ""},
    ),
    site(
        "nuxt",
        "nuxt.config.ts",
        "[a](/guide/start) [b](«RF015 /guide/stop»)\n",
        at="content/a.md",
        **{"content/1.guide/2.start.md": ""},
    ),
    site(
        "quartz",
        "quartz.config.ts",
        "[a](/High-tide) [b](b/Low-tide) [[tags/sea|c]] [d](«RF004 /b/tide») [e](/b)\n",
        at="content/a.md",
        **{"content/High tide.md": "", "content/b/Low tide.md": ""},
    ),
    site(
        "vitepress",
        "docs/.vitepress/config.mts",
        "[a](/b/c) [b](../b/c.html) ![c](/logo.svg) [d](@/b/c.md) [e](«RF004 /b/d»)\n",
        at="docs/x/a.md",
        **{"docs/b/c.md": "", "docs/public/logo.svg": ""},
    ),
    site(
        "docfx",
        "docfx.json",
        "[a](~/b/c.md) [b](«RF004 ~/b/d.md») [c](/b/c)\n",
        at="x/a.md",
        **{"b/c.md": ""},
    ),
    Variation(
        "folder_of_pages_is_named",
        {
            "mkdocs.yml": "site_name: x\ndocs_dir: 'src/text'  # here\n",
            "src/text/a.md": "[a](/b/) [b](../b/) [c](«RF004 /c/»)\n",
            "src/text/b.md": "x\n",
        },
        guessed=None,
    ),
    site(
        "values_are_no_addresses",
        "_config.yml",
        "---\nrelated: [«RF007 '/start'»]\n---\n[a](/start)\n",
        **{"b.md": "permalink: /start"},
    ),
    site("no_site", "notes.yml", "[a](«RF004 b.html») [b](«RF004 @site/b.md»)\n", **{"b.md": ""}),
    site(
        "no_numbers", "book.toml", "[a](«RF004 ebb.html»)\n", at="src/a.md", **{"src/01-ebb.md": ""}
    ),
    site("a_file_goes_first", "_config.yml", "[a](b.html)\n", **{"b.md": "", "b.html": ""}),
)

LABELS = (
    Variation(
        "on_all_pages",
        {
            "docs/myst.yml": "",
            "docs/a.md": "[](#tide) [x](#eq:ebb) [](#fig) [](#code) [](«RF011 #sea»)\n",
            "docs/b.md": "(tide)=\n# T\n\n$$\nx\n$$ (eq:ebb)\n\n:::{figure} x.png\n:label: fig\n"
            ":::\n\n```{code-cell}\n#| label: code\n```\n",
            "docs/x.png": "",
        },
        guessed=None,
    ),
    Variation("of_the_page", {"a.md": "(tide)=\n# T\n\n[x](#tide) [y](a.md#tide)\n"}),
    Variation(
        "of_another_page_elsewhere",
        {"a.md": "[x](«RF011 #tide»)\n", "b.md": "(tide)=\n# T\n"},
        guessed=None,
    ),
)


@pytest.mark.parametrize("case", [*marked(TABLE), *LABELS], ids=lambda case: case.name)
def test_addresses_that_a_generator_understands(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


RENAMES = (
    Rename(
        "address_from_the_root",
        {"_config.yml": "", "a.md": "[x](/docs/b.html)\n", "docs/b.md": "x\n"},
        "docs/b.md",
        "docs/c.md",
        {"docs/b.md": "docs/c.md"},
        {"a.md": "[x](/docs/c.html)\n"},
    ),
    Rename(
        "permalink_stays",
        {"_config.yml": "", "a.md": "[x](/start)\n", "b.md": "---\npermalink: /start\n---\n"},
        "b.md",
        "c.md",
        {"b.md": "c.md"},
    ),
    Rename(
        "alias_of_a_generator",
        {"docusaurus.config.js": "", "a.md": "[x](@site/docs/b.md)\n", "docs/b.md": "x\n"},
        "docs/b.md",
        "docs/c.md",
        {"docs/b.md": "docs/c.md"},
        {"a.md": "[x](@site/docs/c.md)\n"},
    ),
    Rename(
        "file_from_the_root_of_a_generator",
        {
            "docusaurus.config.js": "",
            "docs/guides/a.md": "[x](api/b.md#y)\n",
            "docs/api/b.md": "# Y\n",
        },
        "docs/api/b.md",
        "docs/deep/api/c.md",
        {"docs/api/b.md": "docs/deep/api/c.md"},
        {"docs/guides/a.md": "[x](deep/api/c.md#y)\n"},
    ),
    Rename(
        "file_from_the_root_of_a_version",
        {
            "docusaurus.config.js": "",
            "versioned_docs/version-1.0/guides/a.md": "[x](api/b.md)\n",
            "versioned_docs/version-1.0/api/b.md": "x\n",
            "docs/api/c.md": "x\n",
        },
        "versioned_docs/version-1.0/api/b.md",
        "versioned_docs/version-1.0/api/c.md",
        {"versioned_docs/version-1.0/api/b.md": "versioned_docs/version-1.0/api/c.md"},
        {"versioned_docs/version-1.0/guides/a.md": "[x](api/c.md)\n"},
    ),
    Rename(
        "small_letters_of_a_generator",
        {
            "hugo.toml": "",
            "content/a.md": "[x](/functions/getpage/) [y](../functions/getpage)\n",
            "content/b.md": "[x](functions/GetPage.md)\n",
            "content/functions/GetPage.md": "x\n",
        },
        "content/functions/GetPage.md",
        "content/functions/GetTerms.md",
        {"content/functions/GetPage.md": "content/functions/GetTerms.md"},
        {
            "content/a.md": "[x](/functions/getterms/) [y](../functions/getterms)\n",
            "content/b.md": "[x](functions/GetTerms.md)\n",
        },
    ),
)


@pytest.mark.parametrize("case", RENAMES, ids=lambda case: case.name)
def test_a_rename_keeps_the_form_of_an_address(case: Rename, make_base: MakeBase) -> None:
    verify_rename(case, make_base)


def test_each_configuration_is_listed_whatever_is_included() -> None:
    assert set(GENERATORS) <= marks.FILES | marks.FOLDERS
    assert set(GENERATORS) >= marks.WITH_FOLDERS


@pytest.mark.parametrize(("mark", "found"), [("hugo.toml", ""), ("_config.yml", "FM008 ")])
def test_hugo_reads_a_front_matter_below_empty_lines(
    mark: str, found: str, make_base: MakeBase
) -> None:
    page = (
        f"\n\n«{found}---»\ntags: [x]\n---\nText.\n"
        if found
        else "\n\n---\ntags: [x]\n---\nText.\n"
    )
    fixed = {"content/a.md": "---\ntags: [x]\n---\nText.\n"} if found else {}
    verify(Variation(mark, {mark: "", "content/a.md": page}, fixed, select=("FM",)), make_base)
