"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
  const terms = [...document.querySelectorAll(".term")].map((node) => [node, fold(node.dataset.words)]);
  const dark = () => root.dataset.theme === "dark";
  function shade(on) { root.dataset.theme = on ? "dark" : "light"; $("theme").setAttribute("aria-pressed", String(on)); }
  function speak(lang) { root.lang = lang; root.dir = lang === "ar" ? "rtl" : "ltr"; }
  function filter() {
    const words = fold($("search").value.trim()).split(/\s+/);
    let left = 0;
    for (const [node, text] of terms) { node.hidden = !words.every((word) => text.includes(word)); left += !node.hidden; }
    document.querySelectorAll("main > section").forEach((part) => { part.hidden = !part.querySelector(".term:not([hidden])"); });
    $("nothing").hidden = left > 0;
  }
  $("search").addEventListener("input", filter);
  $("language").addEventListener("click", () => speak(root.lang === "ar" ? "en" : "ar"));
  $("theme").addEventListener("click", () => shade(!dark()));
  addEventListener("hashchange", () => { const aim = $(decodeURIComponent(location.hash.slice(1))); if (aim && aim.hidden) { $("search").value = ""; filter(); aim.scrollIntoView(); } });
  shade(matchMedia("(prefers-color-scheme: dark)").matches);
  if (!/^ar\b/.test(navigator.language) && new URLSearchParams(location.search).get("lang") !== "ar") speak("en");
})();
