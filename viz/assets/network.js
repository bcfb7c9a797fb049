/* The state of the network: what is shown, what is selected, on which day, and the address that holds it all. Text from data never
   becomes markup. */
(() => {
  "use strict";
  const J = window.jumelles, data = J.read("data"), words = J.read("words");
  const { texts, forms, statuses, groups, countries, themes, sources } = data;
  const a = data.actors, l = data.links;
  const facets = ["form", "kind", "status"];
  const language = document.documentElement.lang;

  const actors = a.key.map((key, i) => ({
    key, name: a.name[i], also: data.also[i], says: data.says[i], group: groups[a.group[i]], home: Boolean(a.home[i]),
    kind: texts[a.kind[i]], country: a.country[i], links: [], spot: data.spots[i] ?? null,
    url: data.pages && a.page[i] ? data.pages.replace("{}", encodeURIComponent(key)) : null,
  }));
  const tell = ([source, where, when, what, note, stated, form, status, since, until]) => ({ source, where: texts[where], when: texts[when], what: texts[what], note: texts[note], stated, form, status, since, until });
  const links = l.ends.map((ends, k) => {
    let history = null;
    return {
      ends, from: l.from[k], until: l.until[k], dated: Boolean(l.dated[k]), since: texts[l.since[k]], till: texts[l.till[k]], said: texts[l.said_on[k]], with: texts[l.with[k]], countries: l.countries[k],
      themes: l.themes[k], now: { form: forms[l.form[k]], status: statuses[l.status[k]] },
      form: forms[l.form[k]], status: statuses[l.status[k]], thin: false, gone: false,
      get history() { history ??= l.said[k].map(tell); return history; },
    };
  });
  links.forEach((link, k) => { for (const i of link.ends) actors[i].links.push(k); });

  const blank = () => ({ off: { form: new Set(), kind: new Set(), status: new Set() }, only: { theme: new Set(), country: new Set() }, years: [null, null], undated: true, date: null, selection: [], open: new Set(), view: "net", steps: 2, table: false });
  Object.assign(J, {
    nodes: J.read("nodes"), options: J.read("options"), words, style: J.read("style"),
    actors, links, sources, countries, themes, language, clusters: data.clusters, outlines: data.ground.rings.map((steps) => { let x = 0, y = 0; return steps.map((step, n) => (n % 2 ? (y += step) : (x += step)) * data.ground.unit); }), edges: data.edges ?? J.read("edges").flatMap(({ from, to, link }) => [from, to, link]),
    hovered: null, cluster: null, state: blank(), linkShown: links.map(() => true), actorShown: actors.map(() => true),
    byKey: new Map(actors.map((actor, i) => [actor.key, i])), figure: (n) => n.toLocaleString(language),
  });
  Object.defineProperty(J, "selected", { get: () => J.state.selection[0] ?? null });

  /* ---- a day: the rule of graph/asof.py. Stated by then, or stated later with a beginning before then; the rest is thin ---- */
  const lastDay = (day) => (day.length === 4 ? `${day}-12-31` : day.length === 7 ? `${day}-${new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5)), 0)).getUTCDate()}` : day);
  J.onDay = (link, day) => {
    if (!day) return { ...link.now, thin: false, gone: false };
    const stated = link.history.filter((said) => said.stated && said.stated <= day);
    const later = link.history.filter((said) => !(said.stated && said.stated <= day) && said.since && said.since <= day);
    if (!stated.length && !later.length) return { ...link.now, status: "unknown", thin: true, gone: false };
    const form = [...stated, ...later].find((said) => said.form >= 0)?.form, status = stated.find((said) => said.status >= 0)?.status;
    const until = stated.find((said) => said.until)?.until;
    const ended = statuses[status] === "ended" || Boolean(until && lastDay(until) <= day);
    return { form: form === undefined ? "unknown" : forms[form], status: status === undefined ? "unknown" : statuses[status], thin: false, gone: ended };
  };
  let drawnFor = null;
  const toDay = () => {
    const { date } = J.state;
    if (date === drawnFor) return;
    drawnFor = date;
    for (const link of links) Object.assign(link, J.onDay(link, date));
  };

  /* ---- what the filters leave ---- */
  const passes = (link, skip) => {
    const { off, only, years, undated } = J.state;
    if (link.gone) return false;
    if (skip !== "form" && off.form.has(link.form)) return false;
    if (skip !== "status" && off.status.has(link.status)) return false;
    if (skip !== "kind" && off.kind.size && link.ends.some((end) => off.kind.has(actors[end].group))) return false;
    if (skip !== "theme" && only.theme.size && !link.themes.some((t) => only.theme.has(themes[t].code))) return false;
    if (skip !== "country" && only.country.size && !link.countries.some((c) => only.country.has(countries[c].code))) return false;
    if (skip !== "years" && (years[0] !== null || years[1] !== null || !undated)) {
      const year = link.from ? Number(link.from.slice(0, 4)) : null;
      if (year === null) return undated;
      if ((years[0] !== null && year < years[0]) || (years[1] !== null && year > years[1])) return false;
    }
    return true;
  };
  /* How many links, or actors, each choice of a facet stands for, with all the other filters as they are. */
  J.counts = (facet) => {
    const found = new Map(), seen = new Set(), add = (value) => found.set(value, (found.get(value) ?? 0) + 1);
    for (const link of links) {
      if (!passes(link, facet)) continue;
      if (facet === "theme") for (const t of link.themes) add(themes[t].code);
      else if (facet === "country") for (const c of link.countries) add(countries[c].code);
      else if (facet === "kind") for (const end of link.ends) { if (!seen.has(end)) { seen.add(end); add(actors[end].group); } }
      else add(link[facet]);
    }
    return found;
  };

  /* In the neighbourhood view only what lies within some steps of the selection is there. */
  J.steps = new Map();
  const walk = () => {
    J.steps = new Map(J.state.selection.map((i) => [i, 0]));
    let edge = [...J.state.selection];
    for (let step = 1; step <= J.state.steps; step++) {
      const next = [];
      for (const i of edge) for (const k of actors[i].links) if (J.linkShown[k]) for (const j of links[k].ends) if (!J.steps.has(j)) { J.steps.set(j, step); next.push(j); }
      edge = next;
    }
  };
  J.filter = () => {
    toDay();
    J.linkShown = links.map((link) => passes(link));
    J.near = J.state.view === "near" && J.state.selection.length > 0;
    if (J.near) { walk(); J.linkShown = J.linkShown.map((on, k) => on && links[k].ends.every((end) => J.steps.has(end))); }
    J.actorShown = actors.map((actor) => actor.links.some((k) => J.linkShown[k]));
    if (J.near) for (const i of J.state.selection) J.actorShown[i] = true;
    J.state.selection = J.state.selection.filter((i) => J.actorShown[i]);
    J.changed("filter");
  };

  /* ---- what is selected ---- */
  J.select = (actor, { focus = false, add = false } = {}) => {
    const { selection } = J.state;
    if (add && actor !== null) J.state.selection = selection.includes(actor) ? selection.filter((i) => i !== actor) : [...selection, actor];
    else if (actor === J.selected && selection.length < 2 && J.cluster === null) return;
    else J.state.selection = actor === null ? [] : [actor];
    J.cluster = null;
    if (J.state.view === "near") { if (!J.state.selection.length) J.state.view = "net"; J.filter(); }
    J.changed("select", focus);
    if (J.selected === null) return;
    if (J.state.selection.length > 1) return J.say(`${J.state.selection.length} ${words.actors.toLowerCase()}`);
    const { name, links: own } = actors[J.selected];
    J.say(`${name}, ${words.selected}, ${own.length} ${own.length > 1 ? words.links_many : words.links_one}`);
  };
  J.toggleCluster = (g) => {
    const { open } = J.state;
    if (open.has(g)) { open.delete(g); J.cluster = null; } else { open.add(g); J.cluster = g; }
    J.state.selection = [];
    J.changed("layout");
    J.changed("select", false);
  };
  J.look = (view) => {
    if (view === "near" && J.selected === null) return;
    J.state.view = view;
    J.filter();
    J.changed("view");
  };
  J.changed = (what, detail) => { for (const listen of J.listeners) listen(what, detail); J.remember(); };

  /* ---- the address: #sel=fr-nancy&hide=form.project,status.ended&country=US&date=2016-03-30&map=near&view=table ---- */
  const undone = [], redone = [];
  J.address = () => {
    const state = new URLSearchParams(), s = J.state;
    if (s.selection.length) state.set("sel", s.selection.map((i) => actors[i].key).join(","));
    const hidden = facets.flatMap((facet) => [...s.off[facet]].map((value) => `${facet}.${value}`));
    if (hidden.length) state.set("hide", hidden.join(","));
    for (const facet of ["theme", "country"]) if (s.only[facet].size) state.set(facet, [...s.only[facet]].join(","));
    if (s.years[0] !== null) state.set("from", s.years[0]);
    if (s.years[1] !== null) state.set("to", s.years[1]);
    if (!s.undated) state.set("undated", "0");
    if (s.date) state.set("date", s.date);
    if (s.view !== "net") state.set("map", s.view);
    if (s.view === "near" && s.steps !== 2) state.set("steps", s.steps);
    if (s.open.size) state.set("open", [...s.open].map((g) => J.clusters.codes[g]).join(","));
    if (s.table) state.set("view", "table");
    return `#${state}`;
  };
  J.remember = () => {
    if (J.restoring) return;
    const hash = J.address(), before = location.hash || "#";
    if (hash === before) return;
    if (J.ready && undone.at(-1) !== before) { undone.push(before); redone.length = 0; }
    try { history.replaceState(null, "", hash); } catch { /* a sandboxed frame has no address of its own */ }
    J.undoable = undone.length;
    for (const listen of J.listeners) listen("undo");
  };
  const go = (from, to) => {
    if (!from.length) return;
    to.push(location.hash || "#");
    try { history.replaceState(null, "", from.pop()); } catch { return; }
    J.undoable = undone.length;
    J.restore();
    for (const listen of J.listeners) listen("undo");
    J.say(words.undone);
  };
  J.undo = () => go(undone, redone);
  J.redo = () => go(redone, undone);

  const year = (text) => (/^\d{4}$/.test(text ?? "") ? Number(text) : null);
  J.restore = () => {
    J.restoring = true;
    const state = new URLSearchParams(location.hash.slice(1)), list = (name) => (state.get(name) ?? "").split(",").filter(Boolean), s = blank();
    for (const item of list("hide")) {
      const [facet, value] = item.split(".");
      if (facets.includes(facet) && value) s.off[facet].add(value);
    }
    const known = { theme: new Set(themes.map(({ code }) => code)), country: new Set(countries.map(({ code }) => code)) };
    for (const facet of ["theme", "country"]) for (const code of list(facet)) if (known[facet].has(code)) s.only[facet].add(code);
    s.years = [year(state.get("from")), year(state.get("to"))];
    s.undated = state.get("undated") !== "0";
    s.date = /^\d{4}-\d\d-\d\d$/.test(state.get("date") ?? "") ? state.get("date") : null;
    /* A key may hold a comma: the whole first, then its parts. */
    const keys = J.byKey.has(state.get("sel")) ? [state.get("sel")] : list("sel");
    s.selection = keys.map((key) => J.byKey.get(key)).filter((i) => i !== undefined);
    s.view = ["geo", "near"].includes(state.get("map")) ? state.get("map") : "net";
    if ((s.view === "near" && !s.selection.length) || (s.view === "geo" && !J.outlines.length)) s.view = "net";
    if (["1", "2", "3"].includes(state.get("steps"))) s.steps = Number(state.get("steps"));
    if (J.clusters) for (const code of list("open")) if (J.clusters.codes.includes(code)) s.open.add(J.clusters.codes.indexOf(code));
    s.table = state.get("view") === "table";
    /* A phone has room for a neighbourhood, not for everything; a page at 200 % on a desk has. */
    if (matchMedia("(max-width: 599px)").matches && !J.ready && s.view === "net" && actors.length > 40 && !s.table) {
      if (!s.selection.length && !location.hash) s.selection = [actors.reduce((best, actor, i) => (Number(actor.home) - Number(actors[best].home) || actor.links.length - actors[best].links.length) > 0 ? i : best, 0)];
      if (s.selection.length) { s.view = "near"; s.steps = actors[s.selection[0]].links.length > 12 ? 1 : 2; }
    }
    const moved = s.view !== J.state.view;
    J.state = s;
    J.cluster = null;
    for (const box of document.querySelectorAll("#filters input[data-facet]")) box.checked = box.dataset.empty === undefined && !s.off[box.name].has(box.value);
    J.filter();
    J.changed("select", false);
    J.changed("table");
    if (moved) J.changed("view");
    J.restoring = false;
  };

  const form = document.getElementById("filters");
  form.addEventListener("change", ({ target }) => {
    if (target.dataset.facet === undefined) return;
    J.state.off[target.name][target.checked ? "delete" : "add"](target.value);
    J.filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    const { selection, view, steps, table, open } = J.state;
    J.state = { ...blank(), selection, view, steps, table, open };
    for (const box of form.querySelectorAll("input[data-facet]")) box.checked = box.dataset.empty === undefined;
    J.filter();
  });
  document.getElementById("as-table").addEventListener("click", () => { J.state.table = !J.state.table; J.changed("table"); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input,textarea"), found = document.getElementById("found");
    if (event.key === "Escape" && (!found || found.hidden) && (J.selected !== null || J.cluster !== null)) J.select(null, { focus: true });
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !(typing && typing.value)) { event.preventDefault(); (event.shiftKey ? J.redo : J.undo)(); }
  });
  addEventListener("hashchange", () => { if (!J.restoring) J.restore(); });
})();
