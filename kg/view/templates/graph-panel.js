// The card of an entity or tie, the table, and the search.
const BATCH = 40;

function shape(type) {
  const icon = drawn("svg", { width: 14, height: 14, viewBox: "-8 -8 16 16", "aria-hidden": "true" });
  icon.append(outline(SHAPES[type] || "dot", 0, 0, 6, `var(--${type})`));
  return icon;
}
const SHAPES = { Person: "dot", Country: "square", Organization: "diamond", Place: "triangleDown", Gathering: "hexagon", Agreement: "star", Conflict: "triangle", Group: "ring" };
function outline(kind, x, y, r, fill) {
  if (kind === "dot") return drawn("circle", { cx: x, cy: y, r, fill });
  if (kind === "ring") return drawn("circle", { cx: x, cy: y, r: r * 0.8, fill: "none", stroke: fill, "stroke-width": Math.max(1, r * 0.35) });
  const round = (n, turn, reach = () => r) => Array.from({ length: n }, (_, i) => [x + reach(i) * Math.sin(turn + (2 * Math.PI * i) / n), y - reach(i) * Math.cos(turn + (2 * Math.PI * i) / n)]);
  const points = { square: [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]], diamond: round(4, 0), triangle: round(3, 0, () => r * 1.15), triangleDown: round(3, Math.PI, () => r * 1.15), hexagon: round(6, Math.PI / 6), star: round(10, 0, (i) => (i % 2 ? r * 0.5 : r * 1.2)) }[kind];
  return drawn("polygon", { points: points.map((point) => point.map((value) => value.toFixed(1)).join(",")).join(" "), fill });
}

function entityLink(number) {
  const entity = data.entities[number];
  return button(nameOf(entity), () => go({ node: number }), { className: "entity", dir: "auto" });
}
const listed = (numbers) => numbers.flatMap((number, i) => (i ? [text().comma, entityLink(number)] : [entityLink(number)]));
const byDay = (a, b) => b.day.localeCompare(a.day) || a.number - b.number;

function card(claim) {
  const made = element("div", { className: `event ${claim.tone}` });
  const badge = element("span", { className: `badge ${claim.status}`, textContent: term(claim.status) });
  const what = claim.label && claim.relation ? `${term(claim.type)}: ${claim.label}` : term(claim.type);
  made.append(element("div", { className: "head" }, element("span", { className: "what", textContent: what }), claim.status === "asserted" ? "" : badge, element("span", { className: "when", textContent: when(claim) })));
  made.append(parties(claim));
  if (claim.source !== undefined) made.append(element("div", { className: "kind" }, text().says + " ", entityLink(claim.source)));
  made.append(quote(claim), cited(claim));
  return made;
}
function parties(claim) {
  const who = inRoles(claim, FROM), to = inRoles(claim, TO).filter((one) => !who.includes(one));
  const sign = (data.kinds[claim.type] || {}).mutual ? text().both : text().arrow;
  const line = element("div", { className: "who" }, ...listed(who));
  if (to.length) line.append(element("span", { className: "sign", textContent: who.length ? ` ${sign} ` : `${sign} ` }), ...listed(to));
  BESIDE.forEach((role) => { const found = inRoles(claim, [role]); if (found.length) line.append(element("span", { className: "sign", textContent: ` · ${text()[role]} ` }), ...listed(found)); });
  return line;
}
function quote(claim) {
  const words = data.quotes[claim.quote], [start, end] = claim.mark || [0, 0], letters = Array.from(words);
  const made = element("blockquote", { dir: isArabic(words) ? "rtl" : "ltr", lang: isArabic(words) ? "ar" : "en" });
  if (end) made.append(letters.slice(0, start).join(""), element("mark", { textContent: letters.slice(start, end).join("") }), letters.slice(end).join(""));
  else made.append(words);
  return made;
}
function cited(claim) {
  const article = data.articles[claim.article], title = article.title || article.id;
  const address = article.page ? `${article.page}#claim-${claim.id}` : /^https?:\/\//.test(article.url || "") ? article.url : "";
  const name = address ? element("a", { href: address, textContent: title, rel: "noreferrer noopener", ...(article.page ? {} : { target: "_blank" }) }) : title;
  return element("cite", { dir: "auto" }, name, [article.publisher, article.date && dayName(article.date)].filter(Boolean).map((one) => " · " + one).join(""));
}
function many(into, claims) {
  let shown = 0;
  const more = () => {
    claims.slice(shown, shown + BATCH).forEach((claim) => into.insertBefore(card(claim), next));
    shown += BATCH;
    next.hidden = shown >= claims.length;
    next.textContent = text().more(claims.length - shown);
  };
  const next = button("", more, { className: "more" });
  into.append(next);
  more();
  if (!claims.length) into.append(element("p", { textContent: text().empty }));
}

