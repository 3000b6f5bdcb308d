"""Writing: data to stdout or a file, notes to stderr, tables that fit a terminal."""

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import KgError

_WIDEST = 76
_LONGEST = 600
MOST_NOTES = 20
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF}
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {0x0A}
_ESCAPES = {code: f"\\u{code:04x}" for code in _BIDI | _CONTROLS}


def visible(text: str) -> str:
    """Control and direction marks as escapes, so that a name cannot rearrange or recolour a terminal."""
    return text.translate(_ESCAPES)


def on_terminal(output: Path | None) -> bool:
    """Whether a person reads this."""
    return output is None and sys.stdout.isatty()


def write(text: str, output: Path | None = None) -> None:
    """The data itself. Raises KgError if the file cannot be written."""
    if output is None:
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
        return
    write_bytes(text.encode("utf-8", "backslashreplace"), output)


def write_bytes(data: bytes, output: Path | None = None) -> None:
    """Data that is encoded already."""
    if output is None:
        write(data.decode("utf-8"))
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise KgError(f"cannot write {output}: {error.strerror or error}") from error


def remark(text: str) -> str:
    """A line for the person: marked as ours, harmless to the terminal, and of bounded length."""
    line = " ".join(text.split())
    return f"kg: {visible(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…')}\n"


def note(text: str, *, quiet: bool = False) -> None:
    """A remark to the person, never part of the data."""
    if not quiet:
        sys.stderr.write(remark(text))


def noted(failures: Sequence[str], warnings: Sequence[str]) -> int:
    """Tell what could not be read, and what a person should look at; the exit code that this makes."""
    for lines, more in ((failures, "more that could not be read"), (warnings, "more to look at")):
        for line in lines[:MOST_NOTES]:
            note(line)
        if len(lines) > MOST_NOTES:
            note(f"... and {len(lines) - MOST_NOTES} {more}")
    return 1 if failures else 0


def width(text: str) -> int:
    """Columns the text takes; vowel signs take none, ideographs two."""
    marks = sum(1 for char in text if unicodedata.combining(char))
    wide = sum(1 for char in text if unicodedata.east_asian_width(char) in "WF")
    return len(text) - marks + wide


def _cell(text: str) -> str:
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= _WIDEST else flat[: _WIDEST - 1] + "…"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns parted by two spaces, cells on one line and cut where too long."""
    cells = [[_cell(text) for text in row] for row in rows]
    sizes = [max(map(width, column)) for column in zip(header, *cells, strict=True)]
    lines = [header, ["-" * size for size in sizes], *cells]
    return "".join(_line(line, sizes) for line in lines)


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    padded = (cell + " " * (size - width(cell)) for cell, size in zip(cells, sizes, strict=True))
    return "  ".join(padded).rstrip() + "\n"
