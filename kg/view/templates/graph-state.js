// What is chosen and what is shown; all of it stands in the address after #, so that a view can be kept and passed on.
const view = { lang: "ar", dark: false, table: false, chosen: null, focus: [], hidden: new Set(), pinned: new Set(), off: { types: new Set(), statuses: new Set(), events: new Set(), publishers: new Set() }, from: 0, to: 0 };
const span = { first: 0, last: 0, timer: null };
const KEPT = { types: "types", statuses: "status", events: "events", publishers: "press" };

function allowed(claim) {
  if (view.off.statuses.has(claim.status) || view.off.events.has(claim.type) || view.off.publishers.has(claim.publisher)) return false;
  return claim.month === null ? view.from <= span.first && view.to >= span.last : claim.month >= view.from && claim.month <= view.to;
}
const isTied = (edge) => edge.shown.length > 0 && !scene.nodes.get(edge.from).hidden && !scene.nodes.get(edge.to).hidden;
const filtered = () => Object.values(view.off).some((set) => set.size) || view.from > span.first || view.to < span.last;
const visible = (number) => { const node = scene.nodes.get(number); return node ? !node.hidden : !view.off.types.has(data.entities[number].type); };

function apply() {
  data.edges.forEach((edge) => { edge.shown = edge.told.map(([claim]) => data.claims[claim]).filter(allowed); });
  const around = view.focus.length ? near(view.focus) : null, narrow = filtered();
  const isShown = (node) => {
    if (view.hidden.has(node.id)) return false;
    if (view.pinned.has(node.id) || view.focus.includes(node.id)) return true;
    if (view.off.types.has(data.entities[node.id].type) || (around && !around.has(node.id))) return false;
    return !narrow || data.entities[node.id].claims.some((claim) => allowed(data.claims[claim]));
  };
  scene.nodes.update(data.nodes.map((node) => ({ id: node.id, hidden: !isShown(node) })));
  scene.edges.update(data.edges.map((edge) => ({ id: edge.id, hidden: !isTied(edge), ...(edge.shown.length ? edgeStyle(edge, edge.shown) : {}) })));
  spread(view.chosen && view.chosen.tie !== undefined ? view.chosen.tie : undefined);
  select();
  scope();
  panel();
  if (view.table) table();
  bars();
}
function select() {
  const chosen = view.chosen || {};
  scene.network.unselectAll();
  if (chosen.node !== undefined && data.entities[chosen.node].node) scene.network.selectNodes([chosen.node]);
  else if (chosen.tie !== undefined && !scene.edges.get(chosen.tie).hidden) scene.network.selectEdges([chosen.tie]);
}
function scope() {
  const count = data.nodes.filter((node) => !scene.nodes.get(node.id).hidden).length, all = data.nodes.length;
  const words = view.focus.length ? text().focused(nameOf(data.entities[view.focus[0]])) + " " : "";
  $("scope").replaceChildren(words + (all ? (count < all ? text().some(count, all) : text().shown(all, data.leftOut)) + (data.untold ? text().untold(data.untold) : "") : ""));
  if (view.focus.length) $("scope").append(button(text().leave, leave));
  if (view.hidden.size) $("scope").append(button(text().unhide(view.hidden.size), () => { view.hidden.clear(); apply(); keep(true); }));
  $("reset").hidden = !filtered();
}

function go(target) {
  if (JSON.stringify(target) === JSON.stringify(view.chosen)) return;
  view.chosen = target;
  spread(target && target.tie !== undefined ? target.tie : undefined);
  select();
  panel();
  keep(true);
}
function bring(number) {
  if (!data.entities[number].node || $("canvas").hidden) return;
  scene.network.moveTo({ position: scene.network.getPosition(number), scale: Math.max(1.2, scene.network.getScale()), animation: calm() ? false : { duration: 300 } });
}
function focusOn(number) { view.focus = [number]; view.hidden.delete(number); view.chosen = { node: number }; refocus(); }
function expand(number) { view.focus.push(number); view.hidden.delete(number); refocus(); }
function leave() { view.focus = []; refocus(); }
function refocus(push = true) { apply(); arrange(); fit(true); if (push) keep(true); }
function pin(number) { if (!view.pinned.delete(number)) view.pinned.add(number); apply(); keep(true); }
function hide(number) { view.hidden.add(number); view.chosen = null; apply(); keep(true); }

