/* Beside the map: the filters that are built here (themes, countries, years), the views, the ruler of days, undo, and saving. */
(() => {
  "use strict";
  const J = window.jumelles, { actors, links, words, el } = J;
  const at = (name) => document.getElementById(name);

  /* ---- filters: a choice restricts, none lets all through ---- */
  const boxes = { theme: new Map(), country: new Map() };
  const build = (facet, all) => {
    const list = at(`${facet}-list`);
    if (!list) return;
    const totals = J.counts(facet);
    const rows = all.filter(({ code }) => totals.get(code)).sort((p, q) => totals.get(q.code) - totals.get(p.code) || p.name.localeCompare(q.name, J.language));
    list.closest("details").hidden = rows.length < 2;
    for (const { code, name } of rows) {
      const box = el("input", { type: "checkbox", on: { change: () => { J.state.only[facet][box.checked ? "add" : "delete"](code); J.filter(); } } }), figure = el("span", { class: "figure" });
      const label = el("label", {}, box, el("span", { class: "tick", "aria-hidden": "true" }), el("span", { class: "word", text: name }), figure);
      boxes[facet].set(code, { box, figure, label });
      list.append(label);
    }
  };
  const from = at("from"), to = at("to"), undated = at("undated");
  const setYears = () => {
    const read = (field) => (/^\d{4}$/.test(field.value.trim()) ? Number(field.value) : null);
    J.state.years = [read(from), read(to)];
    J.state.undated = undated.checked;
    J.filter();
  };
  for (const field of [from, to, undated]) if (field) field.addEventListener("change", setYears);
  const showFilters = () => {
    for (const facet of ["form", "kind", "status"]) {
      const counts = J.counts(facet);
      for (const box of document.querySelectorAll(`#filters input[name="${facet}"]`)) {
        const n = counts.get(box.value) ?? 0, label = box.closest("label");
        label.querySelector(".figure").textContent = J.figure(n);
        label.classList.toggle("zero", !n);
      }
    }
    for (const [facet, own] of Object.entries(boxes)) {
      if (!own.size) continue;
      const counts = J.counts(facet);
      for (const [code, { box, figure, label }] of own) {
        box.checked = J.state.only[facet].has(code);
        figure.textContent = J.figure(counts.get(code) ?? 0);
        label.classList.toggle("zero", !counts.get(code));
      }
      const n = J.state.only[facet].size, details = own.values().next().value.label.closest("details");
      details.querySelector(".chosen").textContent = n ? `${n} ${words.chosen}` : "";
    }
    if (from) { from.value = J.state.years[0] ?? ""; to.value = J.state.years[1] ?? ""; undated.checked = J.state.undated; }
  };

  /* ---- views ---- */
  const showViews = () => {
    for (const button of document.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(J.state.view === button.dataset.view));
      if (button.dataset.view === "near") button.disabled = J.selected === null;
    }
    const steps = at("steps");
    if (steps) { steps.hidden = !J.near; steps.querySelector("select").value = String(J.state.steps); }
  };
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => { if (J.state.table) { J.state.table = false; J.changed("table"); } J.look(button.dataset.view); });
  at("steps")?.querySelector("select").addEventListener("change", ({ target }) => { J.state.steps = Number(target.value); J.look("near"); });

  /* ---- the ruler: a day by its handle or by the field beside it ---- */
  const today = new Date().toISOString().slice(0, 10), ruler = at("ruler");
  const days = links.flatMap((link) => (link.from ? [link.from] : []));
  const least = days.length ? Number(days.reduce((a, b) => (a < b ? a : b)).slice(0, 4)) : null;
  const last = Number(today.slice(0, 4));
  const monthOf = (day) => (Number(day.slice(0, 4)) - least) * 12 + Number(day.slice(5, 7)) - 1;
  const endOf = (month) => { const y = least + Math.floor(month / 12), m = (month % 12) + 1, d = new Date(Date.UTC(y, m, 0)).getUTCDate(); return `${y}-${String(m).padStart(2, "0")}-${d}`; };
  const spoken = (day) => new Intl.DateTimeFormat(J.language === "fr" ? "fr-FR" : "en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  const setDay = (day) => { J.state.date = day && day < today ? day : null; J.filter(); };
  const showDay = () => {
    if (!ruler || least === null) return;
    const day = J.state.date ?? today, handle = at("handle");
    at("day-said").textContent = spoken(day);
    handle.value = String(monthOf(day));
    handle.setAttribute("aria-valuetext", spoken(day));
    handle.style.setProperty("--done", `${(100 * monthOf(day)) / Math.max(1, Number(handle.max))}%`);
    if (document.activeElement !== at("day")) at("day").value = day;
  };
  if (ruler && least !== null && least < last) {
    const handle = at("handle"), months = monthOf(today);
    handle.max = String(months);
    let waiting = 0;
    handle.addEventListener("input", () => {
      const month = Number(handle.value);
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => setDay(month >= months ? null : endOf(month)));
    });
    at("day").max = today;
    at("day").addEventListener("change", ({ target }) => setDay(/^\d{4}-\d\d-\d\d$/.test(target.value) ? target.value : null));
    const every = last - least > 60 ? 20 : last - least > 24 ? 10 : last - least > 8 ? 5 : 1, ticks = at("ticks");
    for (let y = least; y <= last; y++) {
      const left = `${(100 * (y - least) * 12) / months}%`, long = y % every === 0;
      if (!long && last - least > 90) continue;
      const tick = el("span", { class: long ? "long" : "" , text: long ? String(y) : "" });
      tick.style.left = left;
      ticks.append(tick);
    }
  } else if (ruler) ruler.hidden = true;

  /* ---- undo ---- */
  const undo = at("undo");
  if (undo) undo.addEventListener("click", J.undo);

  /* ---- saving ---- */
  const saved = { png: null, svg: null, gexf: null };
  saved.png = () => {
    const shown = document.querySelector("#map canvas"), copy = document.createElement("canvas"), ctx = copy.getContext("2d");
    copy.width = shown.width; copy.height = shown.height;
    ctx.fillStyle = J.scene().colours.paper;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(shown, 0, 0);
    copy.toBlob((blob) => J.save(J.fileName("png"), "image/png", blob));
  };
  J.svg = () => {
    const { verts, lines, labels, radius, nameOf, homeOf, middle, boxAt, colours, geo, many } = J.scene(), scale = J.scaleNow();
    const n1 = (v) => v.toFixed(1), parts = [], xs = verts.map(({ x }) => x * scale), ys = verts.map(({ y }) => y * scale);
    const left = Math.min(...xs) - 140, top = Math.min(...ys) - 40, wide = Math.max(...xs) + 140 - left, high = Math.max(...ys) + 40 - top;
    if (geo) {
      const trail = (ring) => { let d = ""; for (let p = 0; p < ring.length; p += 2) d += `${p ? "L" : "M"}${n1(ring[p] * scale)} ${n1(ring[p + 1] * scale)}`; return `${d}Z`; };
      parts.push(`<rect x="${n1(left)}" y="${n1(top)}" width="${n1(wide)}" height="${n1(high)}" fill="${colours.sea}"/><path d="${J.outlines.map(trail).join("")}" fill="${colours.land}" stroke="${colours.coast}" stroke-width=".8"/>`);
    }
    for (const line of lines) {
      const link = links[line.link], look = J.style.forms[link.form], a = verts[line.a], b = verts[line.b], m = middle(line, 1 / scale);
      const width = link.thin ? 0.7 : line.grouped ? Math.min(5, 0.7 + 0.62 * Math.log2(line.n)) : many ? Math.max(1.1, look.width * 0.55) : look.width;
      const d = line.bow ? `M${n1(a.x * scale)} ${n1(a.y * scale)}Q${n1((2 * m.x - (a.x + b.x) / 2) * scale)} ${n1((2 * m.y - (a.y + b.y) / 2) * scale)} ${n1(b.x * scale)} ${n1(b.y * scale)}` : `M${n1(a.x * scale)} ${n1(a.y * scale)}L${n1(b.x * scale)} ${n1(b.y * scale)}`;
      parts.push(`<path d="${d}" fill="none" stroke="${colours.forms[link.form]}" stroke-width="${n1(width)}"${look.dash.length ? ` stroke-dasharray="${look.dash.join(" ")}"` : ""}${look.round ? ' stroke-linecap="round"' : ""}${line.grouped ? ' opacity=".3"' : ""}/>`);
    }
    verts.forEach((vert, v) => {
      const shape = vert.g === null ? J.style.shapes[actors[vert.i].group] : null, r = radius(v), fill = homeOf(v) ? colours.ink : colours.paper;
      if (!shape) parts.push(`<circle cx="${n1(vert.x * scale)}" cy="${n1(vert.y * scale)}" r="${n1(r)}" fill="${fill}" stroke="${colours.ink}" stroke-width="1.6"><title>${J.xml(nameOf(v))}</title></circle>`);
      else { const k = (r / 5.6) * shape.scale; parts.push(`<path transform="translate(${n1(vert.x * scale - 8 * k)} ${n1(vert.y * scale - 8 * k)}) scale(${k.toFixed(3)})" d="${shape.path}" fill="${fill}" stroke="${colours.ink}" stroke-width="${(1.5 / k).toFixed(2)}"><title>${J.xml(nameOf(v))}</title></path>`); }
    });
    for (const { v, text, width, direction } of labels) { const box = boxAt(v, direction, width, scale); parts.push(`<text x="${n1(box.left)}" y="${n1(box.bottom - 4)}" font-family="sans-serif" font-size="13.5" font-weight="${homeOf(v) ? 600 : 400}" fill="${colours.ink}" stroke="${geo ? colours.land : colours.paper}" stroke-width="4" paint-order="stroke" stroke-linejoin="round">${J.xml(text)}</text>`); }
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n1(left)} ${n1(top)} ${n1(wide)} ${n1(high)}" width="${n1(wide)}" height="${n1(high)}"><title>${J.xml(at("title").textContent)}</title><rect x="${n1(left)}" y="${n1(top)}" width="${n1(wide)}" height="${n1(high)}" fill="${geo ? "none" : colours.paper}"/>${parts.join("")}</svg>`;
  };
  saved.svg = () => J.save(J.fileName("svg"), "image/svg+xml", J.svg());
  J.gexf = () => {
    const cited = (link) => [...new Set(link.history.map(({ source, where }) => `${J.sources[source].title}, ${J.sources[source].date}, ${where}`))].join(" ; ");
    const value = (id, text) => `<attvalue for="${id}" value="${J.xml(text)}"/>`;
    const nodes = actors.map((actor, i) => (J.actorShown[i] ? `<node id="${i}" label="${J.xml(actor.name)}"><attvalues>${value("key", actor.key)}${value("kind", actor.kind)}</attvalues></node>` : "")).join("");
    let n = 0;
    const edges = links.map((link, k) => (J.linkShown[k] ? link.ends.flatMap((a, x) => link.ends.slice(x + 1).map((b) => `<edge id="${n++}" source="${a}" target="${b}" label="${J.xml(words[`form_${link.form}`])}"><attvalues>${value("form", link.form)}${value("status", link.status)}${value("since", link.since)}${value("sources", cited(link))}</attvalues></edge>`)).join("") : "")).join("");
    const attributes = (of, names) => `<attributes class="${of}">${names.map((name) => `<attribute id="${name}" title="${name}" type="string"/>`).join("")}</attributes>`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3"><meta><description>${J.xml(at("title").textContent)}</description></meta><graph defaultedgetype="undirected">${attributes("node", ["key", "kind"])}${attributes("edge", ["form", "status", "since", "sources"])}<nodes>${nodes}</nodes><edges>${edges}</edges></graph></gexf>`;
  };
  saved.gexf = () => J.save(J.fileName("gexf"), "application/gexf+xml", J.gexf());
  for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => saved[button.dataset.save]());

  build("theme", J.themes);
  build("country", J.countries);
  J.listeners.push((what) => {
    if (what === "filter") { showFilters(); showDay(); }
    if (["filter", "select", "view"].includes(what)) showViews();
    if (what === "undo" && undo) undo.disabled = !J.undoable;
  });
  /* The map is drawn since the first frame; panel, filters and table learn now what is shown. */
  J.live();
  for (const what of ["filter", "table"]) for (const listen of J.listeners.slice(J.known)) listen(what);
  J.ready = true;
})();
