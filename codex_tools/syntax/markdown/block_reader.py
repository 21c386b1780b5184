"""The parts of a body that may hold blocks without text, read line by line."""

from __future__ import annotations

from codex_tools.syntax.markdown.block_starts import BlockForm, begins_other_block, form_of
from codex_tools.syntax.markdown.blocks import BlockKind, OpaqueBlock, next_mark
from codex_tools.syntax.markdown.containers import CODE_INDENT, Containers, Line

_MAY_BE_INDENTED = b" \t>-+*0123456789"


def read_blocks(data: bytes, start: int, mark: int) -> list[OpaqueBlock]:
    """Return the blocks of ``data`` from ``start`` in which no text is read, in their order.

    ``mark`` is the start of the first line that may begin one.
    """
    position, reader = start, _Reader(data)
    while mark >= 0:
        position = reader.read(_section(data, position, mark), mark)
        mark = next_mark(data, position)
    return reader.found


def _section(data: bytes, position: int, mark: int) -> int:
    """The last place before ``mark``, but not before ``position``, where no container is open."""
    end = mark
    while (end := data.rfind(b"\n\n", position, end)) >= 0:
        if data[end + 2] not in _MAY_BE_INDENTED:
            return end + 2
    return position


class _Reader:
    """Reads line by line from places on at which no container is open."""

    def __init__(self, data: bytes) -> None:
        self.found: list[OpaqueBlock] = []
        self._data = data
        self._next = 0
        self._containers = Containers()
        self._in_paragraph = False
        self._open_marks: set[bytes] = set()
        self._endless: dict[str, int] = {}
        """Up to where the end of a form is known to be missing."""

    def read(self, start: int, mark: int) -> int:
        """Read at least up to the line at ``mark``; return where no container is open any more."""
        self._next, self._in_paragraph = start, False
        while self._next < len(self._data):
            start = self._next
            line = self._containers.continued(self._take_line())
            if not line.is_blank:
                self._read(start, line)
                continue
            self._in_paragraph = False
            self._containers.enter(line)
            if start >= mark and not self._containers:
                break
        return self._next

    def _take_line(self) -> bytes:
        start, end = self._next, self._data.find(b"\n", self._next)
        self._next = end + 1 if end >= 0 else len(self._data)
        line = self._data[start : self._next].rstrip(b"\r\n")
        return line.expandtabs(4) if b"\t" in line else line

    def _read(self, start: int, line: Line) -> None:
        """Take in a line that is not blank and in no block yet."""
        goes_on = self._in_paragraph and line.matched == len(self._containers)
        line = self._containers.opening(line, goes_on)
        is_text = self._in_paragraph and not line.opened
        begin = None
        if line.indent < CODE_INDENT:
            begin = begins_other_block(line.rest, is_text, goes_on and is_text)
        form = form_of(begin) if begin else None
        if is_text and (begin is None or (form and form.mark in self._open_marks)):
            self._take_text(line)
            return
        self._containers.enter(line)
        self._in_paragraph = False
        self._open_marks.clear()
        if line.indent >= CODE_INDENT:
            self.found.append(OpaqueBlock(start, self._next, BlockKind.CODE))
        elif form is not None:
            self._in_paragraph = self._read_block(start, form, line.rest)
        elif begin is None and not line.is_blank:
            self._in_paragraph = True
            self._take_text(line)

    def _take_text(self, line: Line) -> None:
        """Note which marks are open at the end of a line of a paragraph: the next such mark is
        their counterpart, and begins no block."""
        for mark in (b"$$", b"%%"):
            if line.rest.count(mark) % 2:
                self._open_marks ^= {mark}

    def _read_block(self, start: int, form: BlockForm, rest: bytes) -> bool:
        """Read a block up to its end; tell whether there is text behind it in the same line, or
        the block is none for want of an end."""
        if form.exact:
            start = self._data.find(form.mark, start)
            if start < self._endless.get(form.name, 0):
                return True
        behind = self._next
        end = self._end_in_first_line(start, form, rest) or self._end_further_down(form)
        if end is None:
            self._endless[form.name], self._next = self._next, behind
            return True
        self.found.append(OpaqueBlock(start, end, form.kind))
        return bool(self._data[end : self._next].strip())

    def _end_in_first_line(self, start: int, form: BlockForm, rest: bytes) -> int | None:
        if form.from_mark is None:
            return None
        found = form.end.search(rest, rest.find(form.mark) + form.from_mark)
        return self._end(form, start + form.from_mark) if found else None

    def _end_further_down(self, form: BlockForm) -> int | None:
        if not self._containers:
            return self._end_in_what_is_left(form)
        while (start := self._next) < len(self._data):
            line = self._containers.continued(self._take_line())
            if line.matched < len(self._containers):
                self._next = start
                break
            if form.end.search(b"\n" + line.rest):
                if line.is_blank:
                    self._next = start
                return self._end(form, start)
        return None if form.exact else self._next

    def _end_in_what_is_left(self, form: BlockForm) -> int | None:
        """Outside of containers no marks stand before the lines, which need not be taken apart."""
        found = form.end.search(self._data, self._next - 1)
        if found is None:
            self._next = len(self._data)
            return None if form.exact else self._next
        if found[0].isspace():
            self._next = found.start() + 1
        else:
            self._next = self._data.find(b"\n", found.end()) + 1 or len(self._data)
        return found.end() if form.exact else self._next

    def _end(self, form: BlockForm, position: int) -> int:
        """The end of a block whose last mark is the next one from ``position`` on."""
        if not form.exact:
            return self._next
        last = form.end.search(self._data, position)
        assert last is not None
        return last.end()
