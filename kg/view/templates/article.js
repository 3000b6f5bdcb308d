"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const tip = document.getElementById("tip"), all = (query) => [...document.querySelectorAll(query)];
  const claimsOf = (node) => (node.dataset.claims || node.dataset.claim || "").split(" ").filter(Boolean);
  const clear = () => all(".on").forEach((node) => node.classList.remove("on"));

  function light(claims, entity) {
    clear();
    claims.forEach((id) => {
      all("[data-in]").filter((node) => node.dataset.in.split(" ").includes(id)).forEach((node) => node.classList.add("on"));
      all("a.t, .told li").filter((node) => claimsOf(node).includes(id)).forEach((node) => node.classList.add("on"));
    });
    if (entity !== undefined) all(`article [data-entity="${entity}"]`).forEach((node) => node.classList.add("on"));
  }
  function line(tag, words) { const node = document.createElement(tag); node.textContent = words; node.dir = "auto"; return node; }
  function show(node) {
    const claims = claimsOf(node), parts = [];
    claims.forEach((id) => {
      const item = document.getElementById(`claim-${id}`);
      if (item) parts.push(line("strong", item.querySelector(".what").innerText.replace(/\s+/g, " ")), line("span", item.querySelector(".who").innerText), ...[item.querySelector(".say")].filter(Boolean).map((say) => line("span", say.innerText)));
    });
    if (node.dataset.entity !== undefined) {
      const entity = data.entities[Number(node.dataset.entity)];
      parts.push(line("strong", entity.name), line("span", [entity.type, ...entity.names].join(" · ")), ...entity.roles.slice(0, 6).map((role) => line("span", role)));
    }
    tip.replaceChildren(...parts);
    tip.hidden = !parts.length;
    const box = node.getBoundingClientRect(), own = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(12, Math.min(innerWidth - own.width - 12, box.left + box.width / 2 - own.width / 2))}px`;
    tip.style.top = `${box.bottom + own.height + 14 < innerHeight ? box.bottom + 8 : Math.max(8, box.top - own.height - 8)}px`;
    light(claims, node.dataset.entity);
  }
  function hide() { tip.hidden = true; clear(); chosen(); }
  function chosen() {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^(claim|say)-/, "");
    if (data.claims[id]) light([id]);
    const pressed = document.querySelector('.cast [aria-pressed="true"]');
    if (pressed) all(`article [data-entity="${pressed.dataset.entity}"]`).forEach((node) => node.classList.add("on"));
  }
  function reveal() {
    chosen();
    const id = decodeURIComponent(location.hash.slice(1)), node = document.getElementById(id);
    if (node && id.startsWith("claim-")) { const place = document.getElementById(id.replace("claim-", "say-")); if (place && innerWidth > 860) place.scrollIntoView({ block: "center" }); node.scrollIntoView({ block: "nearest" }); }
    else if (node) node.scrollIntoView({ block: "center" });
  }

  all("article [data-entity], article a.t").forEach((node) => {
    node.addEventListener("mouseenter", () => show(node));
    node.addEventListener("mouseleave", hide);
    node.addEventListener("focus", () => show(node));
    node.addEventListener("blur", hide);
    if (node.tagName !== "A") node.addEventListener("click", () => show(node));
  });
  all(".told li").forEach((node) => {
    node.addEventListener("mouseenter", () => light(claimsOf(node)));
    node.addEventListener("mouseleave", hide);
    node.addEventListener("click", (event) => { if (!event.target.closest("a")) { const to = node.querySelector("a.to"); if (to) to.click(); } });
  });
  all(".cast button").forEach((button) => button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    all(".cast button").forEach((other) => other.setAttribute("aria-pressed", "false"));
    button.setAttribute("aria-pressed", String(on));
    hide();
    const first = on && document.querySelector(`article [data-entity="${button.dataset.entity}"]`);
    if (first) first.scrollIntoView({ block: "center" });
  }));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("hashchange", reveal);
  reveal();
})();
