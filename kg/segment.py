"""Cutting an article's readable blocks into sentences."""

import re
from collections.abc import Iterator

from kg.model import Article, Document, Sentence, Span

# A stop ends a sentence unless a digit follows it directly ("3.5"); newspapers often forget the space after it.
_END = re.compile(r"[.!?؟。…]+[\"'»”’)\]]*(?=\s|[^\W\d])|[\r\n\u2028\u2029]+")
_LONGEST = 2_000
_ABBREVIATION = re.compile(r"(?:^|\s)(?:[^\W\d_]|د|أ|م|Mr|Mrs|Dr|St|Gen|Col|Sen|vs)$")
# A foreign abbreviation in Arabic is the names of its letters ("سي. إن. إن"), and goes on while they do.
_LETTER = (
    "إيه|ايه|أيه|بي|سي|دي|إي|اي|إف|اف|جي|إتش|اتش|إيتش|آي|جيه|جاي|كي|كيه|إل|ال|إم|ام|إن|ان|أو|او|كيو|آر|ار|إس|اس|تي|"
    "يو|في|دبليو|دبل|إكس|اكس|واي|زد|زي"
)
_LETTER_BEFORE = re.compile(rf"(?<!\w)[وفبلك]?(?:ال)?(?:{_LETTER})$")
_LETTER_AFTER = re.compile(rf"\s*(?:{_LETTER})(?!\w)")


def segment(article: Article) -> Document:
    """The document of an article: its sentences in the order of the text."""
    found = [sentence for block in article.blocks for sentence in _sentences(article, block)]
    return Document(article=article, sentences=tuple(found))


def _sentences(article: Article, block: Span) -> Iterator[Sentence]:
    is_title = article.title is not None and article.title.overlaps(block)
    start = block.start
    for end in _ends(article.text, block):
        for piece_start, piece_end in _pieces(article.text, start, end):
            span = _trimmed(article.text, piece_start, piece_end)
            if span is not None:
                yield Sentence(span=span, is_title=is_title)
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is, or cut where no newspaper's sentence is still going on."""
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in "،, ")
        cut = cut + 1 if cut > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _ends(text: str, block: Span) -> Iterator[int]:
    for match in _END.finditer(text, block.start, block.end):
        if match.group() != "." or not _abbreviated(text, block, match.start()):
            yield match.end()
    yield block.end


def _abbreviated(text: str, block: Span, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation that goes on or to a title before a name."""
    start = max(block.start, stop - 10)
    if _ABBREVIATION.search(text, start, stop):
        return True
    following = _LETTER_AFTER.match(text, stop + 1, block.end)
    return following is not None and _LETTER_BEFORE.search(text, start, stop) is not None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None
