"""One notion of the same document, for the rule and for the linker."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, archived, marked, run, verify


def same(name: str, one: str, other: str) -> Variation:
    """Two addresses of one page; nothing else is alike."""
    return Variation(
        name,
        {
            "inbox/archive/a.md": archived("One.\n", url=one, title="Quay walls"),
            "inbox/archive/b.md": archived(
                "Two.\n",
                url=f"«PV006 {other}»",
                title="Walls of the quay",
                author="R. Quill",
                date="2022-01-01",
            ),
        },
        select=("PV006",),
    )


def apart(name: str, one: str, other: str) -> Variation:
    """Addresses of two pages."""
    return Variation(
        name,
        {
            "inbox/archive/a.md": archived("One.\n", url=one, title="Quay walls"),
            "inbox/archive/b.md": archived(
                "Two.\n", url=other, title="Walls of the quay", author="R. Quill", date="2022-01-01"
            ),
        },
        select=("PV006",),
    )


TABLE = (
    same(
        "campaign", "https://example.org/quay?utm_source=x&utm_medium=y", "https://example.org/quay"
    ),
    same("click", "https://example.org/quay", "https://example.org/quay?fbclid=abc"),
    same(
        "campaign_beside_a_key",
        "https://example.org/q?id=7&utm_campaign=z",
        "https://example.org/q?id=7",
    ),
    same("scheme_and_slash", "https://example.org/quay/", "http://www.example.org/quay"),
    same("fragment", "https://example.org/quay", "https://example.org/quay#walls"),
    same("host_in_capitals", "https://Example.ORG/quay", "https://example.org/quay"),
    same("arxiv_version", "https://arxiv.org/abs/2305.09876v2", "https://arxiv.org/abs/2305.09876"),
    same("arxiv_pdf", "https://arxiv.org/abs/2305.09876", "https://arxiv.org/pdf/2305.09876v1.pdf"),
    same("doi", "https://doi.org/10.1000/XYZ123", "https://dx.doi.org/10.1000/xyz123"),
    same(
        "doi_at_publisher",
        "https://doi.org/10.1000/xyz123",
        "https://journal.example.org/doi/10.1000/xyz123",
    ),
    apart("two_keys", "https://example.org/q?id=7", "https://example.org/q?id=8"),
    apart("two_papers", "https://arxiv.org/abs/2305.09876", "https://arxiv.org/abs/2305.09877"),
    apart("two_pages", "https://example.org/quay", "https://example.org/quays"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_one_page_has_many_addresses(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)


def test_one_file_is_held_against_all_others(make_base: MakeBase) -> None:
    addresses = ("https://doi.org/10.1000/XYZ123", "https://dx.doi.org/10.1000/xyz123?utm_source=x")
    files = {
        f"inbox/archive/{name}.md": archived(
            f"{name}.\n", url=url, title=f"Quay {name}", author=name
        )
        for name, url in zip("ab", addresses, strict=True)
    }
    root = make_base(files)
    found = run(root, "check", "--select", "PV006", str(root / "inbox/archive/b.md")).stdout
    assert "PV006" in found
