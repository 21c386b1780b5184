"""Front matters with a list, in the ways in which people write them."""

from __future__ import annotations

from hypothesis import strategies as st

BODIES = st.text(st.sampled_from("ab \n-#[]`é"), max_size=40)
COMMENTS = st.sampled_from(["", " # why", "  # [x], 'y'"])
SIMPLE = st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=8)


@st.composite
def existing_lists(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The lines of a field `links`, in one of the ways in which people write it, and its items."""
    items = draw(st.lists(SIMPLE, max_size=3, unique=True))
    quote = draw(st.sampled_from(["", "'", '"']))
    written = [f"{quote}{item}{quote}" for item in items]
    comment = draw(COMMENTS)
    form = draw(st.sampled_from(["block", "deep", "flow", "single", "absent", "empty", "null"]))
    if form == "absent":
        return [], []
    if form == "null":
        return [f"links: null{comment}"], []
    if form == "empty" or (not items and form in ("block", "deep", "single")):
        return [f"links:{comment}"], []
    if form == "flow":
        return [f"links: [{', '.join(written)}]{comment}"], items
    if form == "single":
        return [f"links: {written[0]}{comment}"], items[:1]
    indent = "  " if form == "deep" else ""
    return [f"links:{comment}", *(f"{indent}- {item}{comment}" for item in written)], items


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, list[str]]:
    lines, items = draw(existing_lists())
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    before = draw(st.sampled_from([[], ["title: 'A: b'"], ["# note", "date: 2026-02-00"]]))
    after = draw(st.sampled_from([[], ["tags: [x]"], ["", "text: |", "  one", "  two"], ["# end"]]))
    front = newline.join(["---", *before, *lines, *after, "---"]) + newline
    mark = draw(st.sampled_from(["", "\ufeff"]))
    body = draw(BODIES).replace("\n", newline)
    return f"{mark}{front}{body}".encode(), items
