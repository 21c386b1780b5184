"""Small plots as SVG: bars on an even scale or one of tens, and lines on two scales of tens.

The pictures have a ground of their own, light or dark as the reader's system is, so that they can
be read on any page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH = 720
COLOURS = ("a", "b", "c", "d")
STYLE = """<style>
svg { font: 13px system-ui, sans-serif; }
.ground { fill: #fbfbfa; } text { fill: #24292e; stroke: #fbfbfa; } .quiet { fill: #5c646d; }
.grid { stroke: #d9dcdf; } .a { --own: #00796b; } .b { --own: #c2571a; }
.c { --own: #3f6fb5; } .d { --own: #7d858d; }
text { paint-order: stroke; stroke-width: 5px; }
.bar { fill: var(--own); } .line { stroke: var(--own); fill: none; stroke-width: 2.5; }
.dot, .name { fill: var(--own); } .mark { stroke: #b3261e; stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
.ground { fill: #20242b; } text { fill: #e4e7ea; stroke: #20242b; } .quiet { fill: #a7afb8; }
.grid { stroke: #3a414b; } .a { --own: #4db6ac; } .b { --own: #f0945c; }
.c { --own: #82aee8; } .d { --own: #98a1ab; } .mark { stroke: #ff8a80; }
.dot, .name { fill: var(--own); }
}
</style>"""


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its value, the words after it and its colour."""

    name: str
    value: float
    words: str
    colour: str = "d"


@dataclass(frozen=True)
class Scale:
    """Turns numbers into places, tenfold steps being equally wide."""

    least: float
    most: float
    begin: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a number."""
        part = (log10(value) - log10(self.least)) / (log10(self.most) - log10(self.least))
        return self.begin + part * (self.end - self.begin)

    def ticks(self) -> Iterator[float]:
        """The powers of ten on it."""
        for power in range(ceil(log10(self.least) - 1e-9), floor(log10(self.most) + 1e-9) + 1):
            yield 10.0**power


@dataclass(frozen=True)
class Even:
    """Turns numbers from 0 on into places."""

    most: float
    begin: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a number."""
        return self.begin + value / self.most * (self.end - self.begin)

    def ticks(self) -> Iterator[float]:
        """A few round numbers on it."""
        step = 10.0 ** floor(log10(self.most))
        step = step if self.most / step >= 3 else step / 2
        step = step if self.most / step <= 6 else step * 2
        yield from (step * number for number in range(floor(self.most / step) + 1))


def bars(title: str, unit: str, rows: Sequence[Bar], mark: float | None = None) -> str:
    """Horizontal bars; ``unit`` is written after the numbers of the scale.

    With a ``mark``, a line that goes through all of them, the scale is even, else one of tens.
    """
    left = 30 + 7 * max(len(row.name) for row in rows)
    most = max([row.value for row in rows] + [mark or 0])
    across: Scale | Even = Even(most, left, WIDTH - 130)
    if mark is None:
        least = 10.0 ** floor(log10(min(row.value for row in rows)) - 0.01)
        across = Scale(least, most, left, WIDTH - 110)
    height = 70 + 28 * len(rows)
    parts = []
    for tick in across.ticks():
        x = f"{across(tick):.1f}"
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="48" y2="{height - 14}"/>')
        parts.append(_text(across(tick), 42, f"{tick:g}{unit}", "quiet", "middle"))
    if mark is not None:
        x = f"{across(mark):.1f}"
        parts.append(f'<line class="mark" x1="{x}" x2="{x}" y1="48" y2="{height - 10}"/>')
    for number, row in enumerate(rows):
        y = 56 + 28 * number
        end = across(row.value)
        parts.append(_text(left - 10, y + 14, row.name, "", "end"))
        size = f'x="{left}" y="{y}" width="{end - left:.1f}" height="18"'
        parts.append(f'<rect class="bar {row.colour}" rx="2" {size}/>')
        place = end if mark is None else max(end, across(mark))
        parts.append(_text(place + 8, y + 14, row.words))
    return _picture(title, height, parts)


def lines(title: str, axes: tuple[str, str], series: Mapping[str, Mapping[int, float]]) -> str:
    """A line for each series of values by size; ``axes`` names both scales."""
    height, left, right, top, bottom = 380, 64, WIDTH - 190, 56, 330
    sizes = sorted({size for each in series.values() for size in each})
    values = [value for each in series.values() for value in each.values()]
    across = Scale(sizes[0], sizes[-1], left + 16, right)
    least = 10.0 ** floor(log10(min(values)))
    up = Scale(least, 10.0 ** ceil(log10(max(values))), bottom, top)
    parts = [_text(16, 42, axes[1], "quiet")]
    for tick in up.ticks():
        y = f"{up(tick):.1f}"
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>')
        parts.append(_text(left - 8, up(tick) + 4, f"{tick:g}", "quiet", "end"))
    below = bottom + 20
    parts += [_text(across(size), below, f"{size:,}", "quiet", "middle") for size in sizes]
    parts.append(_text((left + right) / 2, bottom + 40, axes[0], "quiet", "middle"))
    ends = _apart([up(each[max(each)]) for each in series.values()], 17)
    for (name, each), colour, end in zip(series.items(), COLOURS, ends, strict=False):
        places = [(across(size), up(value)) for size, value in sorted(each.items())]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline class="line {colour}" points="{path}"/>')
        parts += [
            f'<circle class="dot {colour}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in places
        ]
        parts.append(_text(right + 14, end + 4, name, f"name {colour}"))
    return _picture(title, height, parts)


def _apart(places: Sequence[float], least: float) -> list[float]:
    """The places, those that are too near moved down until there is room between them."""
    moved: dict[int, float] = {}
    free = 0.0
    for number in sorted(range(len(places)), key=places.__getitem__):
        moved[number] = max(places[number], free)
        free = moved[number] + least
    return [moved[number] for number in range(len(places))]


def _text(x: float, y: float, words: str, style: str = "", anchor: str = "start") -> str:
    known = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{known} text-anchor="{anchor}">{escape(words)}</text>'


def _picture(title: str, height: int, parts: Sequence[str]) -> str:
    box = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img">'
    ground = f'<rect class="ground" width="{WIDTH}" height="{height}" rx="6"/>'
    named = f'<text x="16" y="24" font-weight="600">{escape(title)}</text>'
    return "\n".join(
        [head, f"<title>{escape(title)}</title>", STYLE, ground, named, *parts, "</svg>\n"]
    )
