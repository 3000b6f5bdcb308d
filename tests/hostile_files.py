"""Files that break programs: makes a folder for each kind. `python tests/hostile_files.py FOLDER` writes them all."""

import gzip
import json
import os
import random
import socket
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from archives import answer, atom, chunked, packed, page, record, rss

VISIT = "زار وزير الخارجية التركي هاكان فيدان العراق يوم الأحد 9 مارس 2025 لبحث ملف المياه."
BODY = f"{VISIT}\nوالتقى الوزير رئيس الوزراء العراقي في بغداد، وأكد من هناك أن البلدين يعملان معا على إدارة المياه."
PAGE = page("زيارة إلى بغداد", "".join(f"<p>{VISIT} الخبر {n}.</p>" for n in range(9)))
RELATED = "".join(f"<li>{n} {VISIT}</li>" for n in range(60))
BEYOND = "characters are more than"
DENSE = "claims are more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What `make` writes into a folder of its own, and what is to come of it.

    `says` stands in the notes (none are made if it is empty), `read` articles are read. A `big` one needs more than a
    second.
    """

    make: Callable[[Path], object]
    says: str = ""
    read: int = 0
    big: bool = False


def file(name: str, content: str | bytes) -> Callable[[Path], object]:
    """One file with this content."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(data)


def large(name: str, make: Callable[[], str | bytes]) -> Callable[[Path], object]:
    """One file whose content is made only when it is written."""
    return lambda folder: file(name, make())(folder)


def link(name: str, target: str) -> Callable[[Path], object]:
    """A symbolic link."""
    return lambda folder: (folder / name).symlink_to(target)


def raw_name(name: bytes) -> Callable[[Path], object]:
    """A readable article under a name of any bytes."""
    return lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(BODY, encoding="utf-8")


def bomb(head: bytes, unit: bytes, megabytes: int) -> bytes:
    """A small gzip file that unpacks to so many megabytes."""
    packer = zlib.compressobj(9, wbits=31)
    piece = unit * (1_000_000 // len(unit))
    return packer.compress(head) + b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


def lines(*records: object) -> str:
    """JSON lines; what is a text already stands as it is."""
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records)


def article(number: int) -> dict[str, str]:
    """A good record."""
    return {"title": f"زيارة رقم {number} إلى بغداد", "text": f"{number} {BODY}"}


def noise(size: int) -> bytes:
    """Bytes without any sense, the same each time."""
    return random.Random(7).randbytes(size)


def socket_file(folder: Path) -> None:
    """A socket that nobody serves. Its path may be long, so it is bound from inside the folder."""
    before = Path.cwd()
    os.chdir(folder)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("a.txt")
    os.chdir(before)


def locked(folder: Path) -> None:
    """A file that nobody may read."""
    file("a.txt", BODY)(folder)
    (folder / "a.txt").chmod(0)


def locked_folder(folder: Path) -> None:
    """A folder that nobody may enter, beside an article."""
    file("a.txt", BODY)(folder)
    (folder / "inner").mkdir(mode=0)


def office_document() -> bytes:
    """A document of a word processor, as far as anyone looks."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", BODY)
    return made.getvalue()


def endless_folder(folder: Path) -> None:
    """A link to the folder above beside an article."""
    file("a.txt", BODY)(folder)
    (folder / "again").symlink_to(folder)


def many_files(folder: Path) -> None:
    """Two thousand empty files."""
    for number in range(2_000):
        (folder / f"{number}.txt").touch()


def deep_folders(folder: Path) -> None:
    """An article below a hundred folders."""
    inner = folder.joinpath(*["x"] * 100)
    inner.mkdir(parents=True)
    file("a.txt", BODY)(inner)


def entities(doctype: str, count: int) -> str:
    """Entities that each hold ten of the one before."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, count))
    return f'<!DOCTYPE {doctype} [<!ENTITY e0 "x">{grown}]>'


