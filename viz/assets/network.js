/* The state of the map: what is shown, what is selected, and the address that holds both. Text from data never becomes markup. */
(() => {
  "use strict";
  const read = (name) => JSON.parse(document.getElementById(`jumelles-${name}`).textContent);
  const data = read("data");
  const facets = ["form", "kind", "status"];
  const J = {
    nodes: read("nodes"), edges: read("edges"), options: read("options"),
    actors: data.actors, links: data.links, sources: data.sources, words: data.words,
    style: data.style, language: data.language,
    selected: null, hovered: null, listeners: [],
    off: { form: new Set(), kind: new Set(), status: new Set() },
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
    phone: matchMedia("(max-width: 860px)"),
  };
  window.jumelles = J;
  J.byKey = new Map(J.actors.map((actor, i) => [actor.key, i]));

  J.linkShown = J.links.map(() => true);
  J.actorShown = J.actors.map(() => true);

  /* Letters without accents and case, so that "saint etienne" finds Saint-Étienne. */
  J.fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  J.shownLink = (link) => !J.off.form.has(link.form) && !J.off.status.has(link.status)
    && link.ends.every((end) => !J.off.kind.has(J.actors[end].group));

  /* Works out what the filters leave: links, actors that still have one, and how many of each. */
  J.filter = () => {
    J.linkShown = J.links.map(J.shownLink);
    J.actorShown = J.actors.map((actor) => actor.links.some((i) => J.linkShown[i]));
    if (J.selected !== null && !J.actorShown[J.selected]) J.selected = null;
    J.changed("filter");
  };

  J.select = (actor, { focus = false } = {}) => {
    if (actor === J.selected) return;
    J.selected = actor;
    J.changed("select", focus);
    const words = J.words;
    if (actor !== null) {
      const { name, links } = J.actors[actor];
      J.say(`${name}, ${words.selected}, ${links.length} ${links.length > 1 ? words.links_many : words.links_one}`);
    }
  };

  J.say = (text) => { document.getElementById("say").textContent = text; };
  J.changed = (what, detail) => { for (const listen of J.listeners) listen(what, detail); J.remember(); };

  /* The address: #sel=fr-nancy&hide=form.project,status.ended&view=table. Only a change of ours is written. */
  J.remember = () => {
    if (J.restoring) return;
    const state = new URLSearchParams();
    if (J.selected !== null) state.set("sel", J.actors[J.selected].key);
    const hidden = facets.flatMap((facet) => [...J.off[facet]].map((value) => `${facet}.${value}`));
    if (hidden.length) state.set("hide", hidden.join(","));
    if (J.table) state.set("view", "table");
    const hash = `#${state}`;
    if (hash === (location.hash || "#")) return;
    try { history.replaceState(null, "", hash); } catch { /* a sandboxed frame has no address of its own */ }
  };

  J.restore = () => {
    J.restoring = true;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const facet of facets) J.off[facet].clear();
    for (const item of (state.get("hide") ?? "").split(",")) {
      const [facet, value] = item.split(".");
      if (facets.includes(facet) && value) J.off[facet].add(value);
    }
    for (const box of document.querySelectorAll("#filters input")) {
      const empty = box.closest("label").classList.contains("zero");
      box.checked = !empty && !J.off[box.name].has(box.value);
    }
    J.selected = J.byKey.get(state.get("sel")) ?? null;
    J.table = state.get("view") === "table";
    J.filter();
    J.changed("select", false);
    J.changed("table");
    J.restoring = false;
  };

  const form = document.getElementById("filters");
  form.addEventListener("change", ({ target }) => {
    J.off[target.name][target.checked ? "delete" : "add"](target.value);
    J.filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    for (const facet of facets) J.off[facet].clear();
    for (const box of form.querySelectorAll("input")) box.checked = !box.closest("label").classList.contains("zero");
    J.filter();
  });

  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    J.changed("theme");
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => J.changed("theme"));
  document.getElementById("as-table").addEventListener("click", () => { J.table = !J.table; J.changed("table"); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.getElementById("found").hidden && J.selected !== null) J.select(null, { focus: true });
  });
  addEventListener("hashchange", () => { if (!J.restoring) J.restore(); });
  if (window.parent !== window) document.documentElement.classList.add("embedded");
})();
