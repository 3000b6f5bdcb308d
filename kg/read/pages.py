"""HTML: the main text and the metadata of a page, and how much of what a reader sees that is."""

import re
from typing import Any

from kg.read.foreign import short

# Beyond this a parser needs many seconds; no page of news comes near it
MAX_PAGE = 4_000_000
_FIELDS = {
    "title": "title",
    "text": "text",
    "date": "published",
    "sitename": "publisher",
    "url": "url",
    "language": "lang",
}
# What stands in these is no text of the article: it is not shown, or it leads elsewhere
_UNSEEN = ("script", "style", "noscript", "template", "svg", "head", "nav", "header", "footer", "aside", "form", "a")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")
_BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "table"})
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "figcaption"})


def page(data: bytes, url: str | None = None) -> dict[str, Any]:
    """Fields of a record, and the number of letters kept and seen, of a page in UTF-8."""
    text = data.decode("utf-8", "replace")
    if len(text) > MAX_PAGE:
        return {"error": f"a page of more than {MAX_PAGE // 1_000_000} million characters is not read; save its text"}
    found = _extracted(text, url)
    fields = {ours: found.get(theirs) for theirs, ours in _FIELDS.items()}
    return {"fields": fields, "kept": _weight(fields["text"] or ""), "seen": _weight(_seen(text))}


def _extracted(text: str, url: str | None) -> dict[str, Any]:
    from lxml.etree import ParserError  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]
    from trafilatura import bare_extraction

    try:
        # huge_tree: the parser's own limit of depth drops the text without a word
        tree = document_fromstring(text.encode("utf-8"), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    except ParserError as error:
        if "empty" in short(error):
            return {}
        raise
    found = bare_extraction(tree, url=url, with_metadata=True, include_comments=False)
    return found if isinstance(found, dict) else found.as_dict() if found is not None else {}


def _weight(text: str) -> int:
    return len(text) - sum(map(text.count, " \n\t\r\xa0"))


def _seen(text: str) -> str:
    """Roughly what a reader sees apart from menus; told without the parser, whose losses it is to show."""
    rest = _without(text, re.compile("<!--"), re.compile("-->"))
    for name in _UNSEEN:
        opening, closing = (re.compile(rf"<{mark}{name}\b[^<>]*>", re.IGNORECASE) for mark in ("", "/"))
        rest = _without(rest, opening, closing)
    return _TAG.sub(" ", rest)


def _without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The text between two marks is left out; where the second is missing, a reader may see the rest."""
    pieces, position = [], 0
    while (first := opening.search(text, position)) and (last := closing.search(text, first.end())):
        pieces.append(text[position : first.start()])
        position = last.end()
    return " ".join([*pieces, text[position:]])


def plain(markup: str) -> str:
    """The text of a piece of HTML, a line a paragraph."""
    if "<" not in markup and "&" not in markup:
        return markup
    from lxml.html import HTMLParser, fragment_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    tree = fragment_fromstring(markup.encode("utf-8", "replace"), create_parent="div", parser=parser)
    lines = "".join(_pieces(tree)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pieces(tree: Any) -> list[str]:
    """The texts of a tree in their order, with a line break around what stands apart."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        shown = isinstance(element.tag, str) and element.tag not in _SILENT
        if event == "start" and not shown:
            walk.skip_subtree()
        elif event == "start":
            pieces += ["\n" if element.tag in _BREAKS else "", _flat(element.text)]
        if event != "start" and element is not tree:
            pieces += ["\n" if element.tag in _BREAKS else "", _flat(element.tail)]
    return pieces


def _flat(text: str | None) -> str:
    return " ".join((text or "").split("\n"))
