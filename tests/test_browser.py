"""The page as a person sees it in a browser: search, choose, switch the language, filter, read the table."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACKS, hostile_store

from kg.queries.articles import cited
from kg.queries.brief import brief
from kg.queries.timeline import timeline
from kg.queries.wording import wording
from kg.store import Store
from kg.view import render_graph
from kg.view.brief import render_brief
from kg.view.reference import render_reference
from kg.view.sheet import sheet
from kg.view.timeline import render_timeline

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1300,900",
)
Show = Callable[[str], Any]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One Chromium with a profile of its own."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("there is no chromium with chromedriver here")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for option in (*_OPTIONS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield made
    made.quit()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Show:
    """Open HTML text from a file."""

    def opened(text: str) -> Any:
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        browser.get_log("browser")
        browser.get(file.as_uri())
        return browser

    return opened


@pytest.fixture
def shown(show: Show, store: Store) -> Any:
    """The page of the sample store."""
    return show(render_graph(store))


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def search(browser: Any, words: str) -> None:
    """Type into the search field and press Enter."""
    find(browser, "#search").clear()
    find(browser, "#search").send_keys(words + "\ue007")


def complaints(browser: Any) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def painted(browser: Any) -> int:
    """How many pixels of the drawing are not empty."""
    script = """
        const canvas = document.querySelector('#canvas canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0;
        for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) count += 1;
        return count;"""
    return int(browser.execute_script(script))


def test_the_page_opens_in_arabic_and_draws_the_network_without_an_error(shown: Any) -> None:
    assert find(shown, "html").get_attribute("dir") == "rtl"
    assert find(shown, "h1").text == "خريطة العلاقات الدبلوماسية"
    assert find(shown, "#scope").text.startswith("9 ")
    assert painted(shown) > 1000
    assert complaints(shown) == []


@pytest.mark.parametrize("words", ["سلمي ادريس", "salma", "SALMA IDRIS"])
def test_a_search_in_either_script_opens_the_card_with_its_quotes(shown: Any, words: str) -> None:
    search(shown, words)
    panel = find(shown, "#panel").text
    assert find(shown, "#panel h3").text == "سلمى إدريس"
    assert "والتقت إدريس نظيرها طارق منصور في بورت لينا يوم الثلاثاء" in panel
    assert "2024-09-17" in panel
    assert "صحيفة المرفأ" in panel


def test_a_search_offers_names_while_one_types(shown: Any) -> None:
    find(shown, "#search").send_keys("طارق")
    assert [item.text for item in shown.find_elements("css selector", "#found li")] == ["طارق منصور"]
    shown.find_element("css selector", "#found li").click()
    assert find(shown, "#panel h3").text == "طارق منصور"


def test_a_search_without_a_hit_offers_nothing(shown: Any) -> None:
    search(shown, "zzz")
    assert not find(shown, "#found").is_displayed()
    assert not shown.find_elements("css selector", "#panel .event")


def test_a_click_on_a_name_in_a_card_opens_that_one(shown: Any) -> None:
    search(shown, "salma")
    names = shown.find_elements("css selector", "#panel a.entity")
    next(name for name in names if name.text == "سدرانيا").click()
    assert find(shown, "#panel h3").text == "سدرانيا"
    assert "ونفت سدرانيا ذلك نفيا قاطعا" in find(shown, "#panel").text


def test_a_click_on_a_node_of_the_drawing_opens_its_card(shown: Any) -> None:
    search(shown, "coast forum")
    box = find(shown, "#canvas").rect
    find(shown, "#fit").click()
    assert not shown.find_elements("css selector", "#panel h3")
    search(shown, "coast forum")
    shown.execute_script("document.getElementById('panel').replaceChildren()")
    from selenium.webdriver import ActionChains

    # A chosen node is brought to the middle of the drawing.
    ActionChains(shown).move_to_element(find(shown, "#canvas canvas")).click().perform()
    _until(shown, lambda: shown.find_elements("css selector", "#panel h3"))
    assert find(shown, "#panel h3").text == "منتدى الساحل"
    assert box["width"] > 300


def _until(browser: Any, true: Callable[[], Any]) -> None:
    """The drawing waits a moment for a second click before it takes the first for one."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 5).until(lambda _: true())


