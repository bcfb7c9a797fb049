/* What is shown and selected on the world map, the panel, the ranking, the table, the search, and the address that holds it all.
   Everything is built with createElement and textContent. */
(() => {
  "use strict";
  const J = window.jumelles, W = J.world, words = J.read("words"), { el, glyph } = J;
  const { actors, links, countries, sources, forms, statuses, groups, texts } = W.take(J.read("data"));
  const at = (name) => document.getElementById(name);
  const panel = at("panel"), fill = (...some) => panel.replaceChildren(...some.filter(Boolean)), table = at("table"), filters = at("filters"), ranking = at("ranking");
  const blank = [...panel.childNodes].map((node) => node.cloneNode(true)), total = at("summary").textContent;
  const off = { form: new Set(), status: new Set() };
  let country = null, year = null, asTable = false, restoring = false, open = false;
  const lang = document.documentElement.lang, figure = (n) => n.toLocaleString(lang);

  /* ---- what is shown ---- */
  const thisYear = new Date().getFullYear();
  const years = links.from.map((day) => (day ? Number(day.slice(0, 4)) : null));
  const first = Math.min(...years.filter((y) => y !== null)), dated = years.some((y) => y !== null);
  const filter = () => {
    for (let k = 0; k < W.total; k++) {
      const gone = year !== null && links.until[k] && Number(links.until[k].slice(0, 4)) <= year;
      W.shown[k] = !gone && !off.form.has(forms[links.form[k]]) && !off.status.has(statuses[links.status[k]]) && (country === null || links.countries[k].includes(country)) ? 1 : 0;
      W.thin[k] = year !== null && (years[k] === null || years[k] > year) ? 1 : 0;
    }
    W.count();
    if (W.selected !== null && !W.degree[W.selected]) W.selected = null;
    if (W.picked) W.picked = W.picked.filter((i) => W.degree[i]);
    W.forget();
    W.stale();
    say();
    show();
    remember();
  };
  const say = () => {
    let shown = 0, thin = 0;
    for (let k = 0; k < W.total; k++) if (W.shown[k]) { shown += 1; thin += W.thin[k]; }
    const parts = [shown === W.total ? total : `${figure(shown)} ${shown > 1 ? words.links_many : words.links_one}, ${words.shown} ${total}`];
    if (year !== null) parts.push(`${words.attested} ${year}${words.colon} ${figure(shown - thin)}. ${words.thin}`);
    at("summary").textContent = parts.join(" ");
    at("reset").hidden = !(off.form.size || off.status.size || country !== null || year !== null);
    for (const link of ranking.querySelectorAll("[data-country]")) {
      const on = country !== null && link.dataset.country === countries[country].code;
      if (on) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
  };

  /* ---- the panel ---- */
  const themes = (k) => links.themes[k].map((t) => W.data.themes[t].name).join(", ");
  const bdi = (text) => el("bdi", { text });
  const named = (i) => el("button", { type: "button", class: "name", on: { click: () => W.select(i, true) } }, bdi(actors.name[i]));
  const kindGlyph = (i) => glyph(`${actors.home[i] ? "kind" : "abroad"}-${groups[actors.group[i]]}`);
  const mine = (i) => W.of[i].filter((k) => W.shown[k]);
  const others = (i, k) => links.ends[k].filter((j) => j !== i);
  const sourceBox = (number) => el("a", { class: "src", href: `#source-${number + 1}`, text: number + 1, "aria-label": `${words.source} ${number + 1}, ${sources[number].title}, ${sources[number].date}`,
    on: { click: (event) => { event.preventDefault(); const note = panel.querySelector(`[data-source="${number}"]`); if (note) { note.scrollIntoView({ block: "nearest" }); note.focus(); } } } });
  const cited = (some) => [...new Set(some.flatMap((k) => links.said[k].map(([source]) => source)))].sort((a, b) => a - b);
  const notes = (numbers) => el("ol", { class: "notes" }, ...numbers.map((number) => el("li", { "data-source": number, tabindex: "-1" },
    el("span", { class: "src", text: number + 1 }), el("span", {}, el("b", { text: sources[number].title }), document.createTextNode(sources[number].date)))));
  const formRow = (k) => el("span", { class: "form" }, glyph(`form-${forms[links.form[k]]}`), el("span", { class: "word", text: words[`form_${forms[links.form[k]]}`] }));
  const statusRow = (k) => el("span", { class: `status ${statuses[links.status[k]]}` }, glyph(`status-${statuses[links.status[k]]}`), el("span", { text: words[`status_${statuses[links.status[k]]}`] }));

  const detail = (i, k) => el("article", {},
    el("div", { class: "row" }, el("span", {}, ...others(i, k).flatMap((j, n) => (n ? [document.createTextNode(", "), named(j)] : [named(j)]))), statusRow(k)),
    el("div", { class: "form" }, ...formRow(k).childNodes, el("span", { class: "small", text: texts[links.since[k]] })),
    links.themes[k].length ? el("p", { class: "small", text: themes(k) }) : null,
    el("dl", { class: "history" }, ...links.said[k].map(([source, where, when, what, note]) => el("div", {}, el("dt", { text: texts[when] }), el("dd", {}, document.createTextNode([texts[what], texts[note]].filter(Boolean).join(words.colon + " ")), sourceBox(source), el("bdi", { class: "where", text: texts[where] }))))));

  const byCountry = (i, own) => {
    const found = new Map();
    for (const k of own) for (const j of others(i, k)) { if (!found.has(actors.country[j])) found.set(actors.country[j], new Set()); found.get(actors.country[j]).add(j); }
    return [...found].sort((a, b) => b[1].size - a[1].size || (countries[a[0]]?.name ?? "").localeCompare(countries[b[0]]?.name ?? "", lang));
  };
  const showActor = (i) => {
    const own = mine(i), places = byCountry(i, own), n = places.filter(([c]) => c >= 0).length;
    const links_ = `${figure(own.length)} ${own.length > 1 ? words.links_many : words.links_one}`;
    const all = el("button", { type: "button", class: "plain", "aria-expanded": String(open), text: open ? words.fewer : words.all_links.replace("{}", links_), on: { click: () => { open = !open; showActor(i); panel.querySelector(".plain")?.focus(); } } });
    const rows = open ? own.map((k) => detail(i, k)) : [el("dl", { class: "places" }, ...places.slice(0, 9).map(([c, some]) => el("div", {}, el("dt", { text: countries[c]?.name ?? words.unplaced }),
      el("dd", {}, ...[...some].slice(0, 6).flatMap((j, m) => (m ? [document.createTextNode(", "), named(j)] : [named(j)])), some.size > 6 ? document.createTextNode(` +${some.size - 6}`) : null))))];
    const seen = [...new Set(own.map((k) => links.form[k]))].sort(), states = [...new Set(own.map((k) => links.status[k]))].sort();
    fill(
      el("p", { class: "kind" }, kindGlyph(i), el("span", { text: texts[actors.kind[i]] })),
      el("h1", { id: "title", tabindex: "-1", class: actors.name[i].length > 18 ? "long" : "" }, bdi(actors.name[i])),
      actors.other[i] ? el("p", { class: "small", text: `${words.also} ${actors.other[i]}` }) : null,
      el("p", { class: "lead", text: `${links_} ${words.in_} ${figure(n)} ${n > 1 ? words.countries : words.country}.` }),
      ...rows, ...(own.length > 1 || !open ? [all] : []),
      el("p", { class: "marks" }, ...seen.map((form) => el("span", { class: "form" }, glyph(`form-${forms[form]}`), el("span", { text: words[`form_${forms[form]}`] }))), ...states.map((status) => el("span", { class: `status ${statuses[status]}` }, glyph(`status-${statuses[status]}`), el("span", { text: words[`status_${statuses[status]}`] })))),
      notes(cited(own)),
      el("div", { class: "actions" },
        W.data.pages && actors.page[i] ? el("a", { class: "button main", target: "_top", href: W.data.pages.replace("{}", encodeURIComponent(actors.key[i])), text: words.open }) : null,
        el("button", { type: "button", class: "button", text: words.centre, on: { click: () => { if (asTable) toggle(false); W.centre(i); } } }),
        el("button", { type: "button", class: "button", text: words.clear, on: { click: () => W.select(null, true) } })));
  };
  const actorRow = (i) => el("li", { class: actors.home[i] ? "home" : "" }, el("button", { type: "button", on: { click: () => W.select(i, true) } }, kindGlyph(i), bdi(actors.name[i]), el("span", { class: "figure", text: figure(W.degree[i]) })));
  const ordered = (some) => some.sort((i, j) => W.degree[j] - W.degree[i] || actors.name[i].localeCompare(actors.name[j], lang));
  const showPicked = () => {
    const some = ordered([...W.picked]), own = new Set(some.flatMap(mine));
    fill(
      el("h1", { id: "title", tabindex: "-1", text: `${figure(some.length)} ${some.length > 1 ? words.actors_many : words.actors_one}` }),
      el("p", { class: "lead", text: `${figure(own.size)} ${own.size > 1 ? words.links_many : words.links_one}.` }),
      el("ul", { class: "list" }, ...some.slice(0, 200).map(actorRow)),
      some.length > 200 ? el("p", { class: "small", text: words.more }) : null,
      notes(cited([...own])),
      el("div", { class: "actions" }, el("button", { type: "button", class: "button", text: words.clear, on: { click: () => W.pick(null) } })));
  };
  const showNothing = () => {
    const list = el("ul", { class: "list" }, ...ordered(actors.key.map((_, i) => i)).slice(0, 12).map(actorRow));
    fill(...blank.map((node) => node.cloneNode(true)),
      country === null ? null : el("p", { class: "token" }, el("span", { text: countries[country].name }), el("button", { type: "button", "aria-label": `${words.clear} ${countries[country].name}`, text: "×", on: { click: () => setCountry(null) } })),
      el("p", { class: "hint", text: words.world_hint }), list);
  };
  const show = () => {
    document.body.classList.toggle("choosing", W.selected !== null || Boolean(W.picked));
    if (W.selected !== null) showActor(W.selected);
    else if (W.picked) showPicked();
    else showNothing();
    if (asTable) buildTable();
  };
  W.select = (i, focus = false) => {
    if (i === W.selected && !W.picked) return;
    W.selected = i; W.picked = null; open = false;
    W.forget(); W.redraw(); show(); remember();
    if (i !== null) J.say(`${actors.name[i]}, ${words.selected}, ${mine(i).length} ${words.links_many}`);
    if (focus) panel.querySelector("[tabindex]")?.focus({ preventScroll: !J.phone.matches });
    panel.parentElement.scrollTop = 0;
  };
  W.pick = (some) => { W.picked = some?.length ? some : null; W.selected = null; W.forget(); W.redraw(); show(); remember(); if (some) J.say(`${some.length} ${words.actors_many}`); };

  /* ---- the table ---- */
  const party = (i) => el("span", {}, named(i), el("span", { class: "small", text: texts[actors.kind[i]] }));
  const row = (k) => {
    const ends = [...links.ends[k]].sort((i, j) => actors.home[j] - actors.home[i]);
    return el("tr", {}, el("th", { scope: "row" }, ...(ends.length ? [party(ends[0])] : [])), el("td", {}, ...ends.slice(1).map(party)),
      el("td", {}, formRow(k), links.themes[k].length ? el("span", { class: "small", text: themes(k) }) : null), el("td", { text: texts[links.since[k]] }), el("td", {}, statusRow(k)),
      el("td", { class: "said" }, el("ul", {}, ...links.said[k].map(([source, where, when, what, note]) => el("li", {}, document.createTextNode(`${[texts[when], texts[what], texts[note]].filter(Boolean).join(" · ")} `),
        el("span", { class: "small", text: `[${sources[source].title}, ${sources[source].date}, ${texts[where]}]` }))))));
  };
  const buildTable = () => {
    let rows = links.ends.map((_, k) => k).filter((k) => W.shown[k]);
    if (W.selected !== null) rows = rows.filter((k) => links.ends[k].includes(W.selected));
    if (W.picked) { const some = new Set(W.picked); rows = rows.filter((k) => links.ends[k].some((i) => some.has(i))); }
    const body = el("tbody"), more = el("button", { type: "button", class: "button", text: words.more_rows });
    let n = 0;
    const extend = (by) => { body.append(...rows.slice(n, n + by).map(row)); n += by; more.hidden = n >= rows.length; };
    more.addEventListener("click", () => extend(300));
    table.replaceChildren(el("table", {}, el("caption", { text: `${at("title").textContent}. ${figure(rows.length)} ${rows.length > 1 ? words.links_many : words.links_one}` }),
      el("thead", {}, el("tr", {}, ...["actor", "partner", "link", "since", "status", "sources"].map((name) => el("th", { scope: "col", text: words[name] })))), body), more);
    extend(300);
  };
  const toggle = (on) => {
    asTable = on;
    document.querySelector(".ground").hidden = on;
    document.body.classList.toggle("tabling", on);
    table.hidden = !on;
    at("as-table").setAttribute("aria-pressed", String(on));
    if (on) buildTable();
    remember();
  };
  at("as-table").addEventListener("click", () => toggle(!asTable));
  addEventListener("beforeprint", buildTable);

  /* ---- filters ---- */
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("change", ({ target }) => { off[target.name][target.checked ? "delete" : "add"](target.value); filter(); });
  const setCountry = (n) => { country = country === n ? null : n; filter(); };
  ranking.addEventListener("click", (event) => {
    const link = event.target.closest("[data-country]");
    if (!link) return;
    event.preventDefault();
    setCountry(countries.findIndex(({ code }) => code === link.dataset.country));
  });
  const all = at("all-countries");
  if (all) all.addEventListener("click", () => {
    const wide = ranking.classList.toggle("whole"), label = all.querySelector("span");
    all.setAttribute("aria-expanded", String(wide));
    label.textContent = wide ? label.dataset.less : label.dataset.all;
  });
  at("reset").addEventListener("click", () => {
    for (const set of Object.values(off)) set.clear();
    for (const box of filters.querySelectorAll("input")) box.checked = true;
    country = null;
    setYear(null);
    filter();
  });

  /* ---- years ---- */
  const slider = at("year"), play = at("play");
  const setYear = (to) => {
    year = to === null || to >= thisYear ? null : to;
    slider.value = String(year ?? thisYear);
    at("year-said").textContent = year ?? words.today;
    slider.setAttribute("aria-valuetext", String(year ?? words.today));
  };
  let timer = 0;
  const stop = () => { clearInterval(timer); timer = 0; play.setAttribute("aria-pressed", "false"); play.querySelector("span").textContent = words.play; };
  if (!dated) document.querySelector(".ruler-row").hidden = true;
  else {
    slider.min = String(Math.min(first, thisYear - 1)); slider.max = String(thisYear);
    slider.addEventListener("input", () => { stop(); setYear(Number(slider.value)); filter(); });
    if (J.still) play.hidden = true; /* who wants no motion moves the years by hand */
    play.addEventListener("click", () => {
      if (timer) return stop();
      play.setAttribute("aria-pressed", "true");
      play.querySelector("span").textContent = words.pause;
      let now = year ?? Number(slider.min);
      timer = setInterval(() => { setYear(now); filter(); now += 1; if (now > thisYear) stop(); }, 220);
    });
  }

  /* ---- search ---- */
  const field = at("search"), found = at("found");
  let hits = [], active = 0, folded = null;
  const close = () => { if (found) { found.hidden = true; field.setAttribute("aria-expanded", "false"); } };
  const choose = (i) => { close(); field.value = ""; W.select(i, true); if (W.placed(i)) { const p = W.screen(i), ground = document.querySelector(".ground"); if (p.x < 0 || p.y < 0 || p.x > ground.clientWidth || p.y > ground.clientHeight) W.centre(i); } };
  const mark = () => { [...found.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active))); field.setAttribute("aria-activedescendant", hits.length ? `found-${active}` : ""); };
  if (field) {
    field.addEventListener("input", () => {
      const wanted = J.fold(field.value);
      if (!wanted) return close();
      folded ??= actors.name.map((name, i) => [J.fold(name), J.fold(actors.other[i])]);
      const rank = (i) => Math.min(...folded[i].map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 9)));
      hits = actors.name.map((_, i) => i).filter((i) => W.degree[i] && folded[i].some((name) => name.includes(wanted)));
      hits = hits.sort((i, j) => rank(i) - rank(j) || W.degree[j] - W.degree[i]).slice(0, 8);
      active = 0;
      found.replaceChildren(...(hits.length ? hits.map((i, n) => el("li", { role: "option", id: `found-${n}`, on: { mousedown: (event) => { event.preventDefault(); choose(i); } } }, kindGlyph(i), bdi(actors.name[i]), el("small", { text: texts[actors.kind[i]] }))) : [el("li", { role: "option", "aria-disabled": "true", text: words.not_found })]));
      found.hidden = false;
      field.setAttribute("aria-expanded", "true");
      mark();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); close(); field.value = ""; }
      if (event.key === "Enter" && hits.length && !found.hidden) choose(hits[active]);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % (hits.length || 1); mark(); }
    });
    field.addEventListener("blur", close);
  }

  /* ---- buttons, saving, the address ---- */
  at("zoom-in").addEventListener("click", () => W.zoom(1.5));
  at("zoom-out").addEventListener("click", () => W.zoom(1 / 1.5));
  at("fit").addEventListener("click", () => { W.fit(); remember(); });
  const brush = at("brush"), hint = at("hint");
  brush.addEventListener("click", () => {
    W.brushing = !W.brushing;
    brush.setAttribute("aria-pressed", String(W.brushing));
    hint.textContent = words.brush_hint;
    hint.hidden = !W.brushing;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (W.selected !== null || W.picked)) W.select(null, true);
  });
  const feature = (k, a, b) => ({ type: "Feature", geometry: { type: "LineString", coordinates: [a, b].map((i) => [actors.lon[i], actors.lat[i]].map((degrees) => Math.round(degrees * 1000) / 1000)) }, properties: { from: actors.name[a], to: actors.name[b], form: forms[links.form[k]], status: statuses[links.status[k]], since: texts[links.since[k]], sources: cited([k]).map((n) => `${sources[n].title}, ${sources[n].date}`) } });
  const geojson = () => JSON.stringify({ type: "FeatureCollection", features: links.ends.flatMap((ends, k) => (W.shown[k] ? ends.flatMap((a, m) => ends.slice(m + 1).filter((b) => W.placed(a) && W.placed(b)).map((b) => feature(k, a, b))) : [])) });
  const savers = {
    png: () => W.picture((blob) => J.save(J.fileName("png"), "image/png", blob)),
    svg: () => J.save(J.fileName("svg"), "image/svg+xml", W.svg()),
    geojson: () => J.save(J.fileName("geojson"), "application/geo+json", geojson()),
  };
  for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => savers[button.dataset.save]());

  /* #sel=fr-nancy&hide=form.project&country=US&year=1995&at=2.3,48.8,4&view=table */
  const remember = () => {
    if (restoring) return;
    const state = new URLSearchParams(), { view } = W;
    if (W.selected !== null) state.set("sel", actors.key[W.selected]);
    const hidden = Object.entries(off).flatMap(([facet, set]) => [...set].map((value) => `${facet}.${value}`));
    if (hidden.length) state.set("hide", hidden.join(","));
    if (country !== null) state.set("country", countries[country].code);
    if (year !== null) state.set("year", year);
    if (view.k > view.least * 1.02) { const { clientWidth, clientHeight } = document.querySelector(".ground"); if (clientWidth) state.set("at", [(clientWidth / 2 - view.x) / view.k, (clientHeight / 2 - view.y) / view.k, view.k / view.least].map((v) => v.toFixed(1)).join(",")); }
    else if (asTable && new URLSearchParams(location.hash.slice(1)).has("at")) state.set("at", new URLSearchParams(location.hash.slice(1)).get("at"));
    if (asTable) state.set("view", "table");
    const hash = `#${state}`;
    if (hash === (location.hash || "#")) return;
    try { history.replaceState(null, "", hash); } catch { /* a sandboxed frame has no address of its own */ }
  };
  W.moved = remember;
  const byKey = new Map(actors.key.map((key, i) => [key, i]));
  const restore = () => {
    restoring = true;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const set of Object.values(off)) set.clear();
    for (const item of (state.get("hide") ?? "").split(",")) { const [facet, value] = item.split("."); if (Object.hasOwn(off, facet) && value) off[facet].add(value); }
    for (const box of filters.querySelectorAll("input")) box.checked = !off[box.name].has(box.value);
    const code = countries.findIndex((one) => one.code === state.get("country"));
    country = code < 0 ? null : code;
    setYear(/^\d{4}$/.test(state.get("year") ?? "") ? Number(state.get("year")) : null);
    W.selected = byKey.get(state.get("sel")) ?? null;
    W.held = false;
    const [x, y, k] = (state.get("at") ?? "").split(",").map(Number), ground = document.querySelector(".ground");
    W.size();
    if (k > 1 && k <= 60 && Number.isFinite(x) && Number.isFinite(y)) { W.view.k = k * W.view.least; W.view.x = ground.clientWidth / 2 - x * W.view.k; W.view.y = ground.clientHeight / 2 - y * W.view.k; W.zoom(1); }
    filter();
    toggle(state.get("view") === "table");
    restoring = false;
  };
  addEventListener("hashchange", restore);
  restore();
  document.getElementById("filters").removeAttribute("data-wait"); // shown once what stands above it is there: nothing moves
  J.ready = true;
})();
