"""The page of an article and the index of a site, as a person uses them."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import Show, complaints, every, find, until
from hostile import ATTACKS, hostile_store
from pages import ABOUT, corpus_store

from kg.articles import article_named, article_page
from kg.cli.site import Plan
from kg.extract import RuleExtractor
from kg.queries.overview import overview
from kg.queries.wording import wording
from kg.store import Store
from kg.view.article import render_article
from kg.view.index import render_index

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def corpus() -> Iterator[Store]:
    """The articles of tests/corpus."""
    with corpus_store() as store:
        yield store


@pytest.fixture
def article(show: Show, corpus: Store) -> Any:
    """The page of the first accusation, in Arabic."""
    page = article_page(corpus, article_named(corpus, "01-accusation"), RuleExtractor())
    return show(render_article(page, wording(corpus, page.named(), "ar")))


@pytest.fixture
def index(show: Show, corpus: Store) -> Any:
    """The index in English, with pages for two actors and all articles."""
    found = overview(corpus)
    plan = Plan(actors=ABOUT, pairs=(), articles=tuple(one.id for one in found.articles))
    return show(render_index(found, wording(corpus, found.named(), "en"), plan.links("")))


def lit(browser: Any) -> str:
    """The words of the article that are lit."""
    return " ".join(one.text for one in every(browser, "article .on"))


def test_a_pointer_over_a_mention_tells_who_it_is_and_lights_its_other_mentions(article: Any) -> None:
    from selenium.webdriver import ActionChains

    mention = next(one for one in every(article, "article span.Country") if one.text == "تشيلي")
    ActionChains(article).move_to_element(mention).perform()
    until(article, lambda: find(article, "#tip").is_displayed())
    assert {"تشيلي", "Chile", "دولة"} <= set(find(article, "#tip").text.replace("\n", " ").replace(" · ", " ").split())
    assert "تشيلي" in lit(article)


def test_focus_on_a_trigger_tells_the_claim_and_lights_its_sentence(article: Any) -> None:
    article.execute_script("document.querySelector('article a.t').focus()")
    assert "اتهام" in find(article, "#tip").text
    assert "بيرو ← الإكوادور" in find(article, "#tip").text
    assert "قوارب صيد" in lit(article)
    assert every(article, ".told li.on")


def test_a_trigger_leads_to_its_claim_and_the_claim_to_its_words(article: Any) -> None:
    trigger = every(article, "article a.t")[1]
    claim = trigger.get_attribute("data-claims").split()[0]
    trigger.click()
    assert article.current_url.endswith(f"#claim-{claim}")
    find(article, f"#claim-{claim} .what").click()
    until(article, lambda: article.current_url.endswith(f"#say-{claim}"))
    assert trigger.text in lit(article)


def test_what_is_marked_can_be_switched_off(article: Any) -> None:
    def colour(selector: str) -> Any:
        return article.execute_script(f"return getComputedStyle(document.querySelector('{selector}')).color")

    plain, marked = colour("article"), colour("article span.Country")
    assert plain != marked
    find(article, ".s-Country").click()
    assert colour("article span.Country") == plain
    assert colour("article .Organization") != plain


@pytest.mark.parametrize("width", [360, 1300])
def test_article_and_index_fit_their_screen_and_complain_of_nothing(article: Any, index: Any, width: int) -> None:
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    for _ in range(2):
        article.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        assert article.execute_script("return document.documentElement.scrollWidth") <= width
        assert complaints(index) == []
        article.back()
    article.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("words", ["بيرو", "PERU", "البيرو"[2:]])
def test_the_index_is_searched_in_both_scripts(index: Any, words: str) -> None:
    find(index, "#search").send_keys(words)
    seen = [one.text for one in every(index, ".names li") if one.is_displayed()]
    assert len(seen) == 1 and seen[0].startswith("Peru")
    find(index, "#search").send_keys("zzz")
    assert find(index, "#nothing").is_displayed()
    find(index, "#search").send_keys("\ue00c")
    assert len([one for one in every(index, ".names li") if one.is_displayed()]) == 2


def test_payloads_in_article_and_index_are_text(show: Show) -> None:
    with hostile_store() as store:
        found = overview(store)
        page = article_page(store, found.articles[0].id, RuleExtractor())
        texts = [
            render_article(page, wording(store, page.named(), "en")),
            render_index(found, wording(store, found.named(), "en"), Plan(
                actors=tuple(path for path, _ in found.actors), pairs=(), articles=(page.cited.id,)).links("")),
        ]  # fmt: skip
    for text in texts:
        browser = show(text)
        assert "window.ran" in find(browser, "body").text
        assert not every(browser, "img, iframe, a[href^=javascript]")
        assert browser.execute_script("return window.ran === undefined")
        assert complaints(browser) == []
    assert find(show(texts[0]), "h1").text == ATTACKS[1]
