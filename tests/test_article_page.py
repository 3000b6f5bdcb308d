"""The page of an article: marks that lie in and across one another, its claims, and what people call it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from commands import commands
from hypothesis import given
from hypothesis import strategies as st
from pages import corpus_store

from kg.articles import article_named, article_page
from kg.errors import UsageError
from kg.extract import RuleExtractor
from kg.model import Span
from kg.queries.wording import wording
from kg.store import Store
from kg.view.article import ArticlePage, render_article
from kg.view.marks import Mark, pieces

TEXT = "وصل الوزير إلى المرفأ مساء أمس ثم عاد <b>إلى</b> بلاده & قال إنه راض"


@pytest.fixture(scope="module")
def corpus() -> Iterator[Store]:
    """The articles of tests/corpus."""
    with corpus_store() as store:
        yield store


@pytest.fixture(scope="module")
def page(corpus: Store) -> ArticlePage:
    """The article with the first accusation."""
    return article_page(corpus, article_named(corpus, "01-accusation"), RuleExtractor())


def html(corpus: Store, page: ArticlePage, lang: str = "ar") -> str:
    return render_article(page, wording(corpus, page.named(), lang))


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 25)).map(
    lambda p: Span(p[0], min(p[0] + p[1], len(TEXT)))
)
marks = st.lists(
    st.builds(Mark, span=spans, kind=st.sampled_from(["mention", "trigger", "sentence"]), key=st.sampled_from("abcdef"))
)


@given(marks)
def test_pieces_are_the_text_and_each_has_the_marks_that_cover_it(found: list[Mark]) -> None:
    made = list(pieces(TEXT, Span(0, len(TEXT)), found))
    assert "".join(piece.text for piece in made) == TEXT
    place = 0
    for piece in made:
        here = [mark for mark in found if mark.span.start <= place < mark.span.end]
        assert set(piece.triggers) == {mark.key for mark in here if mark.kind == "trigger"}
        assert set(piece.sentences) == {mark.key for mark in here if mark.kind == "sentence"}
        over = [(mark.span.end - mark.span.start, mark.key) for mark in here if mark.kind == "mention"]
        closest = min(over)[0] if over else 0
        assert (piece.mention or "") in ({key for size, key in over if size == closest} or {""})
        place += len(piece.text)


@given(marks)
def test_every_trigger_opens_once_where_it_begins(found: list[Mark]) -> None:
    opened = [key for piece in pieces(TEXT, Span(0, len(TEXT)), found) for key in piece.opens]
    assert sorted(opened) == sorted(mark.key for mark in found if mark.kind == "trigger")


def test_the_paragraphs_of_the_page_are_those_of_the_article(corpus: Store, page: ArticlePage) -> None:
    inside = re.search(r"(?s)<article.*?</article>", html(corpus, page))
    assert inside
    said = [unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r"(?s)<p>(.*?)</p>", inside.group())]
    assert said == [block.of(page.text) for block in page.blocks]
    assert not any("publisher:" in one for one in said)


def test_every_claim_leads_to_its_words_and_back(corpus: Store, page: ArticlePage) -> None:
    text = html(corpus, page)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    for claim in page.claims:
        assert f"claim-{claim.id}" in ids and f"say-{claim.id}" in ids


def test_mentions_carry_the_entities_of_the_store(page: ArticlePage) -> None:
    named = {span.of(page.text): path for span, path in page.mentions}
    assert named["بيرو"] == "country/pe"
    assert {path for claim in page.claims for path in claim.parties} & set(named.values())


def test_a_claim_whose_words_are_not_there_is_listed_and_not_marked(corpus: Store, page: ArticlePage) -> None:
    from dataclasses import replace

    moved = replace(page, claims=tuple(replace(claim, start=claim.start + 1) for claim in page.claims))
    text = html(corpus, moved, "en")
    assert "Some stored places do not fit this text" in text
    assert 'href="#say-' not in text and 'id="claim-' in text


@pytest.mark.parametrize(
    "name", ["01-accusation", "01-accusation.md", "https://example.org/shiraa/fishing", "بيرو تتهم"]
)
def test_an_article_is_named_by_file_address_or_title(corpus: Store, name: str) -> None:
    assert article_named(corpus, name) == article_named(corpus, "01-accusation")


def test_a_name_of_several_articles_or_of_none_is_told_with_candidates(corpus: Store) -> None:
    with pytest.raises(UsageError, match=r"may mean .*give one of these ids"):
        article_named(corpus, "بيرو")
    with pytest.raises(UsageError, match="no article has 'zzz'"):
        article_named(corpus, "zzz")


def test_the_command_tells_what_it_did_not_find(store_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = commands(capsys)("graph", "--article", "zzz", "-s", store_folder)
    assert done.code == 2
    assert done.is_one_line() and "no article has" in done.err
