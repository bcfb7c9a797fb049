/* Where things stand in each view. A vertex is an actor or a closed cluster of actors; a line joins two vertices. */
(() => {
  "use strict";
  const J = window.jumelles, { actors, links, clusters, edges } = J;
  const ground = document.getElementById("map");
  J.tall = ground.clientWidth < 600 && ground.clientHeight > ground.clientWidth * 1.15;
  const many = edges.length / 3 > 160, R = 2 * Math.PI;
  J.verts = []; J.lines = []; J.rings = [];
  const vertexOf = new Int32Array(actors.length);
  J.vertexOf = vertexOf;

  const put = (x, y, i) => { vertexOf[i] = J.verts.length; J.verts.push({ x, y, i, g: null, n: actors[i].links.length }); };
  const shown = (i) => J.actorShown[i];

  /* ---- all actors at places worked out beforehand; on a phone the same pieces are packed upright ---- */
  const whole = () => actors.forEach((_, i) => { if (shown(i)) { const { x, y, tall } = J.nodes[i]; if (J.tall) put(tall[0], tall[1], i); else put(x, y, i); } });

  /* ---- clusters: closed ones are a vertex, open ones a disc of their actors; all are pushed apart ---- */
  const membersOf = () => {
    const found = clusters.codes.map(() => []);
    clusters.of.forEach((g, i) => { if (shown(i)) found[g].push(i); });
    return found;
  };
  J.clusterSize = (n) => 5 + Math.sqrt(n) * 1.5;
  const spread = (places, sizes, fixed) => {
    const at = places.map(([x, y]) => ({ x, y }));
    for (let turn = 0; turn < 260; turn++) {
      let moved = false;
      for (let p = 0; p < at.length; p++) for (let q = p + 1; q < at.length; q++) {
        if (!sizes[p] || !sizes[q]) continue;
        const dx = at[q].x - at[p].x, dy = at[q].y - at[p].y, d = Math.hypot(dx, dy) || 0.1, wanted = sizes[p] + sizes[q];
        if (d >= wanted) continue;
        const share = (wanted - d) / d / 2, k = fixed(p) === fixed(q) ? 1 : 2;
        if (k === 1 || !fixed(p)) { at[p].x -= dx * share * k; at[p].y -= dy * share * k; }
        if (k === 1 || !fixed(q)) { at[q].x += dx * share * k; at[q].y += dy * share * k; }
        moved = true;
      }
      if (!moved) break;
    }
    return at;
  };
  const sunflower = (n, gap) => Array.from({ length: n }, (_, m) => { const r = gap * Math.sqrt(m + 0.5), t = m * 2.399963; return [r * Math.cos(t), r * Math.sin(t)]; });
  const clustered = () => {
    const members = membersOf(), gap = 15, open = J.state.open;
    const discs = members.map((some, g) => (open.has(g) ? gap * Math.sqrt(some.length + 1) + 14 : 0));
    const sizes = members.map((some, g) => (!some.length ? 0 : discs[g] || Math.max(40, J.clusterSize(some.length) + 16)));
    const at = spread(clusters.places, sizes, (g) => open.has(g));
    members.forEach((some, g) => {
      if (!some.length) return;
      if (!open.has(g)) {
        for (const i of some) vertexOf[i] = J.verts.length;
        J.verts.push({ x: at[g].x, y: at[g].y, i: null, g, n: some.length });
        return;
      }
      J.rings.push({ x: at[g].x, y: at[g].y, r: discs[g], g });
      const spots = sunflower(some.length, gap);
      some.sort((i, j) => actors[j].links.length - actors[i].links.length || i - j).forEach((i, m) => put(at[g].x + spots[m][0], at[g].y + spots[m][1], i));
    });
  };

  /* ---- where they are on earth; actors at the very same place stand side by side ---- */
  const fan = (i, taken) => {
    const [x, y] = actors[i].spot, key = `${x},${y}`, n = taken.get(key) ?? 0;
    taken.set(key, n + 1);
    const r = n ? 1.2 * Math.sqrt(n) : 0, t = n * 2.399963;
    put(x + r * Math.cos(t), y + r * Math.sin(t), i);
  };
  const grounded = () => {
    const taken = new Map();
    if (!clusters) return actors.forEach((actor, i) => { if (shown(i) && actor.spot) fan(i, taken); });
    membersOf().forEach((some, g) => {
      const own = some.filter((i) => actors[i].spot);
      if (!own.length) return;
      if (J.state.open.has(g)) return own.forEach((i) => fan(i, taken));
      /* The one nearest to the middle of all stands for them: a mean could lie in the sea. */
      const mx = own.reduce((sum, i) => sum + actors[i].spot[0], 0) / own.length, my = own.reduce((sum, i) => sum + actors[i].spot[1], 0) / own.length;
      const middle = own.reduce((best, i) => (Math.hypot(actors[i].spot[0] - mx, actors[i].spot[1] - my) < Math.hypot(actors[best].spot[0] - mx, actors[best].spot[1] - my) ? i : best), own[0]);
      for (const i of own) vertexOf[i] = J.verts.length;
      J.verts.push({ x: actors[middle].spot[0], y: actors[middle].spot[1], i: null, g, n: some.length });
    });
  };

  /* ---- around the selection: partners on a ring, theirs on the next, each behind the one that leads to it ---- */
  const radial = () => {
    const roots = J.state.selection, below = new Map(), order = [...J.steps.keys()];
    const parent = new Map();
    for (const i of order) for (const k of actors[i].links) if (J.linkShown[k]) for (const j of links[k].ends) {
      if (J.steps.get(j) === J.steps.get(i) + 1 && !parent.has(j)) { parent.set(j, i); below.set(i, [...(below.get(i) ?? []), j]); }
    }
    const leaves = new Map(), count = (i) => { const n = Math.max(1, (below.get(i) ?? []).reduce((sum, j) => sum + count(j), 0)); leaves.set(i, n); return n; };
    roots.forEach(count);
    const at = [0, 1, 2, 3].map((step) => order.filter((i) => J.steps.get(i) === step).length), outer = order.filter((i) => !below.has(i)).length;
    const wide = J.tall ? 0.8 : 1.25, first = roots.length > 1 ? 120 : 0;
    const reach = [first, first + Math.max(J.tall ? 110 : 130, (at[1] * 26) / R)];
    reach[2] = reach[1] + Math.max(105, (outer * 19) / R - reach[1]); reach[3] = reach[2] + 110;
    const lay = (i, from, to) => {
      const step = J.steps.get(i), t = (from + to) / 2, r = reach[step];
      put(wide * r * Math.cos(t), r * Math.sin(t), i);
      let begin = from;
      for (const j of below.get(i) ?? []) { const width = ((to - from) * leaves.get(j)) / leaves.get(i); lay(j, begin, begin + width); begin += width; }
    };
    const total = roots.reduce((sum, i) => sum + leaves.get(i), 0);
    let begin = -Math.PI / 2;
    for (const i of roots) { const width = (R * leaves.get(i)) / total; lay(i, begin, begin + width); begin += width; }
  };

  /* ---- lines: one for each pair of a link; between clusters one for each form, as wide as there are links ---- */
  const lay = () => {
    const found = new Map();
    for (let e = 0; e < edges.length; e += 3) {
      const link = edges[e + 2], a = vertexOf[edges[e]], b = vertexOf[edges[e + 1]];
      if (a < 0 || b < 0 || a === b || !J.linkShown[link]) continue;
      const grouped = J.verts[a].g !== null || J.verts[b].g !== null;
      if (!grouped) { J.lines.push({ a, b, link, n: 1, bow: 0, from: edges[e], to: edges[e + 1] }); continue; }
      const key = `${Math.min(a, b)},${Math.max(a, b)},${links[link].form},${links[link].thin}`, line = found.get(key);
      if (line) line.n += 1;
      else { const made = { a, b, link, n: 1, bow: 0, grouped }; found.set(key, made); J.lines.push(made); }
    }
    const together = new Map();
    for (const line of J.lines) { const key = Math.min(line.a, line.b) * J.verts.length + Math.max(line.a, line.b), group = together.get(key); if (group) group.push(line); else together.set(key, [line]); }
    for (const group of together.values()) group.forEach((line, n) => { line.bow = (n - (group.length - 1) / 2) * 26 * (line.a < line.b ? 1 : -1); });
  };
  J.layout = () => {
    J.verts = []; J.lines = []; J.rings = [];
    vertexOf.fill(-1);
    if (J.near) radial();
    else if (J.state.view === "geo") grounded();
    else if (clusters) clustered();
    else whole();
    lay();
    J.many = J.near ? J.lines.length > 260 : many || (J.state.view === "geo" && J.lines.length > 60);
  };
})();
