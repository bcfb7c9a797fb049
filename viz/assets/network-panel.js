/* The panel of what is selected, the list of actors, the table and the search. Everything is built with createElement and
   textContent. */
(() => {
  "use strict";
  const J = window.jumelles;
  const { actors, links, sources, words } = J;
  const panel = document.getElementById("panel"), table = document.getElementById("table");
  const { el, glyph } = J;
  const kindGlyph = (actor) => glyph(`${actor.home ? "kind" : "abroad"}-${actor.group}`);
  const bdi = (text) => el("bdi", { text });
  const named = (i) => el("button", { type: "button", class: "name", on: { click: () => J.select(i, { focus: true }) } }, bdi(actors[i].name));
  const mine = (i) => actors[i].links.filter((k) => J.linkShown[k]);

  const joined = (items) => items.flatMap((item, n) => (n ? [document.createTextNode(", "), item] : [item]));
  const formRow = (link) => el("span", { class: "form" }, glyph(`form-${link.form}`), el("span", { class: "word", text: words[`form_${link.form}`] }));
  const statusRow = (link) => el("span", { class: `status ${link.status}` }, glyph(`status-${link.status}`), el("span", { text: words[`status_${link.status}`] }));
  const sinceText = (link) => [link.dated ? `${words.since_low} ${link.since}` : words.undated, link.till].filter(Boolean).join(", ");
  const themesOf = (link) => link.themes.map((t) => J.themes[t].name).join(", ");

  const sourceBox = (number) => el("a", {
    class: "src", href: `#source-${number + 1}`, text: number + 1,
    "aria-label": `${words.source} ${number + 1}, ${sources[number].title}, ${sources[number].date}`,
    on: { click: (event) => { event.preventDefault(); show(number); } },
  });
  const show = (number) => {
    for (const note of panel.querySelectorAll(".notes li")) note.classList.toggle("here", note.dataset.source === String(number));
    const note = panel.querySelector(".notes .here");
    if (note) { note.scrollIntoView({ block: "nearest" }); note.focus(); }
  };

  /* ---- the panel ---- */
  const historyRow = (item) => el("div", {}, el("dt", { text: item.when }),
    el("dd", {}, document.createTextNode([item.what, item.note].filter(Boolean).join(`${words.colon} `)), sourceBox(item.source), el("bdi", { class: "where", text: item.where })));

  const article = (i, k) => {
    const link = links[k], others = link.ends.filter((end) => end !== i);
    const extra = [themesOf(link), link.with ? `${words.with} ${link.with}` : "", link.thin ? words.unattested : ""].filter(Boolean);
    return el("article", {},
      el("div", { class: "row" }, el("span", {}, ...joined(others.map(named))), statusRow(link)),
      el("div", { class: "form" }, glyph(`form-${link.form}`), el("span", { text: words[`form_${link.form}`] }), el("span", { class: "small", text: sinceText(link) })),
      ...extra.map((text) => el("p", { class: "small", text })),
      el("dl", { class: "history" }, ...link.history.map(historyRow)));
  };

  const notes = (numbers) => el("ol", { class: "notes" }, ...numbers.map((number) => el("li", { "data-source": number, tabindex: "-1" },
    el("span", { class: "src", text: number + 1 }), el("span", {}, el("b", { text: sources[number].title }), document.createTextNode(sources[number].date)))));

  const showActor = (i) => {
    const actor = actors[i], own = mine(i);
    const numbers = [...new Set(own.flatMap((k) => links[k].history.map((item) => item.source)))].sort((a, b) => a - b);
    const near = J.state.view === "near";
    const buttons = [
      actor.url ? el("a", { class: "button main", href: actor.url, target: "_top", text: words.open }) : null,
      el("button", { type: "button", class: "button", "aria-pressed": String(near), text: words.around, on: { click: () => { if (J.state.table) toggle(false); J.look(near ? "net" : "near"); } } }),
      el("button", { type: "button", class: "button", text: words.centre, on: { click: () => { if (J.state.table) toggle(false); J.centre(i); } } }),
      el("button", { type: "button", class: "button", text: words.close, on: { click: () => J.select(null, { focus: true }) } }),
    ];
    panel.replaceChildren(
      el("p", { class: "kind" }, kindGlyph(actor), el("span", { text: actor.kind })),
      el("h2", { tabindex: "-1", class: actor.name.length > 18 ? "long" : "" }, bdi(actor.name)),
      ...(actor.also.length ? [el("p", { class: "small", text: `${words.also} ${actor.also.join(", ")}` })] : []),
      el("p", { class: "lead", text: actor.says }),
      ...own.map((k) => article(i, k)),
      el("h3", { text: words.sources }), notes(numbers), el("div", { class: "actions" }, ...buttons));
    panel.scrollTop = 0;
  };

  /* Several at once: who they are, what links them, whom they share. */
  const showSeveral = () => {
    const chosen = J.state.selection, sets = chosen.map((i) => new Set(mine(i).flatMap((k) => links[k].ends)));
    const shared = [...sets[0]].filter((j) => !chosen.includes(j) && sets.every((set) => set.has(j)));
    const between = [...new Set(chosen.flatMap(mine))].filter((k) => links[k].ends.filter((end) => chosen.includes(end)).length > 1);
    const numbers = [...new Set([...between, ...chosen.flatMap(mine)].flatMap((k) => links[k].history.map((item) => item.source)))].sort((a, b) => a - b);
    panel.replaceChildren(
      el("h2", { tabindex: "-1", class: "long", text: `${chosen.length} ${words.actors.toLowerCase()}` }),
      el("ul", { class: "list" }, ...chosen.map((i) => el("li", { class: actors[i].home ? "home" : "" }, el("button", { type: "button", on: { click: () => J.select(i, { focus: true }) } }, kindGlyph(actors[i]), bdi(actors[i].name), el("span", { class: "figure", text: mine(i).length }))))),
      el("h3", { text: words.shared }),
      shared.length ? el("p", { class: "names" }, ...joined(shared.slice(0, 60).map(named))) : el("p", { class: "hint", text: words.none_shared }),
      el("h3", { text: words.between }),
      ...(between.length ? between.slice(0, 40).map((k) => article(links[k].ends.find((end) => chosen.includes(end)), k)) : [el("p", { class: "hint", text: words.none_between })]),
      el("h3", { text: words.sources }), notes(numbers),
      el("div", { class: "actions" },
        el("button", { type: "button", class: "button", "aria-pressed": String(J.state.view === "near"), text: words.around, on: { click: () => J.look(J.state.view === "near" ? "net" : "near") } }),
        el("button", { type: "button", class: "button", text: words.close, on: { click: () => J.select(null, { focus: true }) } })));
    panel.scrollTop = 0;
  };
  const alphabet = new Intl.Collator(J.language);
  const showCluster = (g) => {
    const some = actors.map((_, i) => i).filter((i) => J.clusters.of[i] === g && J.actorShown[i]);
    some.sort((i, j) => actors[j].links.length - actors[i].links.length || alphabet.compare(actors[i].name, actors[j].name));
    panel.replaceChildren(
      el("h2", { tabindex: "-1", class: "long", text: J.clusters.names[g] }),
      el("p", { class: "lead", text: `${J.figure(some.length)} ${words.actors.toLowerCase()}` }),
      el("ul", { class: "list" }, ...some.slice(0, 250).map((i) => el("li", { class: actors[i].home ? "home" : "" },
        el("button", { type: "button", on: { click: () => J.select(i, { focus: true }) } }, kindGlyph(actors[i]), bdi(actors[i].name), el("span", { class: "figure", text: mine(i).length }))))),
      ...(some.length > 250 ? [el("p", { class: "small", text: words.more })] : []),
      el("div", { class: "actions" }, el("button", { type: "button", class: "button", text: words.fold, on: { click: () => J.toggleCluster(g) } })));
    panel.scrollTop = 0;
  };
  const showClusters = () => {
    const counts = J.clusters.codes.map(() => 0);
    actors.forEach((_, i) => { if (J.actorShown[i]) counts[J.clusters.of[i]] += 1; });
    const order = counts.map((_, g) => g).filter((g) => counts[g]).sort((g, h) => J.clusters.home[h] - J.clusters.home[g] || counts[h] - counts[g]);
    panel.replaceChildren(
      el("p", { class: "hint", text: order.length ? words.choose_cluster : words.none, tabindex: "-1" }),
      el("ul", { class: "list" }, ...order.map((g) => el("li", { class: J.clusters.home[g] ? "home" : "" },
        el("button", { type: "button", "aria-pressed": String(J.state.open.has(g)), on: { click: () => J.toggleCluster(g) } }, bdi(J.clusters.names[g]), el("span", { class: "figure", text: J.figure(counts[g]) }))))));
  };
  const showList = () => {
    const order = actors.map((_, i) => i).filter((i) => J.actorShown[i]), counts = actors.map((_, i) => mine(i).length);
    order.sort((i, j) => actors[j].home - actors[i].home || counts[j] - counts[i] || alphabet.compare(actors[i].name, actors[j].name));
    const rows = order.slice(0, 120).map((i) => el("li", { class: actors[i].home ? "home" : "" },
      el("button", { type: "button", on: { click: () => J.select(i, { focus: true }) } }, kindGlyph(actors[i]), bdi(actors[i].name), el("span", { class: "figure", text: mine(i).length }))));
    panel.replaceChildren(
      el("p", { class: "hint", text: order.length ? words.choose : words.none, tabindex: "-1" }),
      el("ul", { class: "list" }, ...rows),
      ...(order.length > rows.length ? [el("p", { class: "small", text: words.more })] : []));
  };

  /* ---- the table: it says all that the picture says ---- */
  const party = (i) => el("span", {}, named(i), el("span", { class: "small", text: actors[i].kind }));
  const said = (item) => el("li", {}, document.createTextNode(`${[item.when, item.what, item.note].filter(Boolean).join(" · ")} `),
    el("span", { class: "small", text: `[${sources[item.source].title}, ${sources[item.source].date}, ${item.where}]` }));
  const row = (k) => {
    const link = links[k], ends = [...link.ends].sort((i, j) => actors[j].home - actors[i].home);
    return el("tr", {},
      el("th", { scope: "row" }, ...(ends.length ? [party(ends[0])] : [])),
      el("td", {}, ...ends.slice(1).map(party)),
      el("td", {}, formRow(link), ...(link.themes.length ? [el("span", { class: "small", text: themesOf(link) })] : [])),
      el("td", {}, document.createTextNode(link.since), ...[link.till, link.with ? `${words.with} ${link.with}` : "", link.thin ? words.unattested : ""].filter(Boolean).map((text) => el("span", { class: "small", text }))),
      el("td", {}, statusRow(link), link.said ? el("span", { class: "small", text: `${words.said} ${link.said}` }) : null),
      el("td", { class: "said" }, el("ul", {}, ...link.history.map(said))));
  };
  const head = ["actor", "partner", "link", "since", "status", "sources"];
  const buildTable = (first = 400) => {
    const rows = links.map((_, k) => k).filter((k) => J.linkShown[k]), body = el("tbody");
    const more = el("button", { type: "button", class: "button", text: words.more_rows });
    let at = 0;
    const extend = (n) => { body.append(...rows.slice(at, at + n).map(row)); at += n; more.hidden = at >= rows.length; };
    more.addEventListener("click", () => extend(400));
    table.replaceChildren(el("table", {}, el("caption", { text: `${document.getElementById("title").textContent}. ${document.getElementById("summary").textContent}` }),
      el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col", text: words[name] })))), body), more);
    extend(first);
    if (first < 400) table.append(el("p", { class: "small", text: words.printed.replace("{}", J.figure(first)).replace("{}", J.figure(rows.length)) }));
  };
  const toggle = (on) => { J.state.table = on; J.changed("table"); };
  /* Paper holds some hundred links; of more it holds the first, and says so. */
  addEventListener("beforeprint", () => { buildTable(links.filter((_, k) => J.linkShown[k]).length > 600 ? 100 : 600); });

  const total = document.getElementById("summary").textContent, title = document.getElementById("title").textContent;
  const countShown = () => {
    const a = J.actorShown.filter(Boolean).length, l = J.linkShown.filter(Boolean).length, whole = a === actors.length && l === links.length;
    const figures = `${a.toLocaleString(J.language)} ${words.actors.toLowerCase()}, ${l.toLocaleString(J.language)} ${l > 1 ? words.links_many : words.links_one}`;
    const thin = J.state.date ? links.filter((link, k) => J.linkShown[k] && link.thin).length : 0;
    const said = J.near ? `${title}. ${figures}, ${words.up_to.replace("{}", J.state.steps)}` : whole ? total : `${figures}, ${words.shown} ${total}`;
    document.getElementById("summary").textContent = thin ? `${said}. ${words.thin_count.replace("{}", J.figure(thin))}` : said;
    document.getElementById("title").textContent = J.near ? `${words.around} ${words.of} ${J.state.selection.map((i) => actors[i].name).join(", ")}` : title;
    const { off, only, years, undated, date } = J.state;
    document.getElementById("reset").hidden = ![...Object.values(off), ...Object.values(only)].some((set) => set.size) && years[0] === null && years[1] === null && undated && !date;
  };

  J.listeners.push((what, detail) => {
    if (what === "filter") countShown();
    if (what === "filter" || what === "select") {
      document.body.classList.toggle("choosing", J.selected !== null || J.cluster !== null);
      if (J.state.selection.length > 1) showSeveral();
      else if (J.selected !== null) showActor(J.selected);
      else if (J.cluster !== null) showCluster(J.cluster);
      else if (J.clusters) showClusters();
      else showList();
      if (detail === true) panel.querySelector("[tabindex]")?.focus({ preventScroll: !J.phone.matches });
    }
    if (what === "table" || (what === "filter" && J.state.table)) {
      document.querySelector(".ground").hidden = Boolean(J.state.table);
      document.body.classList.toggle("tabling", Boolean(J.state.table));
      table.hidden = !J.state.table;
      document.getElementById("as-table").setAttribute("aria-pressed", String(Boolean(J.state.table)));
      if (J.state.table) buildTable();
    }
  });

  /* ---- search ---- */
  const field = document.getElementById("search"), found = document.getElementById("found");
  const folded = actors.map((actor) => [actor.name, ...actor.also].map(J.fold));
  let hits = [], active = 0;
  const mark = () => {
    [...found.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
    field.setAttribute("aria-activedescendant", hits.length ? `found-${active}` : "");
  };
  const close = () => { found.hidden = true; field.setAttribute("aria-expanded", "false"); };
  const choose = (i, add) => { close(); field.value = ""; J.select(i, { focus: true, add }); };
  const option = (i, n) => el("li", { role: "option", id: `found-${n}`, on: { mousedown: (event) => { event.preventDefault(); choose(i); } } },
    kindGlyph(actors[i]), bdi(actors[i].name), el("small", { text: actors[i].kind }));
  if (field) field.addEventListener("input", () => {
    const wanted = J.fold(field.value);
    if (!wanted) return close();
    const rank = (i) => Math.min(...folded[i].map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2)));
    hits = actors.map((_, i) => i).filter((i) => J.actorShown[i] && folded[i].some((name) => name.includes(wanted)));
    hits = hits.sort((i, j) => rank(i) - rank(j) || actors[j].links.length - actors[i].links.length).slice(0, 8);
    active = 0;
    found.replaceChildren(...(hits.length ? hits.map(option) : [el("li", { role: "option", "aria-disabled": "true", text: words.not_found })]));
    found.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark();
  });
  if (field) field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); close(); field.value = ""; }
    if (event.key === "Enter" && hits.length && !found.hidden) choose(hits[active], event.shiftKey);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % (hits.length || 1);
      mark();
    }
  });
  if (field) field.addEventListener("blur", close);
})();
