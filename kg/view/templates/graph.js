"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const TEXT = {
    ar: { title: "خريطة العلاقات الدبلوماسية", fit: "إظهار الكل", table: "جدول", theme: "نهار / ليل", types: "الكيانات", statuses: "الحالة",
      search: "ابحث عن اسم بأي لغة…", hint: "اختر كيانا أو خطا لترى الأحداث والنص الذي يرويها.", empty: "لا أحداث مسجلة هنا.", none: "ليس في المستودع كيانات بعد. ابن الخريطة بالأمر kg build.",
      shown: (n, left) => left ? `${n} كيانا هي الأكثر دلالة؛ تُرك ${left} كيانا خارج الصورة.` : `${n} كيانا.`, says: "بحسب", cols: ["الحدث", "من", "مع / إلى", "التاريخ", "الحالة", "النص"], canvas: "رسم الشبكة؛ الجدول يقول الشيء نفسه" },
    en: { title: "Map of diplomatic relations", fit: "Show all", table: "Table", theme: "Day / night", types: "Entities", statuses: "Status",
      search: "Search a name in any script…", hint: "Choose an entity or a line to see the events and the words that tell them.", empty: "No events recorded here.", none: "The store holds no entities yet. Fill it with kg build.",
      shown: (n, left) => left ? `The ${n} most telling entities; ${left} are left out.` : `${n} entities.`, says: "according to", cols: ["Event", "Who", "With / to", "Date", "Status", "Words"], canvas: "Drawing of the network; the table says the same" } };
  const TYPES = { Person: ["شخص", "Person"], Country: ["دولة", "State"], Organization: ["منظمة", "Organisation"], Place: ["مكان", "Place"], Gathering: ["لقاء دولي", "Gathering"], Agreement: ["اتفاق", "Agreement"], Conflict: ["نزاع", "Conflict"], Group: ["جماعة", "Group"] };
  const view = { lang: "ar", types: new Set(), statuses: new Set(), chosen: null, dark: matchMedia("(prefers-color-scheme: dark)").matches };
  const index = () => (view.lang === "ar" ? 0 : 1);
  const label = (key) => { const names = data.labels[key] || {}; return names[view.lang] || names.ar || names.en || key; };
  const element = (tag, options, ...children) => { const node = Object.assign(document.createElement(tag), options); node.append(...children); return node; };
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();

  const nodes = new vis.DataSet(data.nodes.map((n) => ({ ...n, title: undefined })));
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network($("canvas"), { nodes, edges }, {
    physics: false, layout: { improvedLayout: false },
    nodes: { borderWidth: 1.5, font: { face: "Noto Naskh Arabic, Noto Sans Arabic, Tahoma, Arial", strokeWidth: 4 } },
    edges: { smooth: { type: "continuous", roundness: 0.25 }, arrows: { to: { enabled: true, scaleFactor: 0.5 } }, hoverWidth: 0.6, selectionWidth: 1.2 },
    interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 200 } });

  function entity(path) {
    const link = element("a", { className: "entity", textContent: label(path), tabIndex: 0 });
    const go = () => choose({ node: path });
    link.addEventListener("click", go);
    link.addEventListener("keydown", (e) => { if (e.key === "Enter") go(); });
    return data.types[path] ? link : document.createTextNode(label(path));
  }
  const listed = (paths) => paths.flatMap((path, i) => (i ? [view.lang === "ar" ? "، " : ", ", entity(path)] : [entity(path)]));
  const inRoles = (claim, roles) => [...new Set(claim.roles.filter(([role]) => roles.includes(role)).map(([, path]) => path))];
  const FROM = ["actor", "subject"], TO = ["target", "object", "destination", "host", "gathering", "agreement", "place"];
  const when = (claim) => (claim.begin ? (claim.until && claim.until !== claim.begin ? `${claim.begin} – ${claim.until}` : claim.begin) : "");
  const order = (ids) => [...new Set(ids)].map((id) => data.claims[id]).filter((c) => c && view.statuses.has(c.factuality)).sort((a, b) => (b.begin || "").localeCompare(a.begin || "") || a.relation - b.relation || a.start - b.start);

  function eventCard(claim) {
    const colour = data.status[claim.factuality];
    const badge = element("span", { className: "badge", textContent: label(claim.factuality) });
    const card = element("div", { className: "event" });
    card.style.borderColor = badge.style.color = badge.style.borderColor = colour;
    const arrow = view.lang === "ar" ? " ← " : " → ";
    const to = inRoles(claim, TO);
    card.append(element("div", { className: "head" }, element("span", { className: "what", textContent: label(claim.type) }), badge, element("span", { className: "when", textContent: when(claim) })));
    card.append(element("div", { className: "who" }, ...listed(inRoles(claim, FROM)), ...(to.length ? [arrow, ...listed(to)] : [])));
    if (claim.source) card.append(element("div", { className: "kind" }, TEXT[view.lang].says + " ", entity(claim.source)));
    card.append(element("blockquote", { textContent: claim.quote, lang: /[\u0600-\u06ff]/.test(claim.quote) ? "ar" : "en" }));
    card.append(cited(claim));
    return card;
  }
  function cited(claim) {
    const article = data.articles[claim.article] || {};
    const title = article.title || claim.article;
    const safe = /^https?:\/\//.test(article.url || "");
    const name = safe ? element("a", { href: article.url, textContent: title, rel: "noreferrer noopener", target: "_blank" }) : document.createTextNode(title);
    return element("cite", {}, name, [article.publisher, article.date].filter(Boolean).map((t) => " · " + t).join(""));
  }
  function choose(target) {
    view.chosen = target;
    const panel = $("panel");
    panel.replaceChildren();
    if (!target) { panel.append(element("p", { textContent: data.nodes.length ? TEXT[view.lang].hint : TEXT[view.lang].none })); return; }
    if (target.node) {
      network.selectNodes([target.node].filter((id) => nodes.get(id)));
      if (nodes.get(target.node)) network.focus(target.node, { scale: Math.max(0.8, network.getScale()), animation: false });
      const names = data.labels[target.node] || {};
      panel.append(element("h3", { textContent: label(target.node) }), element("p", { className: "kind", textContent: [(TYPES[data.types[target.node]] || [""])[index()], ...Object.values(names).filter((n) => n !== label(target.node))].filter(Boolean).join(" · ") }));
      show(panel, Object.values(data.claims).filter((c) => c.source === target.node || c.roles.some(([, path]) => path === target.node)).map((c) => c.id));
    } else {
      const edge = edges.get(target.edge);
      panel.append(element("h3", {}, label(edge.from), view.lang === "ar" ? " ← " : " → ", label(edge.to)));
      show(panel, edge.claims);
    }
    panel.scrollTop = 0;
  }
  function show(panel, ids) {
    const claims = order(ids);
    if (!claims.length) panel.append(element("p", { textContent: TEXT[view.lang].empty }));
    claims.forEach((claim) => panel.append(eventCard(claim)));
  }
  function drawTable() {
    const head = element("tr", {}, ...TEXT[view.lang].cols.map((c) => element("th", { textContent: c, scope: "col" })));
    const rows = order(Object.keys(data.claims)).filter((c) => c.roles.some(([, path]) => visible(path))).map((c) => element("tr", {},
      element("td", { textContent: label(c.type) }), element("td", {}, ...listed(inRoles(c, FROM))), element("td", {}, ...listed(inRoles(c, TO))),
      element("td", { textContent: when(c) }), element("td", { textContent: label(c.factuality) }), element("td", { textContent: c.quote, dir: "auto" })));
    $("table").replaceChildren(element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
  }
  const visible = (path) => view.types.has(data.types[path]);
  function filter() {
    nodes.update(data.nodes.map((n) => ({ id: n.id, hidden: !visible(n.id) })));
    edges.update(data.edges.map((e) => ({ id: e.id, hidden: !visible(e.from) || !visible(e.to) || !e.claims.some((id) => view.statuses.has(data.claims[id].factuality)) })));
    drawTable();
    if (view.chosen) choose(view.chosen);
  }
  function box(set, key, text, count, sign) {
    const input = element("input", { type: "checkbox", checked: set.has(key), value: key });
    input.addEventListener("change", () => { if (input.checked) set.add(key); else set.delete(key); filter(); });
    return element("label", {}, input, sign, element("span", { textContent: text }), element("span", { className: "n", textContent: count }));
  }
  function sign(className, style) { const span = element("span", { className }); Object.assign(span.style, style); return span; }
  function drawFilters() {
    const count = (list, key) => list.filter((x) => x === key).length;
    const kinds = Object.values(data.types), statuses = Object.values(data.claims).map((c) => c.factuality);
    const line = { asserted: "solid", planned: "dashed", hypothetical: "dotted", alleged: "dashed", denied: "dotted", negated: "dotted" };
    $("types").replaceChildren(...Object.keys(TYPES).filter((t) => kinds.includes(t)).map((t) => box(view.types, t, TYPES[t][index()], count(kinds, t), sign("key", { background: data.colours[t] }))));
    $("statuses").replaceChildren(...Object.keys(data.status).filter((s) => statuses.includes(s)).map((s) => box(view.statuses, s, label(s), count(statuses, s), sign("stroke", { borderColor: data.status[s], borderStyle: line[s] }))));
  }
  function redraw() {
    const text = TEXT[view.lang];
    document.documentElement.lang = view.lang;
    document.documentElement.dir = view.lang === "ar" ? "rtl" : "ltr";
    document.documentElement.dataset.theme = view.dark ? "dark" : "light";
    document.title = text.title;
    document.querySelectorAll("[data-text]").forEach((node) => { node.textContent = text[node.dataset.text]; });
    $("search").placeholder = text.search; $("search").setAttribute("aria-label", text.search); $("canvas").setAttribute("aria-label", text.canvas);
    $("language").textContent = view.lang === "ar" ? "English" : "العربية"; $("language").lang = view.lang === "ar" ? "en" : "ar";
    $("scope").textContent = text.shown(+$("scope").dataset.shown, +$("scope").dataset.left);
    const ink = view.dark ? "#e8e6e1" : "#1f2a36", ground = view.dark ? "#14181d" : "#f6f4ef";
    network.setOptions({ nodes: { font: { color: ink, strokeColor: ground } } });
    nodes.update(data.nodes.map((n) => ({ id: n.id, label: label(n.id), font: { ...n.font, color: ink, strokeColor: ground, strokeWidth: 4 } })));
    drawFilters(); filter(); choose(view.chosen);
  }
  function suggest() {
    const wanted = fold($("search").value.trim());
    const hits = wanted ? data.nodes.filter((n) => Object.values(data.labels[n.id] || {}).some((name) => fold(name).includes(wanted))).slice(0, 9) : [];
    $("found").hidden = !hits.length; $("search").setAttribute("aria-expanded", String(hits.length > 0));
    $("found").replaceChildren(...hits.map((n, i) => { const item = element("li", { textContent: label(n.id) }); item.setAttribute("role", "option"); item.setAttribute("aria-selected", String(i === 0)); item.addEventListener("mousedown", () => pick(n.id)); return item; }));
    return hits;
  }
  function pick(id) { $("found").hidden = true; $("search").value = label(id); choose({ node: id }); }

  Object.values(data.types).forEach((t) => view.types.add(t));
  Object.keys(data.status).forEach((s) => view.statuses.add(s));
  network.on("click", (p) => choose(p.nodes.length ? { node: p.nodes[0] } : p.edges.length ? { edge: p.edges[0] } : null));
  $("search").addEventListener("input", suggest);
  $("search").addEventListener("blur", () => { $("found").hidden = true; });
  $("search").addEventListener("keydown", (e) => { if (e.key === "Enter") { const hits = suggest(); if (hits.length) pick(hits[0].id); } });
  $("fit").addEventListener("click", () => { choose(null); network.fit(); });
  $("theme").addEventListener("click", () => { view.dark = !view.dark; redraw(); });
  $("language").addEventListener("click", () => { view.lang = view.lang === "ar" ? "en" : "ar"; redraw(); });
  $("as-table").addEventListener("click", () => { const on = $("table").hidden; $("table").hidden = !on; $("as-table").setAttribute("aria-pressed", String(on)); });
  redraw();
  network.fit();
  if (data.around) choose({ node: data.around });
})();
