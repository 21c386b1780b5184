"""A small made-up knowledge base for the tests of the linker."""

from codex_tools.linking.reading.records import ClaimRecord, SourceRecord

_TOPICS = (
    "harbour cranes",
    "alpine glaciers",
    "night trains",
    "paper mills",
    "tidal locks",
    "bee hives",
)


def filler() -> list[SourceRecord]:
    """Sources that nothing names, so that rarity means something."""
    return [
        SourceRecord(
            f"inbox/archive/2019-{month:02}-11-someone{month}-{topic.replace(' ', '-')}.md",
            f"Notes on {topic} volume {month}",
            f"Writer{month} Someone{month}",
            f"https://journal{month}.example/{topic.replace(' ', '-')}",
            f"2019-{month:02}-11",
            "engineering",
            body=f"A report on {topic} with {month * 1371} items, told at length. " * 8,
        )
        for month in range(1, 13)
        for topic in _TOPICS[: 1 + month % 3]
    ]


RIVERS = SourceRecord(
    "inbox/archive/2021-03-04-quill-weight-of-slow-rivers.md",
    "The Weight of Slow Rivers",
    "Ada Quill",
    "https://example.org/slow-rivers",
    "2021-03-04",
    "hydrology",
    body="Slow rivers carry 48,213 tonnes of silt a day. Sediment loads doubled in ten years.",
)
DELTAS = SourceRecord(
    "inbox/archive/2022-09-10-quill-deltas-without-dams.md",
    "Deltas Without Dams",
    "Ada Quill",
    "https://example.org/deltas",
    "2022-09-10",
    "hydrology",
    body="Without dams a delta gains 312.5 hectares each spring. Farmers moved to the levees.",
)
BEEKEEPER = SourceRecord(
    "inbox/archive/2026-02-05-marrowfen-hive-thread.md",
    "Why hives fail in wet springs",
    "@marrowfen (Ines Marrow)",
    "https://x.com/marrowfen/status/2019520184453677069",
    "2026-02-05",
    "apiculture",
    body="Wet springs kill hives: losses reached 61.7 percent in the valley.",
)
SOURCES = [*filler(), RIVERS, DELTAS, BEEKEEPER]


def claim(
    source_text: str, name: str = "domains/hydrology/claim.md", body: str = "", **more: str
) -> ClaimRecord:
    """A claim about rivers that says it came from `source_text`."""
    return ClaimRecord(
        id=name,
        title=more.get("title", "Slow rivers carry more silt than fast ones"),
        source_text=source_text,
        created=more.get("created", "2022-11-01"),
        domain=more.get("domain", "hydrology"),
        body=body or "Sediment loads in slow rivers doubled; 48,213 tonnes of silt pass a day.",
    )
