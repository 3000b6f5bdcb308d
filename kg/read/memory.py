"""What is known of records that were read before, so that those which are as they were need not be read again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.errors import ReadError
from kg.model import Article
from kg.read.language import READ


class Memory:
    """Knows nothing, so that everything is read."""

    def mark(self, source: str, content: bytes) -> str | None:
        """By what to know a record again (`Article.record`), None if it is as it was and is to be passed over.

        `source` names the file and the record, `content` is all that it holds.
        """
        del source, content
        return ""


NOTHING = Memory()


def marked(items: Iterable[Article | ReadError], mark: str) -> Iterator[Article | ReadError]:
    """The items of one record; if they are one article, without anything to say of it, it can be known again."""
    rest = iter(items)
    for first in rest:
        try:
            second = next(rest, None)
        except ReadError as error:
            second = error
        if second is not None:
            yield from (first, second)
            yield from rest
        elif isinstance(first, Article) and first.lang in READ:
            yield replace(first, record=mark)
        else:
            yield first
