// The view as a picture: PNG from the canvas, SVG drawn anew from the same places.
function save(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
function asPng() {
  const from = $("canvas").querySelector("canvas"), to = element("canvas", { width: from.width, height: from.height }), ctx = to.getContext("2d");
  ctx.fillStyle = colour("ground");
  ctx.fillRect(0, 0, to.width, to.height);
  ctx.drawImage(from, 0, 0);
  to.toBlob((blob) => save("graph.png", blob), "image/png");
}
function svgText() {
  const w = $("canvas").clientWidth, h = $("canvas").clientHeight, scale = scene.network.getScale(), at = (id) => scene.network.canvasToDOM(scene.network.getPosition(id));
  const root = drawn("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${w} ${h}`, width: w, height: h, "font-family": FONT.replaceAll('"', "'") });
  root.append(drawn("title", {}, text().title), drawn("rect", { width: w, height: h, fill: colour("ground") }));
  const lines = drawn("g", { fill: "none", "stroke-linecap": "round" }), shapes = drawn("g", { stroke: colour("halo") }), names = drawn("g", { "text-anchor": "middle", "dominant-baseline": "central", "paint-order": "stroke", stroke: colour("halo"), "stroke-width": 3.5, "stroke-linejoin": "round", fill: colour("ink") });
  data.edges.filter(isTied).forEach((edge) => {
    const style = edgeStyle(edge, edge.shown), a = at(edge.from), b = at(edge.to);
    lines.append(drawn("line", { x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1), stroke: style.color.color, "stroke-opacity": style.color.opacity, "stroke-width": (style.width * scale).toFixed(2), ...(style.dashes ? { "stroke-dasharray": style.dashes.map((n) => (n * scale).toFixed(1)).join(" ") } : {}) }));
  });
  data.nodes.filter((node) => visible(node.id)).forEach((node) => { const point = at(node.id); shapes.append(outline(SHAPES[data.entities[node.id].type] || "dot", point.x, point.y, node.size * scale, colour(data.entities[node.id].type))); });
  scene.labels.filter((box) => box.node !== undefined).forEach((box) => names.append(drawn("text", { x: (box.x + box.w / 2).toFixed(1), y: (box.y + box.h / 2).toFixed(1), "font-size": box.h - 5, direction: isArabic(box.words) ? "rtl" : "ltr" }, box.words)));
  root.append(lines, shapes, names);
  return new XMLSerializer().serializeToString(root);
}
const asSvg = () => save("graph.svg", new Blob([svgText()], { type: "image/svg+xml" }));
async function asLink() {
  const words = location.href;
  try { await navigator.clipboard.writeText(words); } catch { const field = element("textarea", { value: words }); document.body.append(field); field.select(); document.execCommand("copy"); field.remove(); }
  $("scope").textContent = text().copied;
}
