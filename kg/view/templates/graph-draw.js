// The drawing: nodes and ties as vis-network has them, names and counts painted over them so that none covers another.
const FONT = '"Noto Naskh Arabic","Noto Sans Arabic",Tahoma,"Segoe UI",Arial,sans-serif';
const MANY = 1500;
const scene = { network: null, nodes: null, edges: null, home: new Map(), sizes: new Map(), labels: [], hovered: null };
const colours = () => { const style = getComputedStyle(document.documentElement); return (name) => style.getPropertyValue(`--${name}`).trim(); };
let colour = null;

function draw() {
  colour = colours();
  data.nodes.forEach((node) => scene.home.set(node.id, { x: node.x, y: node.y }));
  scene.nodes = new vis.DataSet(data.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, label: undefined, title: undefined, color: nodeColour(node), borderWidth: data.entities[node.id].type === "Group" ? 2.5 : 1 })));
  scene.edges = new vis.DataSet(data.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, ...edgeStyle(edge) })));
  scene.network = new vis.Network($("canvas"), { nodes: scene.nodes, edges: scene.edges }, {
    physics: false, layout: { improvedLayout: false }, autoResize: true,
    nodes: { font: { size: 0 }, borderWidthSelected: 3, chosen: true, scaling: { label: { enabled: false } } },
    edges: { smooth: data.edges.length > MANY ? false : { type: "continuous", roundness: 0.12 }, arrows: { to: { scaleFactor: 0.45 }, from: { scaleFactor: 0.45 } }, hoverWidth: 0.8, selectionWidth: 1.6, arrowStrikethrough: false },
    interaction: { hover: true, hoverConnectedEdges: data.edges.length <= MANY, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e6, hideEdgesOnDrag: data.edges.length > MANY, hideEdgesOnZoom: data.edges.length > MANY } });
  scene.network.on("afterDrawing", paint);
  scene.network.on("click", (event) => {
    const node = event.nodes[0] ?? nodeUnder(event.pointer.DOM);
    if (node !== undefined) go({ node }); else if (event.edges.length) go({ tie: event.edges[0] }); else go(null);
  });
  scene.network.on("doubleClick", (event) => { const node = event.nodes[0] ?? nodeUnder(event.pointer.DOM); if (node !== undefined) focusOn(node); });
  scene.network.on("hoverNode", (event) => { scene.hovered = event.node; scene.network.redraw(); });
  scene.network.on("blurNode", () => { scene.hovered = null; scene.network.redraw(); });
  scene.network.on("dragEnd", (event) => event.nodes.forEach((id) => scene.home.set(id, scene.network.getPosition(id))));
}

function nodeUnder(point) {
  const found = scene.labels.find((box) => box.node !== undefined && point.x >= box.x && point.x <= box.x + box.w && point.y >= box.y && point.y <= box.y + box.h);
  return found && found.node;
}
function nodeColour(node) {
  const type = data.entities[node.id].type, fill = colour(type) || colour("Group");
  if (type === "Group") return { background: colour("halo"), border: fill, highlight: { background: colour("halo"), border: colour("ink") }, hover: { background: colour("halo"), border: colour("ink") } };
  return { background: fill, border: colour("halo"), highlight: { background: fill, border: colour("ink") }, hover: { background: fill, border: colour("ink") } };
}

// A tie looks like what is told in it: its colour is its family, its dashes the firmest status of the claims that are shown.
function edgeStyle(edge, told = edge.told.map(([claim]) => data.claims[claim])) {
  const events = told.filter((claim) => !claim.relation), firm = firmest(events.length ? events : told);
  const ways = new Set(edge.told.filter(([claim]) => told.includes(data.claims[claim])).map(([claim, way]) => (data.claims[claim].relation || (data.kinds[data.claims[claim].type] || {}).mutual ? 0 : way)));
  const paint = events.length ? (REFUTED.includes(firm) ? colour(firm) : colour(familyOf(events))) : colour("relation");
  const width = events.length ? Math.min(4.6, 1 + 0.75 * Math.log2(events.length)) : 0.7;
  return { color: { color: paint, highlight: paint, hover: paint, opacity: events.length ? 0.85 : 0.7 }, width, dashes: DASHES[firm] || false, arrows: { to: { enabled: ways.has(1) }, from: { enabled: ways.has(-1) } } };
}
const firmest = (claims) => data.statuses.find((status) => claims.some((claim) => claim.status === status)) || "asserted";
function familyOf(claims) {
  const tones = claims.map((claim) => claim.tone), has = (start) => tones.some((name) => name.startsWith(start));
  if (has("cooperation") && has("conflict")) return "mixed";
  return ["cooperation-deeds", "conflict-deeds", "cooperation-words", "conflict-words"].find((name) => tones.includes(name)) || "neutral";
}

