"""An article that is kept, read once more: the same text, cut into the same blocks."""

from html import unescape

from kg.model import Article
from kg.read.articles import Fields, from_record, from_text
from kg.read.markup import from_markdown, has_front_matter


def reread(text: str, source: str, fields: Fields) -> Article:
    """The article of a text that was read before; `fields` are what is known about it (title, url, published ...).

    Raises ReadError if there is nothing readable in it.
    """
    if has_front_matter(text):
        return from_markdown(text, source)
    title, _, body = text.partition("\n\n")
    if body.strip() and fields.get("title") and " ".join(unescape(title).split()) == fields["title"]:
        return from_record({**fields, "title": title, "text": body}, source)
    return from_text(text, source, fields)