def flood(sign: str, count: int = 100_000) -> str:
    """An article with very many of one sign in its first sentence."""
    return f"{VISIT[:30]}{sign * count}{VISIT[30:]}\n{BODY}"


ENCODINGS = {
    "windows-1256": Kind(make=file("a.txt", BODY.encode("cp1256")), read=1),
    "iso-8859-6": Kind(make=file("a.txt", BODY.replace("،", "،").encode("iso8859-6")), read=1),
    "utf-8 with mark": Kind(make=file("a.txt", BODY.encode("utf-8-sig")), read=1),
    "utf-16 with mark": Kind(make=file("a.txt", BODY.encode("utf-16")), read=1),
    "utf-16 little without mark": Kind(make=file("a.txt", BODY.encode("utf-16-le")), read=1),
    "utf-16 big without mark": Kind(make=file("a.txt", BODY.encode("utf-16-be")), read=1),
    "utf-16 cut inside a letter": Kind(make=file("a.txt", BODY.encode("utf-16")[:-1]), says="not valid UTF-16"),
    "utf-16 lines of json": Kind(make=file("a.jsonl", lines(article(1), article(2)).encode("utf-16")), read=2),
    "utf-32 with mark": Kind(make=file("a.txt", BODY.encode("utf-32")), read=1),
    "utf-32 without mark": Kind(make=file("a.txt", BODY.encode("utf-32-le")), read=1),
    "mixed by line": Kind(
        make=file("a.txt", BODY.encode() + b"\n" + "وأكد الوزير من بغداد على أهمية المياه في البلدين".encode("cp1256")),
        read=1,
    ),
    "few broken bytes": Kind(make=file("a.txt", BODY.encode().replace(b" ", b" \xff", 2)), read=1),
    "cut inside a letter": Kind(make=file("a.txt", BODY.encode()[:-2]), read=1),
    "page that states another encoding": Kind(
        make=file("a.html", PAGE.replace("utf-8", "iso-8859-1").encode("cp1256")), read=1
    ),
    "page that states no encoding": Kind(make=file("a.html", PAGE.replace("utf-8", "x-nope").encode("cp1256")), read=1),
    "page that states a codec": Kind(make=file("a.html", PAGE.replace("utf-8", "punycode")), read=1),
    "old mac newlines": Kind(make=file("a.txt", BODY.replace("\n", "\r")), read=1),
}