// Names in the order of weight, each where it covers no other; those that find no room appear when one comes nearer.
function paint(ctx) {
  const network = scene.network, scale = network.getScale();
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  scene.labels = [];
  const room = { w: $("canvas").clientWidth, h: $("canvas").clientHeight };
  const shown = data.nodes.filter((node) => !scene.nodes.get(node.id).hidden);
  const chosen = view.chosen || {};
  const first = (node) => (node.id === chosen.node || node.id === scene.hovered ? 0 : view.pinned.has(node.id) ? 1 : 2);
  const sorted = shown.filter((node) => first(node) < 2).sort((a, b) => first(a) - first(b)).concat(shown.filter((node) => first(node) === 2));
  for (const node of sorted.slice(0, data.named)) {
    const at = network.canvasToDOM(network.getPosition(node.id)), r = node.size * scale * 0.8;
    if (r > 5) scene.labels.push({ x: at.x - r, y: at.y - r, w: 2 * r, h: 2 * r });
  }
  for (const node of sorted) {
    if (scene.labels.length > 320) break;
    const at = network.canvasToDOM(network.getPosition(node.id)), r = node.size * scale;
    if (at.x < -20 || at.y < -20 || at.x > room.w + 20 || at.y > room.h + 20) continue;
    code(ctx, node, at, r);
    label(ctx, node, at, r, first(node), room);
  }
  counts(ctx, scale);
  ctx.restore();
}
function code(ctx, node, at, r) {
  const letters = data.entities[node.id].code;
  if (!letters || r < 8) return;
  ctx.font = `700 ${Math.min(22, r * 0.95)}px Arial,sans-serif`;
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.fillStyle = view.dark ? "#14181d" : "#fff";
  ctx.fillText(letters, at.x, at.y + r * 0.06);
}
const shortened = (name) => (name.length > data.longest ? name.slice(0, data.longest - 1) + "…" : name);
function label(ctx, node, at, r, first, room) {
  const words = first === 0 ? nameOf(data.entities[node.id]) : shortened(nameOf(data.entities[node.id]));
  const size = first < 2 || node.rank < 12 ? 14 : 12.5;
  ctx.font = `${first < 2 || node.rank < 12 ? 700 : 500} ${size}px ${FONT}`;
  const w = measured(ctx, words) + 4, h = size + 5;
  const spots = [[at.x - w / 2, at.y + r + 1], [at.x - w / 2, at.y - r - h - 1], [at.x + r + 3, at.y - h / 2], [at.x - r - w - 3, at.y - h / 2]];
  const spot = first === 0 ? spots[0] : spots.find(([x, y]) => x > 0 && y > 0 && x + w < room.w && y + h < room.h && !scene.labels.some((box) => x < box.x + box.w && box.x < x + w && y < box.y + box.h && box.y < y + h));
  if (!spot) return;
  const [x, y] = spot;
  scene.labels.push({ x, y, w, h, node: node.id, words });
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.direction = isArabic(words) ? "rtl" : "ltr"; ctx.lineJoin = "round";
  ctx.strokeStyle = colour("halo"); ctx.lineWidth = 3.5; ctx.strokeText(words, x + w / 2, y + h / 2);
  ctx.fillStyle = colour(view.pinned.has(node.id) ? "accent" : "ink"); ctx.fillText(words, x + w / 2, y + h / 2);
}
function measured(ctx, words) {
  const key = ctx.font + words;
  if (!scene.sizes.has(key)) scene.sizes.set(key, ctx.measureText(words).width);
  return scene.sizes.get(key);
}
function counts(ctx, scale) {
  const chosen = view.chosen && view.chosen.node !== undefined ? view.chosen.node : scene.hovered;
  const wanted = chosen !== null && chosen !== undefined ? data.entities[chosen].ties : scale > 1.7 || data.edges.length < 120 ? data.edges : [];
  if (!wanted.length) return;
  ctx.font = "700 11px Arial,sans-serif"; ctx.textAlign = "center"; ctx.textBaseline = "middle";
  for (const edge of wanted) {
    const count = edge.shown ? edge.shown.length : 0;
    if (count < 2 || scene.edges.get(edge.id).hidden) continue;
    const [a, b] = [edge.from, edge.to].map((id) => scene.network.canvasToDOM(scene.network.getPosition(id)));
    if (Math.hypot(a.x - b.x, a.y - b.y) < 46) continue;
    const x = (a.x + b.x) / 2, y = (a.y + b.y) / 2, w = 10 + 6 * String(count).length;
    if (scene.labels.some((box) => x - w / 2 < box.x + box.w && box.x < x + w / 2 && y - 8 < box.y + box.h && box.y < y + 8)) continue;
    scene.labels.push({ x: x - w / 2, y: y - 8, w, h: 16 });
    ctx.beginPath(); ctx.roundRect(x - w / 2, y - 8, w, 16, 8); ctx.fillStyle = colour("panel"); ctx.fill();
    ctx.lineWidth = 1; ctx.strokeStyle = colour("line"); ctx.stroke(); ctx.fillStyle = colour("soft"); ctx.fillText(count, x, y + 0.5);
  }
}

