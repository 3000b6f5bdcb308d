"""RSS and Atom: the entries of a feed as records."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.read.foreign import short
from kg.read.pages import plain


def feed(data: bytes) -> dict[str, Any]:
    """The records of the entries of a feed, and what is wrong with it where it is damaged."""
    from io import BytesIO
    from xml.sax import SAXException

    import feedparser

    # A stream, for what is given as text or bytes may be opened as a file or an address
    parsed = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not parsed.entries and not parsed.version:
        return {"error": "this XML is neither an RSS nor an Atom feed"}
    fault = parsed.get("bozo_exception")
    damage = short(fault) if isinstance(fault, SAXException) else None
    return {"records": [_record(entry, parsed.feed) for entry in parsed.entries], "damage": damage}


def _record(entry: Any, channel: Any) -> dict[str, str | None]:
    source = entry.get("source")
    return {
        "title": plain(_string(entry, "title")),
        "text": _text(entry),
        "published": _published(entry),
        "publisher": _string(source, "title") or _string(entry, "publisher") or plain(_string(channel, "title")),
        "url": _address(_string(entry, "link"), _string(channel, "link")),
        "lang": _language(entry) or _string(channel, "language"),
    }


def _string(holder: Any, name: str) -> str:
    value = holder.get(name) if hasattr(holder, "get") else None
    return value if isinstance(value, str) else ""


def _text(entry: Any) -> str:
    """The fullest of what an entry says: its content, or its summary."""
    contents = [_string(content, "value") for content in entry.get("content") or ()]
    return max((plain(markup) for markup in [*contents, _string(entry, "summary")]), key=len)


def _published(entry: Any) -> str | None:
    """As it is written; else what the parser understood of it."""
    from kg.read.when import parse_date

    for name in ("published", "updated", "created"):
        written, moment = _string(entry, name), entry.get(f"{name}_parsed")
        if written and (parse_date(written) or not moment):
            return written
        if moment:
            return "{:04}-{:02}-{:02}".format(*moment[:3])
    return None


def _address(link: str, base: str) -> str | None:
    """A web address; one that is relative is completed by the address of the feed's site."""
    try:
        address = urljoin(base, link)
        return address if urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None


def _language(entry: Any) -> str:
    details = [*(entry.get("content") or ()), entry.get("summary_detail"), entry.get("title_detail")]
    return next(filter(None, (_string(detail, "language") for detail in details)), "")
