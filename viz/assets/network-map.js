/* The drawing. vis-network gives pan, zoom, pinch and the loop; lines, shapes and labels are drawn here, at sizes in px of the
   screen whatever the zoom, so that a form, a shape and a status look as they do in the legend. */
(() => {
  "use strict";
  const J = window.jumelles;
  const ground = document.getElementById("map");
  const { actors, links, style } = J;
  const tall = J.tall, margin = tall ? 60 : Math.max(60, Math.min(100, ground.clientWidth * 0.15));
  const icons = new Map();
  const path = (text) => { if (!icons.has(text)) icons.set(text, new Path2D(text)); return icons.get(text); };
  let colours = {}, labels = { scale: 0 }, network, land = null;
  let verts = [], lines = [], many = false, crowd = false;
  const take = () => {
    J.layout();
    ({ verts, lines, many } = J);
    crowd = verts.length > 1000;
    labels = { scale: 0 };
  };

  const readColours = () => {
    const get = J.colours();
    colours = { paper: get.paper, ink: get.ink, ink2: get["ink-2"], sea: get.sea, land: get.land, coast: get.coast, control: get.control, forms: {} };
    for (const form of Object.keys(style.forms)) colours.forms[form] = get[`form-${form}`];
    J.sans = get.sans;
  };
  const geo = () => J.state.view === "geo" && !J.near;
  /* What lies behind everything: the colour of halos and casings. */
  const behind = () => (geo() ? colours.land : colours.paper);

  let shrink = 1, zoomed = 1;
  const radius = (v) => {
    const { i, g, n } = verts[v];
    if (g !== null) return geo() ? Math.min(1, Math.max(0.5, shrink)) * J.clusterSize(n) : Math.max(4.5, Math.min(1, zoomed * 1.25) * J.clusterSize(n)); // no wider than the room the layout left it
    return shrink * (actors[i].home ? (many ? 5.5 : 7) : many && actors[i].links.length < 2 ? 3.2 : 5.4);
  };
  const nameOf = (v) => (verts[v].g === null ? actors[verts[v].i].name : `${J.clusters.names[verts[v].g]} (${J.figure(verts[v].n)})`);
  const homeOf = (v) => (verts[v].g === null ? actors[verts[v].i].home : Boolean(J.clusters.home[verts[v].g]));
  const middle = (line, u) => {
    const a = verts[line.a], b = verts[line.b], d = Math.hypot(b.x - a.x, b.y - a.y) || 1, k = Math.max(-0.2, Math.min(0.2, (line.bow * u) / d));
    return { x: (a.x + b.x) / 2 - (b.y - a.y) * k, y: (a.y + b.y) / 2 + (b.x - a.x) * k };
  };
  const trace = (ctx, line, u) => {
    const a = verts[line.a], b = verts[line.b];
    ctx.moveTo(a.x, a.y);
    if (!line.bow) return ctx.lineTo(b.x, b.y);
    const m = middle(line, u);
    ctx.quadraticCurveTo(2 * m.x - (a.x + b.x) / 2, 2 * m.y - (a.y + b.y) / 2, b.x, b.y);
  };
  const isSelected = (v) => verts[v].i !== null && J.state.selection.includes(verts[v].i);
  const vertexOf = (i) => J.vertexOf[i];

  /* All lines of a form and a width in one path: 25,000 lines are some strokes. What no source attests on the day is thin. */
  const drawLines = (ctx, some, u, thick) => {
    for (const [form, look] of Object.entries(style.forms)) {
      const own = new Map();
      for (const line of some) {
        if (links[line.link].form !== form) continue;
        const plain = many ? Math.max(1.1, look.width * 0.55) : look.width, thin = links[line.link].thin;
        const width = thin ? 0.7 : thick ?? (line.grouped ? Math.min(5, 0.7 + 0.62 * Math.log2(line.n)) : plain);
        const key = Math.round(width * 4) / 4;
        if (own.has(key)) own.get(key).push(line); else own.set(key, [line]);
      }
      for (const [width, group] of own) {
        const stretch = Math.max(1, width / look.width);
        ctx.beginPath();
        for (const line of group) trace(ctx, line, u);
        if (thick) {
          ctx.setLineDash([]); ctx.lineCap = "round"; ctx.lineWidth = (width + 5) * u; ctx.strokeStyle = behind(); ctx.stroke();
        }
        ctx.globalAlpha = !thick && group[0].grouped ? 0.3 : 1;
        ctx.lineCap = look.round ? "round" : "butt";
        ctx.setLineDash(look.dash.map((d) => d * u * stretch));
        ctx.lineWidth = width * u;
        ctx.strokeStyle = colours.forms[form];
        ctx.stroke();
        ctx.globalAlpha = 1;
      }
    }
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
  };

  const drawStatus = (ctx, line, u) => {
    const status = links[line.link].status, a = verts[line.a], b = verts[line.b];
    if (line.grouped || status === "unknown" || Math.hypot(a.x - b.x, a.y - b.y) < 52 * u) return;
    const m = middle(line, u);
    ctx.save();
    ctx.translate(m.x, m.y);
    ctx.scale(u, u);
    ctx.fillStyle = behind();
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

  const drawNode = (ctx, v, u) => {
    const { x, y, i, g, n } = verts[v], home = homeOf(v);
    if (g !== null) {
      const r = radius(v) * u;
      ctx.beginPath(); ctx.arc(x, y, r, 0, 7);
      ctx.fillStyle = home ? colours.ink : colours.paper; ctx.strokeStyle = colours.ink; ctx.lineWidth = 1.6 * u;
      ctx.fill(); ctx.stroke();
      if (n > 1 && r / u > 8) { ctx.beginPath(); ctx.arc(x, y, r - 3.5 * u, 0, 7); ctx.strokeStyle = home ? colours.paper : colours.ink; ctx.lineWidth = 1 * u; ctx.stroke(); }
      return;
    }
    const shape = style.shapes[actors[i].group], k = (radius(v) / 5.6) * shape.scale;
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(u * k, u * k);
    ctx.translate(-8, -8);
    ctx.fillStyle = home ? colours.ink : colours.paper;
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = (crowd ? 0.9 : many ? 1.3 : 1.8) / k;
    ctx.fill(path(shape.path));
    ctx.stroke(path(shape.path));
    ctx.restore();
  };

  const drawRing = (ctx, v, u) => {
    ctx.beginPath();
    ctx.arc(verts[v].x, verts[v].y, (radius(v) + 8) * u, 0, 7);
    ctx.lineWidth = 2 * u; ctx.strokeStyle = colours.ink; ctx.setLineDash([]); ctx.stroke();
  };
  const drawLand = (ctx, u) => {
    const at = network.getViewPosition(), w = ground.clientWidth * u, h = ground.clientHeight * u;
    ctx.fillStyle = colours.sea; ctx.fillRect(at.x - w, at.y - h, 2 * w, 2 * h);
    if (!land) {
      land = new Path2D();
      for (const ring of J.outlines) { land.moveTo(ring[0], ring[1]); for (let p = 2; p < ring.length; p += 2) land.lineTo(ring[p], ring[p + 1]); land.closePath(); }
    }
    ctx.fillStyle = colours.land; ctx.strokeStyle = colours.coast; ctx.lineWidth = 0.8 * u; ctx.lineJoin = "round";
    ctx.fill(land); ctx.stroke(land);
  };
  const drawDiscs = (ctx, u) => {
    if (geo()) return;
    for (const { x, y, r } of J.rings) {
      ctx.beginPath(); ctx.arc(x, y, r, 0, 7); ctx.fillStyle = colours.paper; ctx.fill();
      ctx.lineWidth = 1.2 * u; ctx.strokeStyle = colours.control; ctx.stroke();
    }
  };

  /* ---- labels: worked out once for a scale, a selection and a filter ---- */
  const font = (v) => (isSelected(v) ? `600 16px ${J.sans}` : `${homeOf(v) ? 600 : 400} ${tall ? 13 : homeOf(v) ? 14 : 13.5}px ${J.sans}`);
  const short = (name) => J.short(name);
  const around = [[1, 0], [-1, 0], [0, 1], [0, -1], [0.8, 0.8], [0.8, -0.8], [-0.8, 0.8], [-0.8, -0.8], [0.5, 1], [-0.5, 1], [0.5, -1], [-0.5, -1]];

  const boxAt = (v, [dx, dy], width, scale) => {
    const r = radius(v) + (isSelected(v) ? 11 : 5), x = verts[v].x * scale, y = verts[v].y * scale, h = 17;
    const left = dx > 0.1 ? x + r * dx : dx < -0.1 ? x + r * dx - width : x - width / 2;
    const top = y + dy * (r + h / 2) - h / 2;
    return { left, top, right: left + width, bottom: top + h };
  };
  const overlap = (p, q) => p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom;

  /* Boxes by the cells of a grid that they touch; a cell is a number, since thousands are asked for in a frame. */
  class Boxes {
    constructor() { this.cells = new Map(); }
    add(box) {
      for (let x = Math.floor(box.left / 80); x <= box.right / 80; x++) for (let y = Math.floor(box.top / 40); y <= box.bottom / 40; y++) {
        const key = x * 1e6 + y, own = this.cells.get(key);
        if (own) own.push(box); else this.cells.set(key, [box]);
      }
    }
    hits(box, own) {
      let n = 0;
      for (let x = Math.floor(box.left / 80); x <= box.right / 80; x++) for (let y = Math.floor(box.top / 40); y <= box.bottom / 40; y++) {
        const some = this.cells.get(x * 1e6 + y);
        if (some) for (const other of some) if (other.own !== own && overlap(box, other)) n += other.weight;
      }
      return n;
    }
  }

  /* Away from its own links a name crosses none of them: what each side costs a name, by the sum of where the links go. */
  const towards = () => {
    const sums = verts.map(() => [0, 0]);
    for (const { a, b } of lines) {
      const dx = verts[b].x - verts[a].x, dy = verts[b].y - verts[a].y, d = Math.hypot(dx, dy) || 1;
      sums[a][0] += dx / d; sums[a][1] += dy / d; sums[b][0] -= dx / d; sums[b][1] -= dy / d;
    }
    return (v, [dx, dy]) => { const [x, y] = sums[v], d = Math.hypot(x, y); return d < 0.5 ? 0 : 0.3 * (1 + (x * dx + y * dy) / d / (Math.hypot(dx, dy) || 1)); };
  };
  const between = [[1, 0.4], [1, -0.4], [-1, 0.4], [-1, -0.4], [0.25, 1], [-0.25, 1], [0.25, -1], [-0.25, -1]];
  const further = [[1.9, 1.6], [2.8, 2.4], [4, 3.2], [5.5, 4.4], [7, 5.6]].flatMap(([w, h]) => [...around, ...between].map(([x, y]) => [x * w, y * h]));
  const nearby = further.slice(0, 20);
  const partners = (i) => new Set(actors[i].links.filter((k) => J.linkShown[k]).flatMap((k) => links[k].ends));
  /* The vertices that a selection touches. */
  const touched = (some) => new Set(some.flatMap((i) => [...partners(i), i]).map(vertexOf).filter((v) => v >= 0));
  const place = (ctx, scale) => {
    const boxes = new Boxes(), near = touched(J.state.selection), ordered = [];
    const rank = (v) => (isSelected(v) ? 0 : near.has(v) ? 1 : verts[v].g !== null ? 2 : homeOf(v) ? 2 : 3);
    verts.forEach((_, v) => {
      ordered.push(v);
      const r = radius(v) + 1, x = verts[v].x * scale, y = verts[v].y * scale;
      boxes.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, own: v, weight: crowd ? 0.1 : 6 }); // more than any label is let cost: none hides an actor
    });
    for (const line of many ? [] : lines) {
      const m = middle(line, 1 / scale), x = m.x * scale, y = m.y * scale;
      if (links[line.link].status !== "unknown") boxes.add({ left: x - 9, right: x + 9, top: y - 9, bottom: y + 9, weight: 3 });
      const a = verts[line.a], b = verts[line.b], steps = Math.ceil((Math.hypot(a.x - b.x, a.y - b.y) * scale) / 12);
      for (let s = 1; s < steps; s++) {
        const px = (a.x + ((b.x - a.x) * s) / steps) * scale, py = (a.y + ((b.y - a.y) * s) / steps) * scale;
        boxes.add({ left: px - 1, right: px + 1, top: py - 1, bottom: py + 1, weight: 0.06 });
      }
    }
    ordered.sort((v, w) => rank(v) - rank(w) || verts[w].n - verts[v].n || v - w);
    const ys = verts.map(({ y }) => y * scale), high = Math.min(...ys) - 64, low = Math.max(...ys) + 64;
    const xs = ordered.map((v) => verts[v].x * scale), least = Math.min(...xs) - margin + 4, most = Math.max(...xs) + margin - 4;
    const homes = ordered.filter((v) => homeOf(v)).length, found = [], leaning = many || geo() || J.clusters ? () => 0 : towards();
    for (const v of ordered.slice(0, crowd ? 900 : undefined)) {
      ctx.font = font(v);
      const text = short(nameOf(v)), width = ctx.measureText(text).width;
      let best = null, cost = Infinity;
      const must = rank(v) < 1 || (homeOf(v) && homes <= 150 && !tall && !geo() && !J.clusters);
      const tried = (direction, turn) => {
        const box = boxAt(v, direction, width, scale), out = box.left < least || box.right > most || box.top < high || box.bottom > low;
        const here = boxes.hits(box, v) + turn * 0.02 + leaning(v, direction) + (out ? 3.2 : 0);
        if (here < cost) { best = { box, direction }; cost = here; }
      };
      around.forEach(tried);
      if (must && cost >= 3) (homes > 60 ? nearby : further).forEach((direction, turn) => tried(direction, turn + 20));
      if (cost >= (must || rank(v) < 2 ? 5.5 : 3) && !isSelected(v)) continue;
      boxes.add({ ...best.box, weight: 6 });
      found.push({ v, text, width, direction: best.direction });
    }
    return { scale, found };
  };

  const drawLabel = (ctx, { v, text, width, direction }, u) => {
    const box = boxAt(v, direction, width, 1 / u);
    ctx.save();
    ctx.scale(u, u);
    ctx.font = font(v);
    ctx.textBaseline = "middle";
    /* A name that stands off is led to its actor. */
    if (Math.max(Math.abs(direction[0]), Math.abs(direction[1])) > 1.2) {
      const x = verts[v].x / u, y = verts[v].y / u;
      ctx.beginPath(); ctx.moveTo(x, y); ctx.lineTo(Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top + 2), box.bottom - 2));
      ctx.setLineDash([]); ctx.lineWidth = 0.9; ctx.strokeStyle = colours.control; ctx.stroke();
    }
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = behind();
    ctx.strokeText(text, box.left, (box.top + box.bottom) / 2);
    ctx.fillStyle = homeOf(v) || isSelected(v) ? colours.ink : colours.ink2;
    ctx.fillText(text, box.left, (box.top + box.bottom) / 2);
    ctx.restore();
  };

  /* ---- the frame ---- */
  /* The lines of an actor, also of one inside a closed cluster. */
  const linesOf = (some) => {
    const found = [];
    for (const i of some) for (const k of actors[i].links) if (J.linkShown[k]) for (const j of links[k].ends) {
      const a = vertexOf(i), b = vertexOf(j);
      if (a >= 0 && b >= 0 && a !== b) found.push({ a, b, link: k, n: 1, bow: lines.find((line) => line.link === k && !line.grouped && ((line.a === a && line.b === b) || (line.a === b && line.b === a)))?.bow ?? 0 });
    }
    return found;
  };
  const drawFocus = (ctx, own, heads, near, u, veil) => {
    if (veil) {
      const at = network.getViewPosition(), w = ground.clientWidth * u, h = ground.clientHeight * u;
      ctx.globalAlpha = 0.38; ctx.fillStyle = behind(); ctx.fillRect(at.x - w, at.y - h, 2 * w, 2 * h); ctx.globalAlpha = 1;
    }
    drawLines(ctx, own, u, J.clusters && !J.near ? 3 : veil ? 4.5 : 3.6);
    for (const line of own) drawStatus(ctx, line, u);
    for (const v of near) drawNode(ctx, v, u);
    for (const v of heads) { drawNode(ctx, v, u); if (veil) drawRing(ctx, v, u); }
    for (const label of labels.found) if (near.has(label.v) || heads.has(label.v)) drawLabel(ctx, label, u);
    for (const v of heads) if (!labels.found.some((label) => label.v === v)) {
      ctx.font = font(v);
      const text = short(nameOf(v));
      drawLabel(ctx, { v, text, width: ctx.measureText(text).width, direction: [1, 0] }, u);
    }
  };
  const drawSelection = (ctx, u) => {
    const heads = new Set(J.state.selection.map(vertexOf).filter((v) => v >= 0));
    if (heads.size) drawFocus(ctx, linesOf(J.state.selection), heads, touched(J.state.selection), u, !J.near);
  };
  const drawHover = (ctx, u) => {
    const v = J.hovered;
    if (v === null || !verts[v] || isSelected(v)) return;
    const own = verts[v].i === null ? lines.filter((line) => line.a === v || line.b === v) : linesOf([verts[v].i]);
    drawFocus(ctx, own.length > 60 ? [] : own, new Set([v]), new Set(own.flatMap((line) => [line.a, line.b])), u, false);
    if (own.length > 60) { ctx.globalAlpha = 0.9; drawLines(ctx, own, u); ctx.globalAlpha = 1; drawNode(ctx, v, u); }
  };

  const draw = (ctx) => {
    const scale = network.getScale(), u = 1 / scale;
    zoomed = scale;
    shrink = geo() && many ? Math.min(1, Math.max(0.5, 0.36 + scale * 0.13)) : Math.min(1, Math.max(crowd ? 0.28 : 0.62, scale * 1.6));
    if (Math.abs(labels.scale / scale - 1) > 0.001) labels = place(ctx, scale);
    if (geo()) drawLand(ctx, u);
    drawLines(ctx, lines, u);
    drawDiscs(ctx, u);
    if (J.rings.length && !geo()) drawLines(ctx, lines.filter((line) => !line.grouped), u);
    if (!many && !(geo() && lines.length > 40 && scale < 6)) for (const line of lines) drawStatus(ctx, line, u);
    verts.forEach((_, v) => drawNode(ctx, v, u));
    for (const label of labels.found) drawLabel(ctx, label, u);
    drawSelection(ctx, u);
    drawHover(ctx, u);
    J.frames = (J.frames ?? 0) + 1;
    if (J.frames === 1) J.first = performance.now();
  };
  /* Draws the same elsewhere: a larger canvas, a size of one's own. */
  J.paint = (ctx) => { ctx.fillStyle = colours.paper; ctx.fillRect(-1e5, -1e5, 2e5, 2e5); const hovered = J.hovered; J.hovered = null; draw(ctx); J.hovered = hovered; };
  J.scaleNow = () => network.getScale();
  J.scene = () => ({ verts, lines, labels: labels.found, radius, nameOf, homeOf, middle, boxAt, colours, geo: geo(), many });

  /* ---- view ---- */
  const animation = () => (J.still ? false : { duration: 320, easingFunction: "easeInOutQuad" });
  J.fit = (some, animated) => {
    const own = (some ?? verts.map((_, v) => v)).map((v) => verts[v]).filter(Boolean);
    if (!own.length) return;
    const ringed = some ? [] : J.rings.flatMap(({ x, y, r }) => [{ x: x - r, y: y - r }, { x: x + r, y: y + r }]);
    const xs = [...own, ...ringed].map(({ x }) => x), ys = [...own, ...ringed].map(({ y }) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const rows = tall ? 150 : 140;
    const fitted = (side) => Math.max(0.02, Math.min((ground.clientWidth - side) / (right - left || 1), (ground.clientHeight - rows) / (bottom - top || 1), geo() ? 40 : 1.35));
    let scale = fitted(2 * margin), shift = 0;
    if (!crowd && !geo()) {
      /* Names at the sides stay on the map: what they reach over it is taken from the room of the rest, once. */
      const half = ground.clientWidth / 2, middle = (left + right) / 2;
      zoomed = scale;
      const boxes = place(ground.querySelector("canvas").getContext("2d"), scale).found.map(({ v, direction, width }) => boxAt(v, direction, width, scale));
      const over = [Math.max(0, ...boxes.map((box) => 6 - half - (box.left - middle * scale))), Math.max(0, ...boxes.map((box) => box.right - middle * scale - half + 6))];
      if (over[0] || over[1]) { scale = Math.min(scale, fitted(2 * margin + over[0] + over[1])); shift = (over[1] - over[0]) / 2 / scale; }
    }
    const position = { x: (left + right) / 2 + shift, y: (top + bottom) / 2 + (rows / 5) / scale };
    network.moveTo({ position, scale, animation: animated ? animation() : false });
  };
  J.centre = (i) => { const v = verts[vertexOf(i)]; if (v) network.moveTo({ position: { x: v.x, y: v.y }, scale: Math.max(network.getScale(), geo() ? 4 : 1), animation: animation() }); };
  J.onScreen = (i) => { const v = verts[vertexOf(i)]; return v ? network.canvasToDOM({ x: v.x, y: v.y }) : null; };
  J.clusterOnScreen = (g) => { const v = verts.find((one) => one.g === g); return v ? network.canvasToDOM({ x: v.x, y: v.y }) : null; };

  const nearest = ({ x, y }, reach) => {
    let best = null, least = Infinity;
    const u = 1 / network.getScale();
    verts.forEach((vert, v) => {
      const d = Math.hypot(vert.x - x, vert.y - y), most = Math.max(reach, vert.g === null ? 0 : radius(v) + 4) * u;
      if (d < most && d < least) { best = v; least = d; }
    });
    return best;
  };

  const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: animation() });
  const pan = (x, y) => { const at = network.getViewPosition(), u = 1 / network.getScale(); network.moveTo({ position: { x: at.x + x * u, y: at.y + y * u } }); };

  /* ---- the camera: at rest on a plain canvas until vis-network has come; the first frame waits for no library ---- */
  const plain = () => {
    const canvas = J.el("canvas", { class: "plain" }), ctx = canvas.getContext("2d");
    let scale = 1, middle = { x: 0, y: 0 }, asked = 0;
    ground.append(canvas);
    const paint = () => {
      cancelAnimationFrame(asked);
      asked = 0;
      if (!canvas.isConnected) return;
      const { clientWidth: w, clientHeight: h } = ground, ratio = window.devicePixelRatio || 1;
      canvas.width = Math.round(w * ratio); canvas.height = Math.round(h * ratio);
      ctx.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (w / 2 - middle.x * scale), ratio * (h / 2 - middle.y * scale));
      draw(ctx);
    };
    return {
      paint, getScale: () => scale, getViewPosition: () => middle, redraw: () => { asked ||= requestAnimationFrame(paint); },
      moveTo(to) { scale = to.scale ?? scale; middle = to.position ?? middle; this.redraw(); },
      canvasToDOM: ({ x, y }) => ({ x: (x - middle.x) * scale + ground.clientWidth / 2, y: (y - middle.y) * scale + ground.clientHeight / 2 }),
    };
  };
  readColours();
  network = plain();
  const invisible = () => ({ drawNode() {}, nodeDimensions: { width: 1, height: 1 } });
  /* The same view, from now on moved by vis-network. */
  J.live = () => {
    if (first) J.firstView();
    const view = { scale: network.getScale(), position: network.getViewPosition() };
    network = new vis.Network(ground, {
      nodes: J.nodes.map(({ id, x, y }) => ({ id, x, y, fixed: true })), edges: [],
    }, { ...J.options, nodes: { ...J.options.nodes, shape: "custom", ctxRenderer: invisible } });
    network.moveTo({ ...view, animation: false });
    network.on("beforeDrawing", draw);
    network.on("click", ({ pointer, event }) => {
      const v = nearest(pointer.canvas, event.pointerType === "touch" ? 24 : 15), pressed = event.srcEvent ?? event;
      if (v !== null && verts[v].g !== null) return J.toggleCluster(verts[v].g);
      J.select(v === null ? null : verts[v].i, { add: Boolean(pressed.shiftKey || pressed.ctrlKey || pressed.metaKey) });
    });
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
      const act = { "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => J.fit(null, true), ArrowLeft: () => pan(-70, 0), ArrowRight: () => pan(70, 0), ArrowUp: () => pan(0, -70), ArrowDown: () => pan(0, 70), "/": () => document.getElementById("search")?.focus() }[event.key];
      if (act) { event.preventDefault(); act(); }
    });
    document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
    document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    document.getElementById("fit").addEventListener("click", () => J.fit(null, true));
  };

  let first = true;
  J.listeners.push((what) => {
    if (what === "undo") return;
    if (what === "theme") readColours();
    if (what === "filter" || what === "layout") { take(); J.hovered = null; }
    labels = { scale: 0 };
    /* Another view is another ground: the whole of it is shown. A selection or a filter never moves the map. */
    if (what === "view" && !first) J.fit();
    network.redraw();
  });
  J.firstView = () => { first = false; J.fit(); network.paint(); };
  document.fonts.ready.then(() => { labels = { scale: 0 }; network.redraw(); });
  /* Paper has another shape than the screen: the whole is fitted to it. */
  matchMedia("print").addEventListener("change", () => setTimeout(() => { labels = { scale: 0 }; network.redraw(); J.fit(); }, 80));
  addEventListener("resize", () => { labels = { scale: 0 }; });

  J.restore();
  J.lettered(() => { if (first) J.firstView(); });
  J.known = J.listeners.length;
})();