function keep(push) {
  const at = view.chosen || {}, path = (number) => data.entities[number].path, parts = new URLSearchParams();
  const put = (key, values) => { if (values.length) parts.set(key, values.join(" ")); };
  if (view.lang !== "ar") parts.set("lang", view.lang);
  if (view.dark !== matchMedia("(prefers-color-scheme: dark)").matches) parts.set("theme", view.dark ? "dark" : "light");
  if (view.table) parts.set("view", "table");
  if (at.node !== undefined) parts.set("at", path(at.node));
  if (at.tie !== undefined) parts.set("tie", `${path(data.edges[at.tie].from)} ${path(data.edges[at.tie].to)}`);
  put("focus", view.focus.map(path)); put("pin", [...view.pinned].map(path)); put("hide", [...view.hidden].map(path));
  Object.entries(KEPT).forEach(([name, key]) => put(key, [...view.off[name]].map(encodeURIComponent)));
  if (view.from > span.first) parts.set("from", stamp(view.from));
  if (view.to < span.last) parts.set("to", stamp(view.to));
  const address = "#" + parts.toString();
  // A page inside a frame without an origin has no history of its own.
  try { if (push && address !== location.hash) history.pushState(null, "", address); else history.replaceState(null, "", address); } catch { /* the view is only not kept */ }
}
const stamp = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
const unstamp = (words, otherwise) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(words || "") ? 12 * Number(words.slice(0, 4)) + Number(words.slice(5)) - 1 : otherwise);

function restore() {
  const parts = new URLSearchParams(location.hash.slice(1)), numbers = (key) => (parts.get(key) || "").split(" ").map((path) => data.byPath.get(path)).filter((entity) => entity && entity.node).map((entity) => entity.number);
  view.lang = parts.get("lang") === "en" ? "en" : "ar";
  view.dark = parts.has("theme") ? parts.get("theme") === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  view.table = parts.get("view") === "table";
  view.focus = numbers("focus"); view.pinned = new Set(numbers("pin")); view.hidden = new Set(numbers("hide"));
  Object.entries(KEPT).forEach(([name, key]) => { view.off[name] = new Set((parts.get(key) || "").split(" ").filter(Boolean).map(decoded)); });
  const month = (key, otherwise) => Math.min(span.last, Math.max(span.first, unstamp(parts.get(key), otherwise)));
  [view.from, view.to] = [month("from", span.first), month("to", span.last)].sort((a, b) => a - b);
  view.chosen = chosenIn(parts);
}
function decoded(words) { try { return decodeURIComponent(words); } catch { return words; } }
function chosenIn(parts) {
  const entity = data.byPath.get(parts.get("at"));
  if (entity) return { node: entity.number };
  const [one, two] = (parts.get("tie") || "").split(" ").map((path) => data.byPath.get(path));
  const edge = one && two && one.ties.find((tie) => [tie.from, tie.to].includes(two.number));
  return edge ? { tie: edge.id } : null;
}

