"""Web archives and feeds for the tests, record by record."""

import gzip
from collections.abc import Iterable

SENTENCE = "استقبل رئيس الوزراء الفنلندي نظيره الإستوني في هلسنكي لبحث التعاون في مجال الطاقة والنقل بين البلدين."


def page(name: str, body: str = f"<p>{SENTENCE}</p>" * 3) -> str:
    """An HTML page with a title."""
    head = f"<head><meta charset='utf-8'><title>{name}</title></head>"
    return f"<html lang='ar'>{head}<body><article><h1>{name}</h1>{body}</article></body></html>"


def record(
    block: bytes, kind: str = "response", url: str = "https://north.example/1", length: int | None = None
) -> bytes:
    """One record of WARC around its block."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-05-10T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(url):032x}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """What a server answered."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body as it is sent in chunks."""
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """A member of gzip for each record, as archives are packed."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def rss(*items: str, head: str = "<title>صحيفة الشمال</title><link>https://north.example/</link>") -> str:
    """A feed of RSS 2.0."""
    opening = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    channel = f"{head}<language>ar</language>{''.join(f'<item>{item}</item>' for item in items)}"
    return f'{opening} xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{channel}</channel></rss>'


def atom(*entries: str) -> str:
    """A feed of Atom 1.0."""
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>صحيفة الشمال</title>'
    return f"{head}{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>"
