// The page as a whole: words, theme, keys, and the start.
function speak() {
  const root = document.documentElement;
  root.lang = view.lang;
  root.dir = view.lang === "ar" ? "rtl" : "ltr";
  root.dataset.theme = view.dark ? "dark" : "light";
  document.title = text().title;
  document.querySelectorAll("[data-text]").forEach((node) => { node.textContent = text()[node.dataset.text]; });
  document.querySelectorAll("[data-label]").forEach((node) => { node.setAttribute("aria-label", text()[node.dataset.label]); });
  for (const id of ["back", "forward", "play"]) $(id).title = text()[id];
  $("search").placeholder = text().search;
  $("theme").textContent = text()[view.dark ? "light" : "dark"];
  $("language").textContent = view.lang === "ar" ? "English" : "العربية";
  $("language").lang = view.lang === "ar" ? "en" : "ar";
  filters();
  playing();
}
function show() {
  $("canvas").hidden = view.table;
  $("table").hidden = !view.table;
  $("as-table").setAttribute("aria-pressed", String(view.table));
}
function repaint() {
  colour = colours();
  scene.nodes.update(data.nodes.map((node) => ({ id: node.id, color: nodeColour(node) })));
}
function everything() { speak(); repaint(); show(); apply(); }

// The canvas from the keyboard: arrows go to the nearest entity that way, Enter opens it, + and - come nearer and leave.
function canvasKeys(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (ways[event.key]) { event.preventDefault(); step(...ways[event.key]); }
  else if (event.key === "Escape") { if (view.chosen) go(null); else if (view.focus.length) leave(); }
  else if (event.key === "Enter") { if (view.chosen) $("panel").focus(); }
  else if (event.key === "+" || event.key === "=" || event.key === "-") scene.network.moveTo({ scale: scene.network.getScale() * (event.key === "-" ? 0.8 : 1.25) });
}
function step(dx, dy) {
  const shown = data.nodes.filter((node) => visible(node.id));
  if (!shown.length) return;
  const here = view.chosen && view.chosen.node !== undefined && data.entities[view.chosen.node].node ? scene.network.getPosition(view.chosen.node) : null;
  if (!here) { go({ node: shown[0].id }); return; }
  const far = (node) => { const at = scene.network.getPosition(node.id), along = (at.x - here.x) * dx + (at.y - here.y) * dy, aside = Math.abs((at.x - here.x) * dy) + Math.abs((at.y - here.y) * dx); return along > 1 ? along + 2 * aside : Infinity; };
  const next = shown.reduce((best, node) => (far(node) < far(best) ? node : best), shown[0]);
  if (far(next) < Infinity) { go({ node: next.id }); bring(next.id); }
}

function wire() {
  $("search").addEventListener("input", suggest);
  $("search").addEventListener("keydown", searchKeys);
  $("search").addEventListener("blur", () => { $("found").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
  $("back").addEventListener("click", () => history.back());
  $("forward").addEventListener("click", () => history.forward());
  $("fit").addEventListener("click", () => { if (view.focus.length) leave(); go(null); fit(true); });
  $("as-table").addEventListener("click", () => { view.table = !view.table; show(); if (view.table) table(); else { scene.network.redraw(); if (!scene.fitted) fit(); } keep(true); });
  $("as-png").addEventListener("click", asPng);
  $("as-svg").addEventListener("click", asSvg);
  $("as-link").addEventListener("click", asLink);
  $("whole").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  $("theme").addEventListener("click", () => { view.dark = !view.dark; everything(); keep(false); });
  $("language").addEventListener("click", () => { view.lang = view.lang === "ar" ? "en" : "ar"; everything(); keep(false); });
  $("reset").addEventListener("click", () => { Object.values(view.off).forEach((set) => set.clear()); view.from = span.first; view.to = span.last; filters(); apply(); keep(true); });
  $("canvas").addEventListener("keydown", canvasKeys);
  for (const id of ["from", "to"]) { $(id).addEventListener("input", () => slide(id)); $(id).addEventListener("change", () => keep(true)); }
  $("play").addEventListener("click", play);
  document.addEventListener("click", (event) => { if (!event.target.closest("#save summary")) $("save").open = false; });
  document.addEventListener("keydown", (event) => { if (event.key === "/" && !event.target.closest("input")) { event.preventDefault(); $("search").focus(); } });
  addEventListener("popstate", () => { const focus = view.focus.join(); restore(); everything(); if (view.focus.join() !== focus) { arrange(); fit(); } });
  addEventListener("hashchange", () => { restore(); everything(); });
}

(async () => {
  if (!window.DecompressionStream) { $("scope").textContent = TEXT.ar.old + " " + TEXT.en.old; return; }
  prepare(await unpack($("data").textContent));
  months();
  restore();
  document.documentElement.dataset.theme = view.dark ? "dark" : "light";
  if (matchMedia("(max-width: 860px)").matches) $("fold").open = false;
  draw();
  wire();
  if (data.around !== null && !location.hash) view.chosen = { node: data.around };
  speak();
  show();
  apply();
  if (view.focus.length) arrange();
  fit();
  if (view.chosen && view.chosen.node !== undefined && location.hash) bring(view.chosen.node);
  document.documentElement.dataset.ready = "yes";
})();
