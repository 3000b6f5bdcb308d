"use strict";
(() => {
  const fold = (words) => words.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, "").replace(/[\u0623\u0625\u0622\u0671]/g, "\u0627").replace(/[\u0649\u06cc]/g, "\u064a").replace(/\u06a9/g, "\u0643").replace(/\u0629/g, "\u0647").toLowerCase();
  const rows = [...document.querySelectorAll("[data-find]")].map((node) => ({ node, words: fold(node.dataset.find) }));
  const search = document.getElementById("search");
  function seek() {
    const parts = fold(search.value).split(/\s+/).filter(Boolean);
    rows.forEach(({ node, words }) => { node.hidden = !parts.every((part) => words.includes(part)); });
    document.querySelectorAll("[data-quiet]").forEach((node) => { node.hidden = parts.length > 0; });
    document.querySelectorAll(".columns:not([data-quiet]) section").forEach((node) => { node.hidden = !node.querySelector("li:not([hidden])"); });
    document.getElementById("nothing").hidden = rows.some(({ node }) => !node.hidden);
  }
  search.addEventListener("input", seek);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { search.value = ""; seek(); }
    if (event.key === "Enter") { const first = document.querySelector("[data-find]:not([hidden]) a"); if (first && search.value.trim()) first.focus(); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "/" && event.target !== search) { event.preventDefault(); search.focus(); } });
})();