// The chosen tie is spread into a curve for each kind of event and status, so that its count can be seen apart.
function spread(id) {
  const old = scene.edges.getIds().filter((key) => String(key).startsWith("part-"));
  if (old.length) scene.edges.remove(old);
  if (scene.spread !== undefined && scene.edges.get(scene.spread)) scene.edges.update({ id: scene.spread, hidden: !isTied(data.edges[scene.spread]) });
  scene.spread = id;
  if (id === undefined || !isTied(data.edges[id])) return;
  const edge = data.edges[id], groups = new Map();
  edge.shown.forEach((claim) => { const key = `${claim.type} ${claim.status}`; groups.set(key, [...(groups.get(key) || []), claim]); });
  if (groups.size < 2) return;
  scene.edges.update({ id, hidden: true });
  scene.edges.add([...groups.values()].slice(0, 14).map((claims, number) => ({ id: `part-${number}`, from: edge.from, to: edge.to, ...edgeStyle(edge, claims), selectionWidth: 0,
    smooth: { type: number % 2 ? "curvedCW" : "curvedCCW", roundness: 0.05 + 0.09 * Math.ceil(number / 2) } })));
}

function fit(animated = false) {
  const ids = scene.nodes.getIds().filter((id) => !scene.nodes.get(id).hidden);
  scene.fitted = ids.length > 0 && $("canvas").clientWidth > 100;
  if (!scene.fitted) return;
  const points = ids.map((id) => scene.network.getPosition(id)), xs = points.map((p) => p.x), ys = points.map((p) => p.y);
  const box = { x: [Math.min(...xs), Math.max(...xs)], y: [Math.min(...ys), Math.max(...ys)] };
  const scale = Math.min(($("canvas").clientWidth - 90) / Math.max(box.x[1] - box.x[0], 1), ($("canvas").clientHeight - 64) / Math.max(box.y[1] - box.y[0], 1), 2.2);
  scene.network.moveTo({ position: { x: (box.x[0] + box.x[1]) / 2, y: (box.y[0] + box.y[1]) / 2 + 6 / scale }, scale, animation: animated && !calm() ? { duration: 350 } : false });
}
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// In focus the chosen ones stand in the middle and their neighbours in rings round them, the weightiest nearest.
function arrange() {
  if (!view.focus.length) { scene.nodes.update(data.nodes.map((node) => ({ id: node.id, ...scene.home.get(node.id) }))); return; }
  const places = new Map(), roots = view.focus.filter((id) => data.entities[id].node);
  roots.forEach((id, number) => places.set(id, roots.length === 1 ? { x: 0, y: 0 } : { x: number % 2 ? 240 * Math.ceil(number / 2) : -240 * (number / 2), y: 60 * (number % 3) - 60 }));
  const rest = [...near(roots)].filter((id) => !places.has(id)).sort((a, b) => data.entities[a].node.rank - data.entities[b].node.rank);
  const wide = roots.length > 1 ? 150 * roots.length : 0;
  let ring = 1, left = 0, turn = 0, step = 0;
  rest.forEach((id) => {
    if (!left) { left = Math.min(8 + 7 * ring, rest.length - places.size + roots.length); step = (2 * Math.PI) / left; turn = ring * 0.4; ring += 1; }
    places.set(id, { x: (wide + 130 * ring - 95) * Math.cos(turn), y: (105 * ring - 80) * Math.sin(turn) });
    turn += step; left -= 1;
  });
  scene.nodes.update([...places].map(([id, at]) => ({ id, ...at })));
}
function near(roots) {
  return new Set([...roots, ...roots.flatMap((id) => data.entities[id].ties.filter((edge) => edge.shown && edge.shown.length).map((edge) => (edge.from === id ? edge.to : edge.from)))]);
}
