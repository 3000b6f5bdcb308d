"""One record of a web archive: the page that a server answered with."""

import re
from io import BytesIO
from typing import Any

from kg.read.foreign import short
from kg.read.pages import MAX_PAGE, page

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# UTF-8 needs at most four bytes a character
_MAX_BODY = 4 * MAX_PAGE
_READ = 65_536


def capture(data: bytes) -> dict[str, Any]:
    """What `page` tells of the page in a record of WARC; `skip` says what the record is where it is no page."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        record = next(iter(ArchiveIterator(BytesIO(data), verify_http=True)), None)
    except (ArchiveLoadFailed, AttributeError, EOFError, ValueError) as error:
        return {"error": f"this record of the archive is broken ({short(error)}), left out"}
    if record is None:
        return {"error": "this record of the archive is empty, left out"}
    reason = _no_page(record)
    return {"skip": reason} if reason else _read(record)


def _no_page(record: Any) -> str | None:
    """Why a record holds no page that can be an article."""
    http = record.http_headers
    if record.rec_type == "revisit":
        return "revisit"
    if http is not None and http.get_statuscode() != "200":
        return f"status {short(http.get_statuscode())}"
    kind = _kind(record).partition(";")[0].strip().casefold()
    return None if kind in _HTML else short(kind or "no type")


def _kind(record: Any) -> str:
    holder = record.http_headers or record.rec_headers
    return str(holder.get_header("Content-Type") or "")


def _read(record: Any) -> dict[str, Any]:
    from kg.errors import ReadError
    from kg.read.decode import decode

    packed = _packing(record)
    if packed:
        return {"error": f"the page is packed with {packed}, which is not read here"}
    body = _body(record.content_stream())
    if len(body) > _MAX_BODY:
        return {"error": f"a page of more than {_MAX_BODY // 1_000_000} MB is not read"}
    stated = _CHARSET.search(_kind(record))
    try:
        text = decode(body, "", stated=stated.group(1) if stated else None)
    except ReadError as error:
        return {"error": str(error).removeprefix(": ")}
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    told = page(text.encode("utf-8", "replace"), address or None)
    if "fields" in told and address.startswith(("http://", "https://")):
        told["fields"]["url"] = address
    return told


def _packing(record: Any) -> str | None:
    """A way of packing the page that nothing here unpacks."""
    from warcio.bufferedreaders import BufferedReader

    stated = (record.http_headers and record.http_headers.get_header("Content-Encoding")) or ""
    known = {*BufferedReader.get_supported_decompressors(), "", "identity", "x-gzip"}
    return None if stated.strip().casefold() in known else short(stated)


def _body(stream: Any) -> bytes:
    """The page, unpacked up to just above the limit."""
    pieces, size = [], 0
    while size <= _MAX_BODY and (piece := stream.read(_READ)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
