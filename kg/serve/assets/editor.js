"use strict";
// The editor asks this service alone: no catalogue of endpoints, and no completion that asks another site.
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const Yasgui = window.Yasgui && (window.Yasgui.default || window.Yasgui);
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.value = told.first;
  const place = document.getElementById("yasgui");
  const editor = new Yasgui(place, {
    requestConfig: { endpoint: new URL("/sparql", location).href, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [] },
    persistenceId: "kg",
    autofocus: true,
  });
  const choice = document.getElementById("examples");
  choice.addEventListener("change", () => {
    const one = told.examples[choice.value];
    if (one) editor.getTab().setQuery(one);
  });
  document.documentElement.dataset.ready = "1";
})();