function panel() {
  const into = $("panel");
  into.replaceChildren();
  into.scrollTop = 0;
  if (!data.nodes.length) into.append(element("p", { textContent: text().nothing }));
  else if (!view.chosen) home(into);
  else if (view.chosen.node !== undefined) entityCard(into, data.entities[view.chosen.node]);
  else tieCard(into, data.edges[view.chosen.tie]);
}
function home(into) {
  into.append(element("p", { className: "lead", textContent: text().lead }), element("h2", { textContent: text().most }));
  into.append(element("ol", { className: "most" }, ...data.nodes.filter((node) => visible(node.id)).slice(0, 24).map((node) => element("li", {}, shape(data.entities[node.id].type), entityLink(node.id)))));
}
function entityCard(into, entity) {
  const others = [...new Set(Object.values(entity.names))].filter((name) => name !== nameOf(entity));
  into.append(element("h3", { textContent: nameOf(entity), dir: "auto" }), element("p", { className: "kind" }, [term(`class:${entity.type}`).replace("class:", ""), entity.code, ...others].filter(Boolean).join(" · ")));
  if (entity.node) into.append(acts(entity));
  const told = entity.claims.map((number) => data.claims[number]).filter(allowed).sort((a, b) => !!a.relation - !!b.relation || byDay(a, b));
  into.append(element("h2", { textContent: text().claims(told.length) }));
  many(into, told);
}
function acts(entity) {
  const id = entity.number, made = element("div", { className: "acts" });
  made.append(button(text().focus, () => focusOn(id)));
  if (view.focus.length && !view.focus.includes(id)) made.append(button(text().expand, () => expand(id)));
  made.append(button(view.pinned.has(id) ? text().unpin : text().pin, () => pin(id)), button(text().hide, () => hide(id)));
  if (entity.page) made.append(element("a", { href: entity.page, textContent: text().page }));
  return made;
}
function tieCard(into, edge) {
  const told = (edge.shown || []).slice().sort((a, b) => !!a.relation - !!b.relation || byDay(a, b));
  into.append(element("h3", {}, entityLink(edge.from), element("span", { className: "sign", textContent: ` ${text().both} ` }), entityLink(edge.to)));
  const dyad = data.dyads.find(([one, two]) => (one === edge.from && two === edge.to) || (one === edge.to && two === edge.from));
  if (dyad) into.append(element("div", { className: "acts" }, element("a", { href: dyad[2], textContent: text().dyad })));
  into.append(element("h2", { textContent: text().claims(told.length) }));
  many(into, told);
}

function table() {
  const head = element("tr", {}, ...text().cols.map((name) => element("th", { textContent: name, scope: "col" })));
  const told = data.claims.filter((claim) => allowed(claim) && claim.roles.some(([, who]) => visible(who))).sort(byDay);
  const body = element("tbody"), next = button("", more, { className: "more" });
  let shown = 0;
  function more() {
    body.append(...told.slice(shown, shown + 200).map(row));
    shown += 200;
    next.hidden = shown >= told.length;
    next.textContent = text().more(told.length - shown);
  }
  $("table").replaceChildren(element("table", {}, element("caption", { textContent: text().claims(told.length), className: "kind" }), element("thead", {}, head), body), next);
  more();
}
function row(claim) {
  const words = data.quotes[claim.quote], article = data.articles[claim.article];
  const cell = (...inside) => element("td", {}, ...inside);
  return element("tr", {}, cell(term(claim.type)), cell(...listed(inRoles(claim, FROM))), cell(...listed(inRoles(claim, [...TO, ...BESIDE]))), element("td", { className: "day", textContent: when(claim) }),
    element("td", {}, element("span", { className: `badge ${claim.status}`, textContent: term(claim.status) })), element("td", { className: "words", textContent: words, dir: "auto" }), cell(...(claim.source === undefined ? [] : [entityLink(claim.source), " · "]), article.publisher || article.title || article.id));
}

// Search: names in every language, folded; the weightiest first among those that begin so.
function hits(words) {
  const wanted = fold(words);
  if (!wanted) return [];
  const scored = data.entities.map((entity) => {
    const names = [...Object.values(entity.names), entity.code || ""].map(fold);
    const level = names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : names.some((name) => name.includes(" " + wanted)) ? 2 : names.some((name) => name.includes(wanted)) ? 3 : wanted.split(/\s+/).every((part) => names.some((name) => name.includes(part))) ? 4 : 9;
    return { entity, level, rank: entity.node ? entity.node.rank : 1e6 };
  });
  return scored.filter((one) => one.level < 9).sort((a, b) => a.level - b.level || a.rank - b.rank).slice(0, 12).map((one) => one.entity);
}
function suggest() {
  const found = hits($("search").value), list = $("found");
  list.replaceChildren(...found.map((entity, i) => {
    const item = element("li", { id: `hit-${i}`, role: "option" }, element("span", { textContent: nameOf(entity), dir: "auto" }), element("small", { textContent: Object.values(entity.names).filter((name) => name !== nameOf(entity))[0] || "", dir: "auto" }));
    item.setAttribute("aria-selected", "false");
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => take(entity));
    return item;
  }));
  list.hidden = !found.length;
  $("search").setAttribute("aria-expanded", String(found.length > 0));
  $("search").removeAttribute("aria-activedescendant");
  return found;
}
function take(entity) {
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  if (entity.node && !visible(entity.number)) view.focus.length ? expand(entity.number) : view.pinned.add(entity.number);
  go({ node: entity.number });
  bring(entity.number);
}
function searchKeys(event) {
  const items = [...$("found").children], at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") { $("found").hidden = true; return; }
  if (event.key === "Enter") { const found = hits($("search").value); if (found.length) take(found[Math.max(at, 0)]); return; }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const next = items[(at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length];
  items.forEach((item) => item.setAttribute("aria-selected", String(item === next)));
  if (next) { $("search").setAttribute("aria-activedescendant", next.id); next.scrollIntoView({ block: "nearest" }); }
}
