"""The graph page as a person uses it: search, choose, filter, move through time, focus, keep, save, read the table."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import Show, complaints, every, find, until
from hostile import ATTACKS, PAYLOADS, hostile_store, payload_store

from kg.store import Store
from kg.view import render_graph

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

HOVER = """
    document.querySelectorAll('#panel a, #panel button').forEach((one) => {
        for (const name of ['mouseover', 'focus', 'mousedown']) one.dispatchEvent(new Event(name, { bubbles: true }));
    });"""
ENTER, ESCAPE, DOWN, RIGHT = "\ue007", "\ue00c", "\ue015", "\ue014"


@pytest.fixture
def shown(show: Show, store: Store) -> Any:
    """The page of the sample store."""
    return ready(show(render_graph(store)))


def ready(browser: Any) -> Any:
    """The browser, once the page has unpacked its data and drawn it."""
    until(browser, lambda: find(browser, "html").get_attribute("data-ready") == "yes")
    return browser


def search(browser: Any, words: str) -> None:
    """Type into the search field and press Enter."""
    find(browser, "#search").clear()
    find(browser, "#search").send_keys(words + ENTER)


def card(browser: Any) -> str:
    """The heading of the open card, "" if none is open."""
    return next((heading.text for heading in every(browser, "#panel h3")), "")


def drawn(browser: Any) -> set[str]:
    """The paths of the entities that are in the drawing."""
    script = "return data.nodes.filter((n) => visible(n.id)).map((n) => data.entities[n.id].path)"
    return set(browser.execute_script(script))


def painted(browser: Any) -> int:
    """How many pixels of the drawing are not empty."""
    script = """
        const canvas = document.querySelector('#canvas canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0;
        for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) count += 1;
        return count;"""
    return int(browser.execute_script(script))


def press(browser: Any, words: str) -> None:
    """Press the button of the card with these words."""
    next(one for one in every(browser, "#panel .acts button") if one.text == words).click()


def test_the_page_opens_in_arabic_and_draws_the_network_without_an_error(shown: Any) -> None:
    assert find(shown, "html").get_attribute("dir") == "rtl"
    assert find(shown, "h1").text == "خريطة العلاقات الدبلوماسية"
    assert find(shown, "#scope").text.startswith("9 ")
    assert painted(shown) > 1000
    assert complaints(shown) == []


def test_names_in_the_drawing_cover_one_another_nowhere(shown: Any) -> None:
    boxes = shown.execute_script("return scene.labels.filter((box) => box.node !== undefined)")
    assert len(boxes) == 9
    for number, one in enumerate(boxes):
        for two in boxes[number + 1 :]:
            beside = one["x"] + one["w"] <= two["x"] or two["x"] + two["w"] <= one["x"]
            assert beside or one["y"] + one["h"] <= two["y"] or two["y"] + two["h"] <= one["y"]


@pytest.mark.parametrize("words", ["سلمي ادريس", "salma", "SALMA IDRIS"])
def test_a_search_in_either_script_opens_the_card_with_its_quotes(shown: Any, words: str) -> None:
    search(shown, words)
    panel = find(shown, "#panel").text
    assert card(shown) == "سلمى إدريس"
    assert "والتقت إدريس نظيرها طارق منصور في بورت لينا يوم الثلاثاء" in panel
    assert "17 سبتمبر 2024" in panel
    assert "صحيفة المرفأ" in panel


def test_the_words_that_tell_an_event_are_marked_in_their_sentence(shown: Any) -> None:
    search(shown, "salma")
    sentences = {quote.text: [one.text for one in every(quote, "mark")] for quote in every(shown, "#panel blockquote")}
    assert sentences["والتقت إدريس نظيرها طارق منصور في بورت لينا يوم الثلاثاء"] == ["التقت"]


def test_a_search_offers_names_while_one_types(shown: Any) -> None:
    find(shown, "#search").send_keys("طارق م")
    assert [item.text.split("\n")[0] for item in every(shown, "#found li")] == ["طارق منصور"]
    find(shown, "#found li").click()
    assert card(shown) == "طارق منصور"


def test_suggestions_are_taken_from_the_keyboard(shown: Any) -> None:
    find(shown, "body").send_keys("/")
    shown.switch_to.active_element.send_keys("طارق")
    second = every(shown, "#found li")[1].text.split("\n")[0]
    shown.switch_to.active_element.send_keys(DOWN + DOWN)
    assert find(shown, "#search").get_attribute("aria-activedescendant") == "hit-1"
    shown.switch_to.active_element.send_keys(ENTER)
    assert card(shown) == second


def test_a_search_without_a_hit_offers_nothing(shown: Any) -> None:
    search(shown, "zzz")
    assert not find(shown, "#found").is_displayed()
    assert not every(shown, "#panel .event")


def test_a_click_on_a_name_in_a_card_opens_that_one_and_back_returns(shown: Any) -> None:
    search(shown, "salma")
    next(name for name in every(shown, "#panel button.entity") if name.text == "سدرانيا").click()
    assert card(shown) == "سدرانيا"
    assert "ونفت سدرانيا ذلك نفيا قاطعا" in find(shown, "#panel").text
    find(shown, "#back").click()
    until(shown, lambda: card(shown) == "سلمى إدريس")
    find(shown, "#forward").click()
    until(shown, lambda: card(shown) == "سدرانيا")


def test_a_click_on_a_node_of_the_drawing_opens_its_card(shown: Any) -> None:
    from selenium.webdriver import ActionChains

    search(shown, "coast forum")
    shown.execute_script("document.getElementById('panel').replaceChildren(); view.chosen = null")
    # What is searched is brought to the middle of the drawing.
    until(shown, lambda: shown.execute_script("return !scene.network.body.emitter.animating"))
    shown.execute_script("bring(data.byPath.get('gathering/coast-forum').number)")
    until(shown, lambda: _clicked(shown, ActionChains(shown)))
    assert card(shown) == "منتدى الساحل"


def _clicked(browser: Any, chain: Any) -> bool:
    chain.move_to_element(find(browser, "#canvas canvas")).click().pause(0.4).perform()
    return bool(card(browser))


def test_a_click_on_a_line_opens_all_that_is_told_between_the_two(shown: Any) -> None:
    middle = """
        const ends = (tie) => [tie.from, tie.to].map((number) => data.entities[number].path).sort().join();
        const tie = data.edges.find((one) => ends(one) === arguments[0]);
        const click = { nodes: [], edges: [tie.id], pointer: { DOM: { x: -1, y: -1 } } };
        scene.network.body.emitter.emit('click', click);
        return tie.told.length;"""
    count = shown.execute_script(middle, "country/kl,country/sd1")
    assert count > 1
    assert len(every(shown, "#panel .event")) == count
    assert {name.text for name in every(shown, "#panel h3 button")} == {"كلاريا", "سدرانيا"}
    parts = shown.execute_script("return scene.edges.getIds().filter((id) => String(id).startsWith('part-')).length")
    assert parts > 1


def test_a_denied_event_is_marked_as_denied_and_says_by_whom(shown: Any) -> None:
    search(shown, "رابطة الساحل")
    cards = every(shown, "#panel .event")
    badges = {one.find_element("css selector", ".badge").text: one.text for one in cards}
    assert set(badges) == {"مزعوم", "منفي من طرف"}
    assert "بحسب سدرانيا" in badges["منفي من طرف"]
    assert "بحسب كلاريا" in badges["مزعوم"]


def test_lines_tell_what_happened_from_what_is_planned_alleged_or_denied(shown: Any) -> None:
    style = """
        const told = (status) => data.claims.filter((claim) => claim.status === status && !claim.relation);
        return ['asserted', 'planned', 'alleged', 'denied'].map((one) => edgeStyle(data.edges[0], told(one)).dashes);"""
    asserted, *others = shown.execute_script(style)
    assert asserted is False
    assert all(others) and len({json.dumps(one) for one in others}) == len(others)


def test_the_language_switch_turns_names_labels_and_direction(shown: Any) -> None:
    search(shown, "salma")
    find(shown, "#language").click()
    assert find(shown, "html").get_attribute("dir") == "ltr"
    assert find(shown, "h1").text == "Map of diplomatic relations"
    assert card(shown) == "Salma Idris"
    assert "Visit" in find(shown, "#panel").text
    find(shown, "#language").click()
    assert card(shown) == "سلمى إدريس"


def test_the_table_says_the_same_as_the_drawing(shown: Any) -> None:
    assert not find(shown, "#table").is_displayed()
    find(shown, "#as-table").click()
    assert find(shown, "#table").is_displayed()
    rows = [row.text for row in every(shown, "#table tbody tr")]
    assert len(rows) == 15
    assert any("اتهام" in row and "كلاريا" in row and "اتهمت كلاريا سدرانيا بتسليح متمردين" in row for row in rows)
    find(shown, "#as-table").click()
    assert not find(shown, "#table").is_displayed()


def test_a_filter_of_statuses_takes_claims_from_table_and_card(shown: Any) -> None:
    search(shown, "رابطة الساحل")
    find(shown, "#as-table").click()
    find(shown, "#statuses input[value=denied]").click()
    assert "منفي" not in find(shown, "#panel").text
    assert len(every(shown, "#table tbody tr")) == 14
    find(shown, "#statuses input[value=denied]").click()
    assert "منفي" in find(shown, "#panel").text


def test_a_filter_of_events_takes_their_lines_away_and_one_button_brings_them_back(shown: Any) -> None:
    everybody = drawn(shown)
    for box in every(shown, "#events input"):
        if box.get_attribute("value") != "Visit":
            box.click()
    assert {"person/salma-idris", "country/nv"} <= drawn(shown) < everybody
    find(shown, "#reset").click()
    assert drawn(shown) == everybody
    assert not find(shown, "#reset").is_displayed()


def test_a_filter_of_publishers_takes_away_what_only_they_tell(shown: Any) -> None:
    before = find(shown, "#scope").text
    find(shown, "#publishers input[value='إذاعة الجبل']").click()
    assert find(shown, "#scope").text != before
    find(shown, "#as-table").click()
    assert "إذاعة الجبل" not in find(shown, "#table").text
    assert "صحيفة المرفأ" in find(shown, "#table").text


def test_a_filter_of_types_takes_entities_from_the_drawing(shown: Any) -> None:
    before = painted(shown)
    for kind in ("Country", "Person"):
        find(shown, f"#types input[value={kind}]").click()
    until(shown, lambda: painted(shown) < before / 2)


def test_the_time_slider_narrows_what_is_shown_and_plays(shown: Any) -> None:
    find(shown, "#as-table").click()
    everything = len(every(shown, "#table tbody tr"))
    find(shown, "#from").send_keys(RIGHT if find(shown, "html").get_attribute("dir") == "ltr" else "\ue012")
    assert 0 < len(every(shown, "#table tbody tr")) < everything
    find(shown, "#reset").click()
    assert len(every(shown, "#table tbody tr")) == everything
    find(shown, "#play").click()
    assert len(every(shown, "#table tbody tr")) < everything
    until(shown, lambda: find(shown, "#play").get_attribute("aria-pressed") == "false")
    assert len(every(shown, "#table tbody tr")) == everything


def test_focus_expand_hide_and_pin_change_who_is_drawn(shown: Any) -> None:
    everybody = drawn(shown)
    search(shown, "salma")
    press(shown, "ركز هنا")
    near = drawn(shown)
    assert "person/salma-idris" in near < everybody
    next(name for name in every(shown, "#panel button.entity") if name.text == "سدرانيا").click()
    press(shown, "وسع من هنا")
    assert near < drawn(shown)
    press(shown, "أخف")
    assert "country/sd1" not in drawn(shown)
    search(shown, "salma")
    press(shown, "ثبت")
    find(shown, "#types input[value=Person]").click()
    assert "person/salma-idris" in drawn(shown)
    assert not {path for path in drawn(shown) if path.startswith("person/")} - {"person/salma-idris"}
    for button in every(shown, "#scope button"):
        find(shown, "#scope button").click()
        assert button is not None
    find(shown, "#reset").click()
    assert drawn(shown) == everybody


def test_the_address_keeps_the_view(shown: Any) -> None:
    search(shown, "salma")
    press(shown, "ركز هنا")
    find(shown, "#statuses input[value=denied]").click()
    find(shown, "#language").click()
    find(shown, "#theme").click()
    seen, theme = drawn(shown), find(shown, "html").get_attribute("data-theme")
    address = shown.current_url
    shown.get("about:blank")
    shown.get(address)
    ready(shown)
    assert drawn(shown) == seen
    assert card(shown) == "Salma Idris"
    assert find(shown, "html").get_attribute("data-theme") == theme
    assert not find(shown, "#statuses input[value=denied]").is_selected()


@pytest.mark.parametrize("wrong", ["at=person/nobody&focus=x y", "from=2024-99&to=zz", "status=%E0%A4&lang=xx", "&&=%"])
def test_an_address_that_means_nothing_opens_the_page_as_it_is(show: Show, store: Store, wrong: str) -> None:
    browser = ready(show(render_graph(store)))
    everybody = drawn(browser)
    address = browser.current_url.partition("#")[0]
    browser.get("about:blank")
    browser.get(f"{address}#{wrong}")
    ready(browser)
    assert drawn(browser) == everybody
    assert complaints(browser) == []


def test_the_drawing_is_walked_from_the_keyboard(shown: Any) -> None:
    canvas = find(shown, "#canvas")
    canvas.send_keys(RIGHT)
    first = card(shown)
    seen = {first}
    for key in (RIGHT, DOWN, "\ue012", "\ue013"):
        canvas.send_keys(key)
        seen.add(card(shown))
    assert first and len(seen) > 1
    canvas.send_keys(ENTER)
    assert shown.switch_to.active_element.get_attribute("id") == "panel"
    canvas.send_keys(ESCAPE)
    assert card(shown) == ""


def test_the_view_is_saved_as_svg_and_png(shown: Any, tmp_path: Path) -> None:
    shown.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    for name in ("svg", "png"):
        find(shown, "#save summary").click()
        find(shown, f"#as-{name}").click()
        until(shown, (tmp_path / f"graph.{name}").exists)
    until(shown, lambda: (tmp_path / "graph.svg").stat().st_size and (tmp_path / "graph.png").stat().st_size)
    svg = (tmp_path / "graph.svg").read_text(encoding="utf-8")
    assert len(re.findall("<text ", svg)) == 9 and "كلاريا" in svg
    assert (tmp_path / "graph.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize("width", [360, 768, 1300])
def test_the_page_fits_its_screen_in_both_languages(shown: Any, width: int) -> None:
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    shown.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    for _ in range(2):
        assert shown.execute_script("return document.documentElement.scrollWidth") <= width
        find(shown, "#language").click()
    shown.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_page_asks_nothing_of_the_network(shown: Any) -> None:
    loaded = shown.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [name for name in loaded if not name.startswith(("data:", "blob:"))] == []


def test_an_empty_store_says_so_to_the_reader(show: Show) -> None:
    with Store.memory() as empty:
        empty.derive()
        browser = ready(show(render_graph(empty)))
    assert "kg build" in find(browser, "#panel").text
    assert complaints(browser) == []


def test_payloads_are_shown_as_text_and_never_run(show: Show) -> None:
    with hostile_store() as hostile:
        browser = ready(show(render_graph(hostile)))
    find(browser, "#as-table").click()
    search(browser, "window.ran = 3")
    assert card(browser) == ATTACKS[1]
    assert "window.ran = 3" in find(browser, "#panel blockquote").text
    assert not every(browser, "#panel cite a")
    find(browser, "#language").click()
    assert card(browser) == ATTACKS[2]
    assert not every(browser, "main img, aside img")
    assert browser.execute_script("return window.ran === undefined")
    assert complaints(browser) == []


def test_thirty_payloads_in_every_field_run_neither_on_load_nor_hover_click_or_search(show: Show) -> None:
    assert len(set(PAYLOADS)) >= 30
    with payload_store() as hostile:
        browser = ready(show(render_graph(hostile)))
    for payload in PAYLOADS:
        search(browser, " ".join(payload.split()).replace("\t", " ")[:40])
        assert every(browser, "#panel .event"), payload
        browser.execute_script(HOVER)
    find(browser, "#as-table").click()
    find(browser, "#language").click()
    for box in every(browser, "#publishers input")[:3]:
        box.click()
    assert not every(
        browser, "a[href^='javascript' i], a[href^='data' i], a[href^='vbscript' i], iframe, object, embed"
    )
    assert browser.execute_script("return window.ran === undefined")
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert complaints(browser) == []


@pytest.mark.parametrize("attack", [ATTACKS[0], ATTACKS[2], ATTACKS[6]])
def test_the_same_payloads_do_run_in_a_page_without_care(show: Show, attack: str) -> None:
    browser = show(f"<!doctype html><body>{attack}</body>")
    until(browser, lambda: browser.execute_script("return window.ran > 0"))


def test_the_policy_alone_stops_a_payload_that_reached_the_markup(show: Show, store: Store) -> None:
    browser = show(render_graph(store).replace("<header>", f"{ATTACKS[0]}{ATTACKS[2]}{ATTACKS[6]}</svg><header>"))
    assert find(browser, "h1").text
    assert browser.execute_script("return window.ran === undefined")
    assert complaints(browser)
