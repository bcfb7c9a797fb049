/* The drawing. vis-network gives pan, zoom, pinch and the loop; lines, shapes and labels are drawn here, at sizes in px of the
   screen whatever the zoom, so that a form, a shape and a status look as they do in the legend. */
(() => {
  "use strict";
  const J = window.jumelles;
  const ground = document.getElementById("map");
  const { actors, links, style } = J;
  /* On a phone the same pieces are packed upright. */
  const tall = ground.clientWidth < 600;
  const places = J.nodes.map(({ x, y, tall: [tx, ty] }) => (tall ? { x: tx, y: ty } : { x, y }));
  const margin = tall ? 60 : 100;
  const lines = J.edges.map(({ from, to, link }) => ({ a: from, b: to, link, bow: 0 }));
  const many = lines.length > 160, crowd = actors.length > 1000;
  const icons = new Map();
  const path = (text) => { if (!icons.has(text)) icons.set(text, new Path2D(text)); return icons.get(text); };
  let colours = {}, labels = { scale: 0 }, network;

  /* Links between the same two actors are bowed apart. */
  const together = new Map();
  for (const line of lines) {
    const key = Math.min(line.a, line.b) * actors.length + Math.max(line.a, line.b);
    const group = together.get(key) ?? [];
    together.set(key, [...group, line]);
  }
  for (const group of together.values()) {
    group.forEach((line, i) => { line.bow = (i - (group.length - 1) / 2) * 26 * (line.a < line.b ? 1 : -1); });
  }

  const readColours = () => {
    const css = getComputedStyle(document.documentElement);
    const get = (name) => css.getPropertyValue(`--${name}`).trim();
    colours = { paper: get("paper"), ink: get("ink"), ink2: get("ink-2"), forms: {} };
    for (const form of Object.keys(style.forms)) colours.forms[form] = get(`form-${form}`);
    J.sans = get("sans");
  };

  let shrink = 1;
  const radius = (i) => shrink * (actors[i].home ? (many ? 5.5 : 7) : many && actors[i].links.length < 2 ? 3.2 : 5.4);
  const shown = (line) => J.linkShown[line.link];
  const middle = (line, u) => {
    const a = places[line.a], b = places[line.b], d = Math.hypot(b.x - a.x, b.y - a.y) || 1, k = Math.max(-0.2, Math.min(0.2, (line.bow * u) / d));
    return { x: (a.x + b.x) / 2 - (b.y - a.y) * k, y: (a.y + b.y) / 2 + (b.x - a.x) * k };
  };
  const trace = (ctx, line, u) => {
    const a = places[line.a], b = places[line.b];
    ctx.moveTo(a.x, a.y);
    if (!line.bow) return ctx.lineTo(b.x, b.y);
    const m = middle(line, u);
    ctx.quadraticCurveTo(2 * m.x - (a.x + b.x) / 2, 2 * m.y - (a.y + b.y) / 2, b.x, b.y);
  };

  /* All lines of a form in one path: 25,000 lines are five strokes. */
  const drawLines = (ctx, some, u, thick) => {
    for (const [form, look] of Object.entries(style.forms)) {
      const own = some.filter((line) => links[line.link].form === form);
      if (!own.length) continue;
      const width = thick ?? (many ? Math.max(1.1, look.width * 0.55) : look.width);
      const stretch = Math.max(1, width / look.width);
      ctx.beginPath();
      for (const line of own) trace(ctx, line, u);
      if (thick) {
        ctx.setLineDash([]); ctx.lineCap = "round"; ctx.lineWidth = (width + 5) * u; ctx.strokeStyle = colours.paper; ctx.stroke();
      }
      ctx.lineCap = look.round ? "round" : "butt";
      ctx.setLineDash(look.dash.map((d) => d * u * stretch));
      ctx.lineWidth = width * u;
      ctx.strokeStyle = colours.forms[form];
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
  };

  const drawStatus = (ctx, line, u) => {
    const status = links[line.link].status, a = places[line.a], b = places[line.b];
    if (status === "unknown" || Math.hypot(a.x - b.x, a.y - b.y) < 52 * u) return;
    const m = middle(line, u);
    ctx.save();
    ctx.translate(m.x, m.y);
    ctx.scale(u, u);
    ctx.fillStyle = colours.paper;
    ctx.beginPath(); ctx.arc(0, 0, 9.5, 0, 7); ctx.fill();
    ctx.translate(-8, -8);
    ctx.fillStyle = ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 1.6;
    for (const part of style.statuses[status]) {
      ctx.setLineDash(part.dash);
      if (part.fill) ctx.fill(path(part.path), "evenodd"); else ctx.stroke(path(part.path));
    }
    ctx.restore();
  };

  const drawNode = (ctx, i, u) => {
    const { x, y } = places[i], shape = style.shapes[actors[i].group], k = (radius(i) / 5.6) * shape.scale;
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(u * k, u * k);
    ctx.translate(-8, -8);
    ctx.fillStyle = actors[i].home ? colours.ink : colours.paper;
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = (crowd ? 0.9 : many ? 1.3 : 1.8) / k;
    ctx.fill(path(shape.path));
    ctx.stroke(path(shape.path));
    ctx.restore();
  };

  const drawRing = (ctx, i, u) => {
    ctx.beginPath();
    ctx.arc(places[i].x, places[i].y, (radius(i) + 8) * u, 0, 7);
    ctx.lineWidth = 2 * u; ctx.strokeStyle = colours.ink; ctx.stroke();
  };

  /* ---- labels: worked out once for a scale, a selection and a filter ---- */
  const font = (i) => (i === J.selected ? `600 16px ${J.sans}` : `${actors[i].home ? 600 : 400} ${tall ? 13 : actors[i].home ? 14 : 13.5}px ${J.sans}`);
  const short = (name) => { const letters = [...name]; return letters.length > 46 ? `${letters.slice(0, 45).join("")}…` : name; };
  const around = [[1, 0], [-1, 0], [0, 1], [0, -1], [0.8, 0.8], [0.8, -0.8], [-0.8, 0.8], [-0.8, -0.8]];

  const boxAt = (i, [dx, dy], width, scale) => {
    const r = radius(i) + (i === J.selected ? 11 : 5), x = places[i].x * scale, y = places[i].y * scale, h = 17;
    const left = dx > 0.1 ? x + r * dx : dx < -0.1 ? x + r * dx - width : x - width / 2;
    const top = y + dy * (r + h / 2) - h / 2;
    return { left, top, right: left + width, bottom: top + h };
  };
  const overlap = (p, q) => p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom;

  class Boxes {
    constructor() { this.cells = new Map(); }
    * keys(box) {
      for (let x = Math.floor(box.left / 80); x <= box.right / 80; x++) for (let y = Math.floor(box.top / 40); y <= box.bottom / 40; y++) yield `${x},${y}`;
    }
    add(box) { for (const key of this.keys(box)) { if (!this.cells.has(key)) this.cells.set(key, []); this.cells.get(key).push(box); } }
    hits(box, own) {
      let n = 0;
      for (const key of this.keys(box)) for (const other of this.cells.get(key) ?? []) if (other.own !== own && overlap(box, other)) n += other.weight;
      return n;
    }
  }

  const partners = (i) => new Set(i === null ? [] : actors[i].links.filter((k) => J.linkShown[k]).flatMap((k) => links[k].ends));
  const place = (ctx, scale) => {
    const boxes = new Boxes(), near = partners(J.selected), ordered = [];
    const rank = (i) => (i === J.selected ? 0 : near.has(i) ? 1 : actors[i].home ? 2 : 3);
    actors.forEach((_, i) => {
      if (!J.actorShown[i]) return;
      ordered.push(i);
      const r = radius(i) + 1, x = places[i].x * scale, y = places[i].y * scale;
      boxes.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, own: i, weight: crowd ? 0.1 : 4 });
    });
    const drawn = lines.filter(shown);
    for (const line of many ? [] : drawn) {
      const m = middle(line, 1 / scale), x = m.x * scale, y = m.y * scale;
      if (links[line.link].status !== "unknown") boxes.add({ left: x - 9, right: x + 9, top: y - 9, bottom: y + 9, weight: 3 });
      const a = places[line.a], b = places[line.b], steps = Math.ceil((Math.hypot(a.x - b.x, a.y - b.y) * scale) / 12);
      for (let s = 1; s < steps; s++) {
        const px = (a.x + ((b.x - a.x) * s) / steps) * scale, py = (a.y + ((b.y - a.y) * s) / steps) * scale;
        boxes.add({ left: px - 1, right: px + 1, top: py - 1, bottom: py + 1, weight: 0.06 });
      }
    }
    ordered.sort((i, j) => rank(i) - rank(j) || actors[j].links.length - actors[i].links.length || i - j);
    const xs = ordered.map((i) => places[i].x * scale), least = Math.min(...xs) - margin + 4, most = Math.max(...xs) + margin - 4;
    const homes = ordered.filter((i) => actors[i].home).length, found = [];
    for (const i of ordered.slice(0, crowd ? 900 : undefined)) {
      ctx.font = font(i);
      const text = short(actors[i].name), width = ctx.measureText(text).width;
      let best = null, cost = Infinity;
      around.forEach((direction, turn) => {
        const box = boxAt(i, direction, width, scale), out = box.left < least || box.right > most;
        const here = boxes.hits(box, i) + turn * 0.02 + (out ? 3.2 : 0);
        if (here < cost) { best = { box, direction }; cost = here; }
      });
      const must = rank(i) < 1 || (actors[i].home && homes <= 150 && !tall);
      if (cost >= (rank(i) < 2 ? 5.5 : 3) && !must) continue;
      boxes.add({ ...best.box, weight: 6 });
      found.push({ i, text, width, direction: best.direction });
    }
    return { scale, found };
  };

  const drawLabel = (ctx, { i, text, width, direction }, u) => {
    const box = boxAt(i, direction, width, 1 / u);
    ctx.save();
    ctx.scale(u, u);
    ctx.font = font(i);
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = colours.paper;
    ctx.strokeText(text, box.left, (box.top + box.bottom) / 2);
    ctx.fillStyle = actors[i].home || i === J.selected ? colours.ink : colours.ink2;
    ctx.fillText(text, box.left, (box.top + box.bottom) / 2);
    ctx.restore();
  };

  /* ---- the frame ---- */
  const drawFocus = (ctx, i, u, veil) => {
    const own = lines.filter((line) => shown(line) && links[line.link].ends.includes(i));
    const near = partners(i);
    if (veil) {
      const at = network.getViewPosition(), w = ground.clientWidth * u, h = ground.clientHeight * u;
      ctx.globalAlpha = 0.38; ctx.fillStyle = colours.paper; ctx.fillRect(at.x - w, at.y - h, 2 * w, 2 * h); ctx.globalAlpha = 1;
    }
    drawLines(ctx, own, u, veil ? 4.5 : 3.6);
    for (const line of own) drawStatus(ctx, line, u);
    for (const j of near) drawNode(ctx, j, u);
    drawNode(ctx, i, u);
    if (veil) drawRing(ctx, i, u);
    for (const label of labels.found) if (label.i === i || near.has(label.i)) drawLabel(ctx, label, u);
    if (!labels.found.some((label) => label.i === i)) {
      ctx.font = font(i);
      drawLabel(ctx, { i, text: short(actors[i].name), width: ctx.measureText(short(actors[i].name)).width, direction: [1, 0] }, u);
    }
  };

  const draw = (ctx) => {
    const scale = network.getScale(), u = 1 / scale;
    shrink = Math.min(1, Math.max(crowd ? 0.28 : 0.62, scale * 1.6));
    if (Math.abs(labels.scale / scale - 1) > 0.001) labels = place(ctx, scale);
    const visible = lines.filter(shown);
    drawLines(ctx, visible, u);
    if (!many) for (const line of visible) drawStatus(ctx, line, u);
    actors.forEach((_, i) => { if (J.actorShown[i]) drawNode(ctx, i, u); });
    for (const label of labels.found) drawLabel(ctx, label, u);
    if (J.selected !== null) drawFocus(ctx, J.selected, u, true);
    if (J.hovered !== null && J.hovered !== J.selected) drawFocus(ctx, J.hovered, u, false);
  };

  /* ---- view ---- */
  const animation = () => (J.still ? false : { duration: 320, easingFunction: "easeInOutQuad" });
  J.fit = (some, animated) => {
    const own = (some ?? actors.map((_, i) => i)).filter((i) => J.actorShown[i]);
    if (!own.length) return;
    const xs = own.map((i) => places[i].x), ys = own.map((i) => places[i].y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const side = 2 * margin, rows = tall ? 130 : 110;
    const scale = Math.min((ground.clientWidth - side) / (right - left || 1), (ground.clientHeight - rows) / (bottom - top || 1), 1.35);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 + (rows / 5) / scale };
    network.moveTo({ position, scale: Math.max(scale, 0.02), animation: animated ? animation() : false });
  };
  J.centre = (i) => network.moveTo({ position: places[i], scale: Math.max(network.getScale(), 1), animation: animation() });
  J.onScreen = (i) => network.canvasToDOM(places[i]);
  const around2 = (i) => [...partners(i)].flatMap((j) => [...partners(j)]);

  const nearest = ({ x, y }, reach) => {
    let best = null, least = reach / network.getScale();
    places.forEach((p, i) => {
      const d = Math.hypot(p.x - x, p.y - y);
      if (d < least && J.actorShown[i]) { best = i; least = d; }
    });
    return best;
  };

  const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: animation() });
  const pan = (x, y) => { const at = network.getViewPosition(), u = 1 / network.getScale(); network.moveTo({ position: { x: at.x + x * u, y: at.y + y * u } }); };

  readColours();
  const invisible = () => ({ drawNode() {}, nodeDimensions: { width: 1, height: 1 } });
  network = new vis.Network(ground, {
    nodes: J.nodes.map(({ id }, i) => ({ id, ...places[i], fixed: true })),
    edges: J.edges.map(({ id, from, to }) => ({ id, from, to })),
  }, { ...J.options, nodes: { ...J.options.nodes, shape: "custom", ctxRenderer: invisible } });
  network.on("beforeDrawing", draw);
  network.on("click", ({ pointer, event }) => J.select(nearest(pointer.canvas, event.pointerType === "touch" ? 24 : 15)));
  ground.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    const box = ground.getBoundingClientRect();
    const over = nearest(network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top }), 12);
    if (over === J.hovered) return;
    J.hovered = over;
    ground.classList.toggle("pointing", over !== null);
    network.redraw();
  });
  ground.addEventListener("pointerleave", () => { J.hovered = null; network.redraw(); });
  ground.addEventListener("keydown", (event) => {
    const act = { "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => J.fit(null, true), ArrowLeft: () => pan(-70, 0), ArrowRight: () => pan(70, 0), ArrowUp: () => pan(0, -70), ArrowDown: () => pan(0, 70) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("fit").addEventListener("click", () => J.fit(null, true));

  J.listeners.push((what) => {
    if (what === "theme") readColours();
    labels = { scale: 0 };
    network.redraw();
  });
  J.firstView = () => {
    if (J.selected !== null && J.phone.matches) J.fit(around2(J.selected)); else J.fit();
  };
  document.fonts.ready.then(() => { labels = { scale: 0 }; network.redraw(); });
})();