def test_a_denied_event_is_marked_as_denied_and_says_by_whom(shown: Any) -> None:
    search(shown, "رابطة الساحل")
    cards = shown.find_elements("css selector", "#panel .event")
    badges = {card.find_element("css selector", ".badge").text: card.text for card in cards}
    assert set(badges) == {"مزعوم", "منفي من طرف"}
    assert "بحسب سدرانيا" in badges["منفي من طرف"]
    assert "بحسب كلاريا" in badges["مزعوم"]


def test_the_language_switch_turns_names_labels_and_direction(shown: Any) -> None:
    search(shown, "salma")
    find(shown, "#language").click()
    assert find(shown, "html").get_attribute("dir") == "ltr"
    assert find(shown, "h1").text == "Map of diplomatic relations"
    assert find(shown, "#panel h3").text == "Salma Idris"
    assert "Visit" in find(shown, "#panel").text
    find(shown, "#language").click()
    assert find(shown, "#panel h3").text == "سلمى إدريس"


def test_the_table_says_the_same_as_the_drawing(shown: Any) -> None:
    assert not find(shown, "#table").is_displayed()
    find(shown, "#as-table").click()
    assert find(shown, "#table").is_displayed()
    rows = [row.text for row in shown.find_elements("css selector", "#table tbody tr")]
    assert len(rows) == 15
    assert any("اتهام" in row and "كلاريا" in row and "اتهمت كلاريا سدرانيا بتسليح متمردين" in row for row in rows)
    find(shown, "#as-table").click()
    assert not find(shown, "#table").is_displayed()


def test_a_filter_of_statuses_takes_claims_from_table_and_card(shown: Any) -> None:
    search(shown, "رابطة الساحل")
    find(shown, "#as-table").click()
    find(shown, "#statuses input[value=denied]").click()
    assert "منفي" not in find(shown, "#panel").text
    assert len(shown.find_elements("css selector", "#table tbody tr")) == 14
    find(shown, "#statuses input[value=denied]").click()
    assert "منفي" in find(shown, "#panel").text


def test_a_filter_of_types_takes_entities_from_the_drawing(shown: Any) -> None:
    before = painted(shown)
    for kind in ("Country", "Person"):
        find(shown, f"#types input[value={kind}]").click()
    _until(shown, lambda: painted(shown) < before / 2)


def test_the_page_asks_nothing_of_the_network(shown: Any) -> None:
    loaded = shown.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [name for name in loaded if not name.startswith(("data:", "blob:"))] == []


def test_an_empty_store_says_so_to_the_reader(show: Show) -> None:
    with Store.memory() as empty:
        empty.derive()
        browser = show(render_graph(empty))
    assert "kg build" in find(browser, "#panel").text
    assert complaints(browser) == []


def test_payloads_are_shown_as_text_and_never_run(show: Show) -> None:
    with hostile_store() as hostile:
        browser = show(render_graph(hostile))
    find(browser, "#as-table").click()
    search(browser, "window.ran = 3")
    assert find(browser, "#panel h3").text == ATTACKS[1]
    assert "window.ran = 3" in find(browser, "#panel blockquote").text
    assert not browser.find_elements("css selector", "#panel cite a")
    find(browser, "#language").click()
    assert find(browser, "#panel h3").text == ATTACKS[2]
    assert not browser.find_elements("css selector", "main img, aside img, svg")
    assert browser.execute_script("return window.ran === undefined")
    assert complaints(browser) == []


@pytest.mark.parametrize("attack", [ATTACKS[0], ATTACKS[2], ATTACKS[6]])
def test_the_same_payloads_do_run_in_a_page_without_care(show: Show, attack: str) -> None:
    browser = show(f"<!doctype html><body>{attack}</body>")
    _until(browser, lambda: browser.execute_script("return window.ran > 0"))


def test_the_policy_alone_stops_a_payload_that_reached_the_markup(show: Show, store: Store) -> None:
    browser = show(render_graph(store).replace("<header>", f"{ATTACKS[0]}{ATTACKS[2]}{ATTACKS[6]}</svg><header>"))
    assert find(browser, "h1").text
    assert browser.execute_script("return window.ran === undefined")
    assert complaints(browser)


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
    assert not browser.find_elements("css selector", "main img, header img, svg, a[href^=javascript]")
    assert browser.execute_script("return window.ran === undefined")
    assert complaints(browser) == []