// Time: one bar a month; undated claims count by the day of their article.
function months() {
  const known = data.claims.filter((claim) => claim.month !== null && !claim.relation).map((claim) => claim.month).sort((a, b) => a - b);
  // A few far dates must not press the rest together: the ends of the scale hold whatever lies beyond.
  span.first = known.length ? known[Math.floor(known.length * 0.04)] : 0;
  span.last = known.length ? known[known.length - 1 - Math.floor(known.length * 0.01)] : 0;
  data.claims.forEach((claim) => { if (claim.month !== null) claim.month = Math.min(span.last, Math.max(span.first, claim.month)); });
  span.counts = Array.from({ length: span.last - span.first + 1 }, () => 0);
  data.claims.forEach((claim) => { if (claim.month !== null && !claim.relation) span.counts[claim.month - span.first] += 1; });
  $("time").hidden = span.last === span.first;
  for (const id of ["from", "to"]) { $(id).min = span.first; $(id).max = span.last; }
}
function bars() {
  const top = Math.max(...span.counts, 1), count = span.counts.length;
  $("bars").setAttribute("viewBox", `0 0 ${count} 30`);
  $("bars").replaceChildren(...span.counts.map((n, i) => drawn("rect", { x: i + 0.1, width: 0.8, y: 30 - 30 * Math.sqrt(n / top), height: 30 * Math.sqrt(n / top), ...(i + span.first >= view.from && i + span.first <= view.to ? { class: "in" } : {}) })));
  $("from").value = view.from; $("to").value = view.to;
  const words = view.from === view.to ? monthName(view.from) : `${monthName(view.from)} – ${monthName(view.to)}`;
  $("span").textContent = words;
  $("from").setAttribute("aria-valuetext", monthName(view.from)); $("to").setAttribute("aria-valuetext", monthName(view.to));
}
function slide(id) {
  const value = Number($(id).value);
  if (id === "from") view.from = Math.min(value, view.to); else view.to = Math.max(value, view.from);
  apply();
}
// A window that spans less than all moves on as it is; the whole span is told from its first month on.
function play() {
  if (span.timer) { stop(); return; }
  const wide = view.to - view.from, whole = view.from === span.first && view.to === span.last;
  if (whole) view.to = span.first; else if (view.to === span.last) { view.from = span.first; view.to = span.first + wide; }
  const growing = view.from === span.first && whole;
  apply();
  span.timer = setInterval(() => {
    if (view.to >= span.last) { stop(); return; }
    view.to += 1;
    if (!growing) view.from += 1;
    apply();
  }, Math.max(160, Math.min(900, 9000 / span.counts.length)));
  playing();
}
function stop() { clearInterval(span.timer); span.timer = null; playing(); keep(true); }
function playing() { $("play").textContent = span.timer ? "❚❚" : "▶"; $("play").setAttribute("aria-label", text()[span.timer ? "stop" : "play"]); $("play").setAttribute("aria-pressed", String(Boolean(span.timer))); }

// The filters, which are the legend too.
function filters() {
  const count = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) || 0) + 1), new Map());
  const types = count(data.nodes.map((node) => data.entities[node.id].type)), statuses = count(data.claims.map((claim) => claim.status)), publishers = count(data.claims.map((claim) => claim.publisher));
  $("types").replaceChildren(...Object.keys(SHAPES).filter((type) => types.has(type)).map((type) => box("types", type, term(`class:${type}`), types.get(type), shape(type))));
  $("statuses").replaceChildren(...data.statuses.filter((status) => statuses.has(status)).map((status) => box("statuses", status, term(status), statuses.get(status), stroke(REFUTED.includes(status) ? status : "soft", DASHES[status]))));
  const kinds = count(data.claims.map((claim) => claim.type)), families = new Map(data.claims.map((claim) => [claim.type, claim.tone]));
  $("events").replaceChildren(...TONES.filter((name) => [...families.values()].includes(name)).flatMap((name) => [element("p", { className: "family" }, stroke(name), text()[name]), ...[...kinds.keys()].filter((kind) => families.get(kind) === name).sort((a, b) => kinds.get(b) - kinds.get(a)).map((kind) => box("events", kind, term(kind), kinds.get(kind)))]),
    element("p", { className: "family" }, stroke("mixed"), text().mixed));
  $("publishers").replaceChildren(...[...publishers.keys()].sort((a, b) => publishers.get(b) - publishers.get(a)).map((name) => box("publishers", name, name || "—", publishers.get(name))));
  $("publishers").parentElement.hidden = publishers.size < 2;
}
function stroke(name, dashes = null) {
  return drawn("svg", { width: 26, height: 8, viewBox: "0 0 26 8", "aria-hidden": "true" }, drawn("line", { x1: 0, x2: 26, y1: 4, y2: 4, stroke: `var(--${name})`, "stroke-width": 3, ...(dashes ? { "stroke-dasharray": dashes.map((n) => n / 1.3).join(" ") } : {}) }));
}
function box(kind, key, words, count, sign = "") {
  const input = element("input", { type: "checkbox", checked: !view.off[kind].has(key), value: key });
  input.addEventListener("change", () => { if (input.checked) view.off[kind].delete(key); else view.off[kind].add(key); apply(); keep(true); });
  return element("label", {}, input, sign, element("span", { className: "name", textContent: words, dir: "auto" }), element("span", { className: "n", textContent: count }));
}
