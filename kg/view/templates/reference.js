"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, "").replace(/ٱ/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
  const bare = (word) => (/^ال.{3}/.test(word) ? word.slice(2) : word);
  const cards = [...document.querySelectorAll(".term")].map((node) => ({ node, name: fold(node.dataset.words), text: null }));
  const kept = { get(key) { try { return localStorage.getItem(key); } catch { return null; } }, set(key, value) { try { localStorage.setItem(key, value); } catch { /* a file may not keep anything */ } } };
  const SAID = { ar: { name: (n) => `بالاسم: ${n}`, text: (n) => `بالمعنى: ${n}` }, en: { name: (n) => `${n} by name`, text: (n) => `${n} by meaning` } };
  let last = null;

  function speak(lang) {
    root.lang = lang; root.dir = lang === "ar" ? "rtl" : "ltr"; kept.set("kg-language", lang); tell();
  }
  function shade(dark) {
    root.dataset.theme = dark ? "dark" : "light"; $("theme").setAttribute("aria-pressed", String(dark));
  }
  function tell() { $("found").textContent = last ? SAID[root.lang][last.by](last.number) : ""; }
  function hits(words, by) {
    return cards.filter((card) => {
      if (by === "text") card.text ??= fold(`${card.node.dataset.words} ${[...card.node.querySelectorAll(".both")].map((part) => part.textContent).join(" ")}`);
      return words.every((word) => card[by].includes(word));
    });
  }
  function search() {
    const words = fold($("search").value.trim()).split(/\s+/).filter(Boolean).map(bare);
    let by = "name", found = words.length ? hits(words, by) : cards;
    if (!found.length) { by = "text"; found = hits(words, by); }
    const left = new Set(found);
    for (const card of cards) card.node.hidden = !left.has(card);
    for (const part of document.querySelectorAll("main > section")) part.hidden = !part.querySelector(".term:not([hidden])");
    document.body.toggleAttribute("data-searching", words.length > 0);
    $("nothing").hidden = found.length > 0;
    last = words.length ? { by, number: found.length } : null;
    tell();
    return found;
  }
  function clear() { $("search").value = ""; search(); }
  function aim() {
    const node = $(decodeURIComponent(location.hash.slice(1)));
    if (node?.closest("[hidden]")) { clear(); node.scrollIntoView(); }
  }
  function follow() {
    const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
    const watch = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) links.get(target.id)?.toggleAttribute("data-seen", isIntersecting);
      const first = [...links.values()].find((link) => link.hasAttribute("data-seen"));
      for (const link of links.values()) if (link === first) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }, { rootMargin: "-100px 0px -60% 0px" });
    for (const part of document.querySelectorAll("main > section")) watch.observe(part);
  }

  $("search").addEventListener("input", () => { search(); if (scrollY > 200) scrollTo(0, 0); });
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    if (event.key === "Enter" && last) { const first = search()[0]; first?.node.querySelector(".self").focus(); }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("search").focus(); }
  });
  $("language").addEventListener("click", () => speak(root.lang === "ar" ? "en" : "ar"));
  $("theme").addEventListener("click", () => { shade(root.dataset.theme !== "dark"); kept.set("kg-theme", root.dataset.theme); });
  document.addEventListener("click", (event) => { const link = event.target.closest("a[href^='#']"); if (link && $(decodeURIComponent(link.getAttribute("href").slice(1)))?.matches("[hidden], [hidden] *, [data-searching] #about *")) clear(); });
  addEventListener("hashchange", aim);
  addEventListener("beforeprint", () => { clear(); for (const part of document.querySelectorAll("details")) part.open = true; });
  shade((kept.get("kg-theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark");
  const asked = [new URLSearchParams(location.search).get("lang"), kept.get("kg-language"), navigator.language.slice(0, 2)];
  speak(asked.find((lang) => lang) === "ar" ? "ar" : "en");
  follow();
})();
