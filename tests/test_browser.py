"""Reference, timeline and dossier as a person sees them in a browser."""

from typing import Any

import pytest
from browsing import Show, complaints, find
from hostile import ATTACKS, hostile_store

from kg.queries.articles import cited
from kg.queries.brief import brief
from kg.queries.timeline import timeline
from kg.queries.wording import wording
from kg.store import Store
from kg.view.brief import render_brief
from kg.view.reference import render_reference
from kg.view.sheet import sheet
from kg.view.timeline import render_timeline

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture
def reference(show: Show) -> Any:
    """The reference of the ontology."""
    page = show(render_reference())
    page.execute_script("localStorage.clear()")
    page.refresh()
    return page


def terms(page: Any) -> set[str]:
    """The terms that a reader of the reference sees."""
    return {term.get_attribute("id") for term in page.find_elements("css selector", ".term:not([hidden])")}


def ask(page: Any, words: str) -> None:
    """Type into the search field of the reference."""
    find(page, "#search").clear()
    find(page, "#search").send_keys(words)


@pytest.mark.parametrize("words", ["زيارة", "الزياره", "visit", "VISIT"])
def test_the_reference_is_searched_by_name_in_both_scripts(reference: Any, words: str) -> None:
    everything = terms(reference)
    ask(reference, words)
    assert "Visit" in terms(reference)
    assert "Sanction" not in terms(reference)
    assert not find(reference, "#about").is_displayed()
    assert str(len(terms(reference))) in find(reference, "#found").text
    find(reference, "#search").send_keys("\ue00c")
    assert terms(reference) == everything
    assert complaints(reference) == []


def test_a_word_that_names_no_term_finds_those_that_it_defines(reference: Any) -> None:
    ask(reference, "captives")
    assert "Concession" in terms(reference)
    assert "Visit" not in terms(reference)
    ask(reference, "zzz")
    assert terms(reference) == set()
    assert find(reference, "#nothing").is_displayed()


def test_a_link_to_a_term_that_the_search_left_out_ends_the_search(reference: Any) -> None:
    ask(reference, "visit")
    find(reference, "#Visit a[href='#Event']").click()
    assert "Event" in terms(reference)
    assert find(reference, "#search").get_attribute("value") == ""
    top = reference.execute_script("return document.getElementById('Event').getBoundingClientRect().top")
    assert 0 <= top < 300


def test_the_reference_is_searched_from_the_keyboard(reference: Any) -> None:
    find(reference, "body").send_keys("/")
    assert reference.switch_to.active_element.get_attribute("id") == "search"
    reference.switch_to.active_element.send_keys("visit\ue007")
    assert reference.switch_to.active_element.get_attribute("href").endswith("#Visit")


def test_the_language_of_the_reference_turns_its_direction_and_is_kept(reference: Any) -> None:
    seen = set()
    for _ in range(2):
        find(reference, "#language").click()
        lang, direction = (find(reference, "html").get_attribute(name) for name in ("lang", "dir"))
        seen.add((lang, direction, find(reference, "h1").text))
        reference.refresh()
        assert find(reference, "html").get_attribute("lang") == lang
    assert seen == {("ar", "rtl", "أنطولوجيا الدبلوماسية"), ("en", "ltr", "Ontology of diplomacy")}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_both_languages_of_a_term_stand_side_by_side_the_readers_first(reference: Any, lang: str) -> None:
    if find(reference, "html").get_attribute("lang") != lang:
        find(reference, "#language").click()
    places = {one: find(reference, f"#Visit h3 [lang={one}]").rect for one in ("ar", "en")}
    assert places["ar"]["x"] > places["en"]["x"] + places["en"]["width"] - 1
    assert abs(places["ar"]["y"] - places["en"]["y"]) < 12


def test_the_theme_of_the_reference_turns_dark_and_back(reference: Any) -> None:
    def ground() -> str:
        return str(reference.execute_script("return getComputedStyle(document.body).backgroundColor"))

    first = ground()
    find(reference, "#theme").click()
    assert ground() != first
    find(reference, "#theme").click()
    assert ground() == first


@pytest.mark.parametrize("width", [360, 390, 768, 1300])
def test_the_reference_fits_its_screen(reference: Any, width: int) -> None:
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    reference.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    for _ in range(2):
        assert reference.execute_script("return document.documentElement.scrollWidth") <= width
        find(reference, "#language").click()
    reference.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def documents(store: Store, path: str, lang: str) -> tuple[str, str]:
    """The timeline and the dossier of an actor."""
    line, made = timeline(store, [path]), brief(store, [path])
    words = wording(store, line.named() | made.named(), lang)
    articles = cited(store, (ident for one in line.happenings for ident in one.articles))
    return render_timeline(line, words, articles), render_brief(sheet(made, words, articles))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_timeline_and_dossier_fit_a_phone_and_complain_of_nothing(show: Show, store: Store, lang: str) -> None:
    for text in documents(store, "country/sd1", lang):
        browser = show(text)
        phone = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        assert wide <= phone["width"]
        assert find(browser, "h1").text == {"ar": "سدرانيا", "en": "Sedrania"}[lang]
        assert complaints(browser) == []


def test_a_filter_of_the_timeline_hides_its_events(show: Show, store: Store) -> None:
    browser = show(documents(store, "country/sd1", "ar")[0])

    def seen() -> list[str]:
        lines = browser.find_elements("css selector", "li.entry")
        return [line.text for line in lines if line.is_displayed()]

    before = len(seen())
    assert any("اتهام" in line for line in seen())
    find(browser, ".f-conflict").click()
    assert 0 < len(seen()) < before and not any("اتهام" in line for line in seen())
    find(browser, ".f-conflict").click()
    find(browser, ".s-asserted").click()
    assert 0 < len(seen()) < before


def test_a_note_of_the_dossier_leads_to_its_quote(show: Show, store: Store) -> None:
    browser = show(documents(store, "country/sd1", "en")[1])
    reference = find(browser, ".sides a.ref")
    reference.click()
    assert find(browser, f"#n{reference.text} blockquote").text in browser.find_element("css selector", ".sides").text


@pytest.mark.parametrize("which", [0, 1])
def test_payloads_in_timeline_and_dossier_are_text(show: Show, which: int) -> None:
    with hostile_store() as hostile:
        browser = show(documents(hostile, "person/attacker", "en")[which])
    assert find(browser, "h1").text == ATTACKS[2]
    assert "window.ran = 3" in find(browser, "blockquote").text
    assert not browser.find_elements("css selector", "main img, header img, svg[onload], script, a[href^=javascript]")
    assert browser.execute_script("return window.ran === undefined")
    assert complaints(browser) == []
