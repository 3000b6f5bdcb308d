"""Files of other kinds, told by how they begin, whatever they are called."""

_SAVE = "save its text as a .txt file"
_UNPACK = "unpack it first"
_LEAVE = "there is no text in it"
_KINDS = (
    (b"%PDF-", "a PDF document", _SAVE),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _SAVE),
    (b"PK\x03\x04", "a zip archive or an Office document", f"{_UNPACK}, or {_SAVE}"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x1f\x8b\x08", "packed with gzip twice", _UNPACK),
    (b"BZh", "packed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "packed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", _UNPACK),
    (b"\x89PNG", "a picture (PNG)", _LEAVE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _LEAVE),
    (b"GIF8", "a picture (GIF)", _LEAVE),
    (b"\x7fELF", "a program", _LEAVE),
    (b"MZ\x90\x00", "a program", _LEAVE),
    (b"SQLite format 3\x00", "a database", "write its articles as JSON lines"),
    (b"ID3", "a sound", _LEAVE),
    (b"OggS", "a sound", _LEAVE),
)


def other_kind(data: bytes) -> str | None:
    """What the bytes are that are no text, and what to do about it."""
    for mark, kind, advice in _KINDS:
        if data.startswith(mark):
            return f"this is {kind}, not text; {advice}"
    # A film begins with a length and then its mark
    return f"this is a film, not text; {_LEAVE}" if data[4:8] == b"ftyp" else None