BINARIES = {
    "nul inside a text": Kind(make=file("a.txt", BODY.replace(" ", "\x00", 3)), says="binary file"),
    "nothing but nul": Kind(make=file("a.txt", bytes(100_000)), says="binary file"),
    "random bytes": Kind(make=file("a.txt", noise(100_000)), says="binary file"),
    "random bytes without nul": Kind(make=file("a.txt", noise(100_000).replace(b"\x00", b"")), says="neither UTF-8"),
    "png": Kind(make=file("a.txt", b"\x89PNG\r\n\x1a\n" + noise(5_000)), says="a picture (PNG)"),
    "jpeg": Kind(make=file("a.html", b"\xff\xd8\xff\xe0" + noise(5_000)), says="a picture (JPEG)"),
    "pdf": Kind(make=file("a.txt", b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n"), says="a PDF document"),
    "pdf as json": Kind(make=file("a.json", b"%PDF-1.7\n"), says="a PDF document"),
    "elf": Kind(make=file("a.txt", b"\x7fELF\x02\x01\x01" + noise(5_000)), says="a program"),
    "zip": Kind(make=file("a.txt", office_document()), says="an Office document"),
    "rtf": Kind(make=file("a.txt", "{\\rtf1\\ansi {\\b " + VISIT + "}}"), says="an RTF document"),
    "database": Kind(make=file("a.txt", b"SQLite format 3\x00" + noise(5_000)), says="a database"),
    "bzip2": Kind(make=file("a.txt", b"BZh91AY&SY" + noise(5_000)), says="packed with bzip2"),
    "other kinds in a folder": Kind(
        make=lambda folder: (file("a.docx", office_document())(folder), file("b.txt", BODY)(folder)),
        says="kinds that are not read (1 .docx)",
        read=1,
    ),
}

PACKED = {
    "gzip bomb of text": Kind(make=large("a.txt.gz", lambda: bomb(b"", b"a ", 300)), says="MB that are read"),
    "gzip bomb of a page": Kind(make=large("a.html.gz", lambda: bomb(b"<html>", b"<p>", 300)), says="MB that are read"),
    "gzip bomb in one line": Kind(make=large("a.jsonl.gz", lambda: bomb(b"{", b"x", 300)), says="a line of more than"),
    "gzip bomb of empty lines": Kind(make=large("a.jsonl.gz", lambda: bomb(b"", b"\n", 300)), says="empty lines"),
    "gzip bomb of short lines": Kind(make=large("a.jsonl.gz", lambda: bomb(b"", b"x\n", 300)), says="in a row"),
    "gzip bomb of an archive": Kind(
        make=large("a.warc.gz", lambda: bomb(b"WARC/1.0\r\n", b"x", 400)), says="has no length"
    ),
    "gzip cut off": Kind(make=file("a.txt.gz", gzip.compress(BODY.encode())[:-20]), says="damaged gzip file"),
    "gzip lines cut off": Kind(
        make=file("a.jsonl.gz", gzip.compress((lines(*map(article, range(9))) + "\n").encode())[:-4]),
        says="damaged from here on",
        read=9,
    ),
    "gzip in two parts": Kind(
        make=file("a.txt.gz", gzip.compress(BODY[:50].encode()) + gzip.compress(BODY[50:].encode())), read=1
    ),
    "gzip with more behind": Kind(
        make=file("a.txt.gz", gzip.compress(BODY.encode()) + b"more"), says="damaged gzip file"
    ),
    "gzip that is none": Kind(make=file("a.txt.gz", BODY), says="damaged gzip file"),
    "gzip without its name": Kind(make=file("a.txt", gzip.compress(BODY.encode())), read=1),
    "gzip in gzip": Kind(
        make=file("a.txt.gz", gzip.compress(gzip.compress(BODY.encode()))), says="packed with gzip twice"
    ),
}

PAGES = {
    "nested 100,000 deep": Kind(make=file("a.html", "<html><body>" + "<div>" * 100_000 + PAGE), says="though it holds"),
    "nested bold 100,000 deep": Kind(make=file("a.html", "<b>" * 100_000 + VISIT * 20), says="a.html"),
    "flood of attributes": Kind(
        make=file("a.html", PAGE.replace("<body", "<body " + "".join(f"a{n}=1 " for n in range(100_000)))),
        says="seconds to parse",
        big=True,
    ),
    "attributes": Kind(
        make=file("a.html", PAGE.replace("<body", "<body " + "".join(f"a{n}=1 " for n in range(5_000)))), read=1
    ),
    "long attribute": Kind(make=file("a.html", PAGE.replace("<body", f"<body class='{'x' * 1_000_000}'")), read=1),
    "entities that grow": Kind(make=file("a.html", entities("html", 12) + PAGE.replace("<p>", "<p>&e11;")), read=1),
    "entities in a feed that grow": Kind(
        make=file(
            "a.xml",
            entities("rss", 12) + rss(f"<title>&e11;</title><description>{VISIT}</description>").partition("?>")[2],
        ),
        says="damaged",
        read=1,
    ),
    "a file as an entity": Kind(
        make=file(
            "a.xml",
            '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            + rss(f"<description>{VISIT} &e;</description>").partition("?>")[2],
        ),
        says="damaged",
        read=1,
    ),
    "comment without an end": Kind(make=file("a.html", PAGE.replace("<p>", "<!-- <p>", 1)), says="no article found"),
    "flood of comments": Kind(
        make=file("a.html", PAGE.replace("<p>", "<!--" * 200_000 + "<p>", 1)), says="no article found"
    ),
    "flood of brackets": Kind(make=file("a.html", "<html>" + "<" * 1_000_000 + PAGE), says="a.html"),
    "flood of open tags": Kind(make=file("a.html", "<html><p><i><div>" * 100_000 + VISIT * 9), says="a.html", big=True),
    "deep tables": Kind(
        make=file("a.html", "<html>" + "<table><tr><td>" * 30_000 + VISIT * 9), says="a.html", big=True
    ),
    "flood of links": Kind(
        make=file("a.html", PAGE.replace("<p>", "<a href='/x'>خبر</a>" * 20_000 + "<p>", 1)), big=True, read=1
    ),
    "flood of scripts": Kind(
        make=file("a.html", PAGE.replace("<p>", "<script>" * 200_000, 1)), says="no article found"
    ),
    "only scripts": Kind(
        make=file("a.html", f"<html><script>document.write('{VISIT}')</script></html>"), says="no article found"
    ),
    "only tags": Kind(make=file("a.html", "<html><body><p></p></body></html>"), says="no article found"),
    "no html at all": Kind(make=file("a.html", BODY), read=1),
    "a comment alone": Kind(make=file("a.html", "<!-- -->"), says="no article found"),
    "text outside of the article": Kind(
        make=file("a.html", PAGE.replace("</article>", f"</article><ul class='related'>{RELATED}</ul>")),
        says="% of the text",
        read=1,
    ),
    "page of five million characters": Kind(
        make=large("a.html", lambda: PAGE + "<p>x</p>" * 700_000), says="million characters is not read"
    ),
    "page of repeated text": Kind(
        make=large("a.html", lambda: f"<html><body>{f'<p>{VISIT}</p>' * 40_000}</body></html>"), says="a.html", big=True
    ),
    "page of empty paragraphs": Kind(
        make=large("a.html", lambda: PAGE.replace("<p>", "<p></p>" * 500_000 + "<p>", 1)), says="a.html", big=True
    ),
    "page of control characters": Kind(make=file("a.html", PAGE.replace(" ", "\x1b \x07")), says="a.html"),
    "archive of a broken and a good page": Kind(
        make=file(
            "a.warc", record(b"x" * 90, length=9) + record(answer(chunked(PAGE.encode()), "Transfer-Encoding: chunked"))
        ),
        says="shorter or longer",
        read=1,
    ),
    "archive with a packed bomb": Kind(
        make=large(
            "a.warc.gz",
            lambda: packed(
                [record(answer(bomb(b"", b"<p>", 100), "Content-Encoding: gzip")), record(answer(PAGE.encode()))]
            ),
        ),
        says="MB is not read",
        read=1,
    ),
    "archive of a million chunks": Kind(
        make=large("a.warc", lambda: record(answer(chunked(b"<p>x</p>" * 300_000, 1), "Transfer-Encoding: chunked"))),
        says="a.warc",
        big=True,
    ),
    "archive of false beginnings": Kind(
        make=large("a.warc", lambda: b"WARC/1.0\r\nContent-Length: 19000000\r\n\r\n" * 200_000), says="in a row"
    ),
    "feed of ten thousand entries": Kind(
        make=large("a.xml", lambda: rss(*("<title>x</title>" for _ in range(10_000)))), says="in a row", big=True
    ),
    "feed nested deep": Kind(make=file("a.atom", atom("<content>" * 50_000 + VISIT)), says="a.atom"),
    "feed that is none": Kind(
        make=file("a.rss", "<svg xmlns='http://www.w3.org/2000/svg'/>"), says="neither an RSS nor an Atom"
    ),
}

RECORDS = {
    "half surrogate pairs": Kind(make=file("a.json", json.dumps({"text": BODY + "\ud800", "title": "\udfff"})), read=1),
    "ten thousand brackets": Kind(make=file("a.json", "[" * 10_000), says="nested too deeply"),
    "ten thousand objects in another": Kind(make=file("a.json", '{"a":' * 10_000), says="nested too deeply"),
    "keys twice": Kind(make=file("a.json", '{"text": "x", "text": ' + json.dumps(BODY) + "}"), read=1),
    "not a number": Kind(
        make=file("a.json", json.dumps({"text": BODY, "published": float("nan"), "n": float("-inf")})), read=1
    ),
    "huge numbers": Kind(
        make=file("a.json", '{"published": 1e999, "url": -1E-999999, "text": ' + json.dumps(BODY) + "}"), read=1
    ),
    "number of ten thousand digits": Kind(
        make=file("a.json", '{"published": ' + "9" * 10_000 + "}"), says="not valid JSON"
    ),
    "flood of empty lists": Kind(
        make=large("a.json", lambda: "[" + "[]," * 5_000_000 + "1]"), says="more brackets and commas"
    ),
    "flood of keys": Kind(
        make=large("a.json", lambda: json.dumps({**{f"k{n}": n for n in range(200_000)}, "text": BODY})), read=1
    ),
    "no field of text": Kind(make=file("a.json", '{"body": "x"}'), says="in its field text"),
    "text as a list": Kind(make=file("a.json", json.dumps({"text": [BODY]})), says="in its field text"),
    "a text alone": Kind(make=file("a.json", json.dumps(BODY)), says="must be an object"),
    "null": Kind(make=file("a.json", "null"), says="must be an object"),
    "empty list": Kind(make=file("a.json", "[]"), says="no record in it"),
    "comma too many": Kind(make=file("a.json", '{"text": "x",}'), says="not valid JSON"),
    "fields of strange types": Kind(
        make=file(
            "a.json",
            json.dumps({"text": BODY, "title": {}, "url": [], "lang": 5, "published": True, "publisher": None}),
        ),
        read=1,
    ),
    "one broken line": Kind(
        make=file("a.jsonl", lines(article(1), "{broken", article(2))), says="a.jsonl:2: not valid JSON", read=2
    ),
    "a long line among good ones": Kind(
        make=large("a.jsonl", lambda: lines(article(1), {"text": "x" * 6_000_000}, article(2))),
        says="a.jsonl:2: the line is longer",
        read=2,
    ),
    "a hundred thousand broken lines": Kind(make=large("a.jsonl", lambda: "{\n" * 100_000), says="in a row"),
    "lines in several encodings": Kind(
        make=file(
            "a.jsonl", b"\n".join(lines(article(n)).encode(e) for n, e in enumerate(("utf-8", "cp1256", "utf-8-sig")))
        ),
        read=3,
    ),
    "json of 100 MB": Kind(
        make=large("a.json", lambda: "[" + " " * 100_000_000 + "]"), says="MB that are read at once", big=True
    ),
}

SIGNS = {
    "bidi marks": Kind(make=file("a.txt", flood("\u202e\u2066\u200f", 30_000)), read=1),
    "zero-width marks": Kind(make=file("a.txt", flood("\u200b\u200c\u200d\ufeff", 25_000)), read=1),
    "zero-width in each word": Kind(make=file("a.txt", "\u200b".join(BODY)), read=1),
    "presentation forms": Kind(make=file("a.txt", "ﺯﺍﺭ ﻭﺯﻳﺮ ﺍﻟﺨﺎﺭﺟﻴﺔ ﺍﻟﺘﺮﻛﻲ ﺍﻟﻌﺮﺍﻕ ﻟﺒﺤﺚ ﻣﻠﻒ ﺍﻟﻤﻴﺎﻩ.\n" + BODY), read=1),
    "combining marks": Kind(make=file("a.txt", flood("\u064b\u0301\u0651", 30_000)), read=1),
    "tatweel": Kind(make=file("a.txt", flood("ـ")), read=1),
    "emoji joined": Kind(make=file("a.txt", flood("👩\u200d", 50_000)), read=1),
    "signs of private use": Kind(make=file("a.txt", flood("\ue000\U000f0000", 50_000)), read=1),
    "no characters": Kind(make=file("a.txt", flood("\ufffe\uffff\U0010ffff", 30_000)), read=1),
    "tags": Kind(make=file("a.txt", flood("\U000e0041", 50_000)), read=1),
    "line separators": Kind(make=file("a.txt", flood("\u2028\u2029\x85\x0b\x0c", 20_000)), read=1),
    "control characters": Kind(make=file("a.txt", flood("\x1b[2J\x07\x08\x9b", 10_000)), says="not in Arabic", read=1),
    "surrogates in utf-8": Kind(make=file("a.txt", BODY + "\ud800"), read=1),
    "a million quotes": Kind(make=large("a.txt", lambda: flood('"', 1_000_000)), says=BEYOND),
    "a hundred thousand quotes": Kind(make=file("a.txt", flood('"', 100_000)), read=1, big=True),
    "open quotes": Kind(make=file("a.txt", flood("« ", 55_000)), read=1, big=True),
    "a million brackets": Kind(make=large("a.txt", lambda: flood("(", 1_000_000)), says=BEYOND),
    "a hundred thousand brackets": Kind(make=file("a.txt", flood("([{", 38_000)), read=1, big=True),
    "a hundred thousand stops": Kind(make=file("a.txt", flood(".", 100_000)), read=1, big=True),
    "a hundred thousand commas": Kind(make=file("a.txt", flood("، ", 55_000)), read=1, big=True),
    "a hundred thousand digits": Kind(make=file("a.txt", flood("9", 100_000)), read=1, big=True),
    "a hundred thousand spaces": Kind(make=file("a.txt", flood(" ", 100_000)), read=1, big=True),
    "a word of a hundred thousand letters": Kind(make=file("a.txt", flood("و", 100_000)), read=1, big=True),
    "hashtags": Kind(make=file("a.txt", flood("#وزير_", 19_000)), read=1, big=True),
}

FILES = {
    "a link": Kind(make=lambda folder: (file(".good", BODY)(folder), link("b.txt", ".good")(folder)), read=1),
    "a link in a circle": Kind(make=link("loop.txt", "loop.txt"), says="loop.txt"),
    "a link to the folder above": Kind(make=endless_folder, read=1),
    "a link to nothing": Kind(make=link("gone.txt", "nowhere"), says="a link to what is not there"),
    "a link to a device": Kind(make=link("zero.txt", "/dev/zero"), says="not a regular file"),
    "a link to random": Kind(make=link("random.jsonl", "/dev/urandom"), says="not a regular file"),
    "a link to a terminal": Kind(make=link("tty.html", "/dev/tty"), says="not a regular file"),
    "a pipe": Kind(make=lambda folder: os.mkfifo(folder / "pipe.txt"), says="not a regular file"),
    "a pipe of lines": Kind(make=lambda folder: os.mkfifo(folder / "pipe.jsonl"), says="not a regular file"),
    "a pipe of an archive": Kind(make=lambda folder: os.mkfifo(folder / "pipe.warc.gz"), says="not a regular file"),
    "a socket": Kind(make=socket_file, says="not a regular file"),
    "a file of the kernel": Kind(make=link("mem.txt", "/proc/self/mem"), says="mem.txt"),
    "a file that may not be read": Kind(make=locked, says="Permission denied"),
    "a folder that may not be read": Kind(make=locked_folder, says="", read=1),
    "a folder called like a file": Kind(
        make=lambda folder: (folder / "a.txt").mkdir(), says="no article in this folder"
    ),
    "empty": Kind(make=file("a.txt", b""), says="the file is empty"),
    "empty page": Kind(make=file("a.html", b""), says="the file is empty"),
    "empty lines": Kind(make=file("a.jsonl", "\n \n\t\n"), says="no record in it"),
    "only spaces": Kind(make=file("a.txt", " \n\t\u00a0\u3000" * 1_000), says="no readable text"),
    "only a mark": Kind(make=file("a.txt", "\ufeff"), says="no readable text"),
    "two thousand empty files": Kind(make=many_files, says="more that could not be read"),
    "a hundred folders deep": Kind(make=deep_folders, read=1),
    "name of the folders above": Kind(make=raw_name(b"x\\..\\..\\x.txt"), read=1),
    "name of a command": Kind(make=raw_name(b";rm -rf $(pwd) `id` | sh.txt"), read=1),
    "name of an option": Kind(make=raw_name(b"--help.txt"), read=1),
    "name with newlines": Kind(make=raw_name(b"a\nb\r\nc.txt"), read=1),
    "name of bytes": Kind(make=raw_name(b"\xff\xfe\x80.txt"), read=1),
    "name of 255 bytes": Kind(make=raw_name(b"x" * 251 + b".txt"), read=1),
    "name of 255 bytes without sense": Kind(make=raw_name(b"\xff" * 251 + b".txt"), read=1),
    "name that turns the line": Kind(make=raw_name("\u202etxt.exe\u2066.txt".encode()), read=1),
    "name that colours the terminal": Kind(make=raw_name(b"\x1b[31m\x1b]0;x\x07.txt"), read=1),
    "name of markup": Kind(make=raw_name(b"<img src=x onerror=alert(1)>.txt"), read=1),
    "name of a record": Kind(make=raw_name(b"a.jsonl:5"), says="no article in this folder"),
    "hidden name": Kind(make=file(".hidden.txt", BODY), says="no article in this folder"),
}

TEXTS = {
    "chinese": Kind(
        make=file(
            "a.txt", "土耳其外交部长星期日访问伊拉克，讨论两国之间的水资源问题，并会见了总理。双方同意继续协商。"
        ),
        says="not in Arabic",
        read=1,
    ),
    "russian": Kind(
        make=file("a.txt", "Министр иностранных дел Турции посетил Ирак и встретился с премьер-министром страны."),
        says="not in Arabic",
        read=1,
    ),
    "persian": Kind(
        make=file(
            "a.txt", "وزیر امور خارجه ترکیه روز یکشنبه برای گفتگو درباره آب از عراق دیدار کرد و گفت که این سفر مهم است."
        ),
        says="not in Arabic",
        read=1,
    ),
    "urdu": Kind(
        make=file(
            "a.txt", "ترکی کے وزیر خارجہ نے اتوار کو عراق کا دورہ کیا اور وزیر اعظم سے پانی کے مسئلے میں بات کی ہے۔"
        ),
        says="not in Arabic",
        read=1,
    ),
    "hebrew": Kind(
        make=file("a.txt", "שר החוץ של טורקיה ביקר ביום ראשון בעיראק ונפגש עם ראש הממשלה כדי לדון במים."),
        says="not in Arabic",
        read=1,
    ),
    "english": Kind(
        make=file(
            "a.txt", "The foreign minister of Turkey went to Iraq on Sunday and met the prime minister of the country."
        ),
        says="not in Arabic",
        read=1,
    ),
    "chinese in its encoding": Kind(
        make=file(
            "a.html",
            page(
                "访问",
                "".join(
                    f"<p>{n} 土耳其外交部长星期日访问伊拉克，讨论两国之间的水资源问题，并会见了总理。</p>"
                    for n in range(4)
                ),
            )
            .replace("utf-8", "gb18030")
            .replace("'ar'", "'zh'")
            .encode("gb18030"),
        ),
        says="no readable text",
    ),
    "russian in its encoding": Kind(
        make=file(
            "a.html",
            page(
                "Визит",
                "".join(
                    f"<p>{n} Министр иностранных дел Турции посетил Ирак и встретился с премьер-министром страны.</p>"
                    for n in range(4)
                ),
            )
            .replace("utf-8", "koi8-r")
            .replace("'ar'", "'ru'")
            .encode("koi8-r"),
        ),
        says="not in Arabic",
        read=1,
    ),
    "table": Kind(
        make=file("a.txt", "التاريخ;الدولة;الحدث\n" + "2025-03-09;تركيا;زيارة العراق\n" * 500), says="no readable text"
    ),
    "table with formulas": Kind(make=file("a.txt", "=cmd|' /C calc'!A0,+1,-1,@SUM(A1)\n" + BODY), read=1),
    "dates that cannot be": Kind(
        make=file(
            "a.txt",
            "نشر في 99/99/9999\n\n"
            + BODY.replace("9 مارس 2025", "45 مارس 99999")
            + "\nوقع الاتفاق في 31 فبراير 0000 ثم في 30/02/2024 وفي 1 محرم 99999 هـ.",
        ),
        read=1,
    ),
    "front matter without an end": Kind(make=file("a.md", "---\ntitle: x\n" + BODY), read=1),
    "front matter of spaces": Kind(
        make=file("a.md", "---\ntitle: " + " x" * 100_000 + "\nb:" + " " * 200_000 + "x\n---\n" + BODY), says=BEYOND
    ),
    "front matter of references": Kind(
        make=file(
            "a.md", "---\na: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(1_000)) + "---\n" + BODY
        ),
        read=1,
    ),
    "a hundred thousand headings": Kind(make=large("a.md", lambda: "# x\n" * 60_000 + BODY), read=1),
    "a million characters in a line": Kind(make=large("a.txt", lambda: VISIT * 12_000), says=BEYOND),
    "a quarter of a million in a line": Kind(make=large("a.txt", lambda: (VISIT + " ") * 2_900), read=1, big=True),
    "a quarter of a million in lines": Kind(
        make=large("a.txt", lambda: "".join(f"{n} {VISIT}\n" for n in range(2_700))), read=1, big=True
    ),
    "a hundred thousand sentences": Kind(
        make=large("a.txt", lambda: "".join(f"زار {n} العراق. " for n in range(100_000))), says=BEYOND
    ),
    "thirteen thousand short sentences": Kind(
        make=large("a.txt", lambda: "".join(f"زار {n} العراق. " for n in range(13_000))), says=DENSE, big=True
    ),
    "names without end": Kind(
        make=large("a.txt", lambda: "التقى " + "الرئيس التركي ووزير الخارجية العراقي و" * 2_900 + "."), read=1, big=True
    ),
    "states without end": Kind(
        make=large("a.txt", lambda: "التقت تركيا و" + "العراق وسوريا ولبنان والأردن و" * 3_800 + "مصر."),
        read=1,
        big=True,
    ),
    "denials of denials": Kind(
        make=large("a.txt", lambda: "نفت تركيا أن " * 18_000 + "العراق اتهم سوريا."), says=DENSE, big=True
    ),
    "a file of 100 MB": Kind(
        make=large("a.txt", lambda: (VISIT + "\n") * 700_000), says="MB that are read at once", big=True
    ),
    "lines of code": Kind(make=file("a.txt", "def f(x):\n    return x\n" * 2_000), says="no readable text"),
    "one letter": Kind(make=file("a.txt", "و"), says="no readable text"),
    "base64": Kind(make=large("a.txt", lambda: "QUJD" * 20_000), says="not in Arabic", read=1),
}

KINDS = {**ENCODINGS, **BINARIES, **PACKED, **PAGES, **RECORDS, **SIGNS, **FILES, **TEXTS}


def written(kind: Kind, folder: Path) -> Path:
    """The folder with what this kind is."""
    folder.mkdir(parents=True)
    kind.make(folder)
    return folder


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python tests/hostile_files.py FOLDER: a folder that is not there yet")
    for name, one in KINDS.items():
        written(one, Path(sys.argv[1]) / name)
    sys.stdout.write(f"{len(KINDS)} kinds\n")
