/* The world on a canvas: outlines, a great circle for each pair, points by number of links. Lines lie on a larger picture kept
   beside, so that dragging only moves it; names and what is selected are drawn on top in every frame. */
(() => {
  "use strict";
  const J = window.jumelles, given = J.read("lines"), shapes = J.read("outlines"), style = J.read("style");
  const canvas = document.getElementById("map"), ctx = canvas.getContext("2d", { alpha: false });

  /* Numbers come as bytes: 12,800 places and 10,000 links are read in some ms. Their names and words come later (`world.js`). */
  const bytes = (text) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text), found = new Uint8Array(letters.length);
    for (let n = 0; n < letters.length; n++) found[n] = letters.charCodeAt(n);
    return found;
  };
  const lon = new Float32Array(bytes(given.lon).buffer), lat = new Float32Array(bytes(given.lat).buffer), home = bytes(given.home);
  const ends = new Uint32Array(bytes(given.ends).buffer), sizes = new Uint16Array(bytes(given.sizes).buffer), formOf = bytes(given.form);
  const forms = given.forms, count = lon.length, total = sizes.length;
  const actors = { lon, lat, home }, links = { form: formOf, ends: null };
  const froms = new Uint32Array(total + 1);
  for (let l = 0; l < total; l++) froms[l + 1] = froms[l] + sizes[l];
  const W = { data: null, style, total, shown: new Uint8Array(total).fill(1), thin: new Uint8Array(total), selected: null, hovered: null, picked: null, of: null };
  J.world = W;
  let groups = [];
  /* What is known by now of actors and links, joined with what this file drew at once. */
  W.take = (data) => {
    Object.assign(actors, data.actors); Object.assign(links, data.links);
    links.ends = Array.from({ length: total }, (_, l) => Array.from(ends.subarray(froms[l], froms[l + 1])));
    W.of = Array.from({ length: count }, () => []);
    links.ends.forEach((own, k) => { for (const i of own) W.of[i].push(k); });
    groups = data.groups;
    W.data = { ...data, actors, links, forms };
    return W.data;
  };

  /* ---- where things are: Natural Earth (Patterson), centred on 11° east; base units are px of a world 1,000 wide ---- */
  const SIZE = 183, TURN = 11, rad = Math.PI / 180, full = 2 * Math.PI;
  const across = (phi) => { const p = phi * phi, q = p * p; return SIZE * (0.8707 - 0.131979 * p + q * (-0.013791 + q * (0.003971 * p - 0.001529 * q))); };
  const down = (phi) => { const p = phi * phi, q = p * p; return -SIZE * phi * (1.007226 + p * (0.015085 + q * (-0.044475 + 0.028874 * p - 0.005916 * q))); };
  const turned = (lambda) => { const east = lambda - TURN * rad; return east < -Math.PI ? east + full : east > Math.PI ? east - full : east; };
  const at = (east, north) => [turned(east * rad) * across(north * rad), down(north * rad)];
  const xs = new Float64Array(count), ys = new Float64Array(count), easts = new Float64Array(count), degree = new Uint16Array(count);
  const ux = new Float64Array(count), uy = new Float64Array(count), uz = new Float64Array(count);
  const placed = (i) => lon[i] === lon[i];
  W.placed = placed;
  for (let i = 0; i < count; i++) if (placed(i)) {
    const phi = lat[i] * rad, lambda = lon[i] * rad, flat = Math.cos(phi);
    easts[i] = turned(lambda);
    xs[i] = easts[i] * across(phi); ys[i] = down(phi);
    ux[i] = flat * Math.cos(lambda); uy[i] = flat * Math.sin(lambda); uz[i] = Math.sin(phi);
  }

  /* Every pair with two places is an arc: its points stand in one long list, from `start` on. */
  let arcs = 0;
  for (let l = 0; l < total; l++) arcs += (sizes[l] * (sizes[l] - 1)) / 2;
  const pa = new Uint32Array(arcs), pb = new Uint32Array(arcs), pl = new Uint32Array(arcs);
  arcs = 0;
  for (let l = 0; l < total; l++) for (let m = froms[l]; m < froms[l + 1]; m++) for (let n = m + 1; n < froms[l + 1]; n++) {
    if (placed(ends[m]) && placed(ends[n])) { pa[arcs] = ends[m]; pb[arcs] = ends[n]; pl[arcs++] = l; }
  }
  const starts = new Uint32Array(arcs + 1), box = new Float32Array(arcs * 4);
  let px = new Float32Array(arcs * 8 + 256), py = new Float32Array(arcs * 8 + 256), length = 0;
  const grow = () => { for (const [old, set] of [[px, (v) => { px = v; }], [py, (v) => { py = v; }]]) { const more = new Float32Array(old.length * 2); more.set(old); set(more); } };
  for (let n = 0; n < arcs; n++) {
    const a = pa[n], b = pb[n];
    const angle = Math.acos(Math.max(-1, Math.min(1, ux[a] * ux[b] + uy[a] * uy[b] + uz[a] * uz[b])));
    const steps = angle < 1e-6 ? 1 : Math.max(3, Math.ceil(angle / (3.2 * rad))), sine = Math.sin(angle) || 1;
    if (length + 2 * steps + 2 > px.length) grow();
    starts[n] = length;
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity, last = easts[a];
    for (let s = 0; s <= steps; s++) {
      let east = easts[a], x = xs[a], y = ys[a];
      if (s === steps) { east = easts[b]; x = xs[b]; y = ys[b]; }
      else if (s) {
        const t = s / steps, u = Math.sin((1 - t) * angle) / sine, v = Math.sin(t * angle) / sine;
        const phi = Math.asin(u * uz[a] + v * uz[b]);
        east = turned(Math.atan2(u * uy[a] + v * uy[b], u * ux[a] + v * ux[b]));
        x = east * across(phi); y = down(phi);
      }
      if (Math.abs(east - last) > Math.PI) { px[length] = NaN; py[length++] = NaN; } /* over the edge of the map */
      px[length] = x; py[length++] = y;
      last = east;
      if (x < left) left = x; if (x > right) right = x; if (y < top) top = y; if (y > bottom) bottom = y;
    }
    box[n * 4] = left; box[n * 4 + 1] = right; box[n * 4 + 2] = top; box[n * 4 + 3] = bottom;
    starts[n + 1] = length;
  }

  /* ---- outlines: from afar as they were projected beforehand (`tools/make_outlines.py`), in tenths of a px ---- */
  const tenth = (text) => { const path = new Path2D(); path.addPath(new Path2D(text), new DOMMatrix([0.1, 0, 0, 0.1, 0, 0])); return path; };
  const far = { land: tenth(shapes.land), borders: tenth(shapes.borders) };
  let near = null, states = null, asked = false;
  const block = (name) => (document.getElementById(`jumelles-${name}`) ? J.read(name) : null);
  /* A closer look asks for finer outlines: from the site, or from this file. */
  const lookCloser = async () => {
    if (asked || !window.d3 || !window.topojson || !window.d3.geoPath) return;
    asked = true;
    const plane = d3.geoNaturalEarth1().rotate([-TURN, 0]).scale(SIZE).translate([0, 0]).precision(0.3);
    const outline = (shape) => { const path = new Path2D(); d3.geoPath(plane, path)(shape); return path; };
    const addresses = J.read("near");
    try {
      const [world, usa] = addresses.length
        ? await Promise.all(addresses.map((address) => fetch(address).then((answer) => answer.json())))
        : await new Promise((done) => { setTimeout(() => done([block("countries-50m"), block("us-states-10m")]), 30); });
      if (world) near = { land: outline(topojson.feature(world, world.objects.land ?? world.objects.countries)), borders: outline(topojson.mesh(world, world.objects.countries, (a, b) => a !== b)) };
      if (usa) states = outline(topojson.mesh(usa, usa.objects.states, (a, b) => a !== b));
      stale();
    } catch { /* the coarse outlines stay */ }
  };

  /* ---- the view: screen = base * k + (x, y) ---- */
  const view = { x: 0, y: 0, k: 1, least: 1 };
  W.view = view;
  let wide = 0, high = 0, ratio = 1, phone = false;
  const fitted = () => {
    const [west] = at(-158, 10), [east] = at(180, 10), [, north] = at(0, 80), [, south] = at(0, -56);
    const k = Math.min(wide / (east - west), high / (south - north));
    return { k, x: wide / 2 - (k * (west + east)) / 2, y: high / 2 - (k * (north + south)) / 2 };
  };
  W.fit = (some) => {
    const own = (some ?? []).filter(placed);
    if (!own.length) { Object.assign(view, fitted()); return stale(); }
    const left = Math.min(...own.map((i) => xs[i])), right = Math.max(...own.map((i) => xs[i]));
    const top = Math.min(...own.map((i) => ys[i])), bottom = Math.max(...own.map((i) => ys[i]));
    const k = Math.max(view.least, Math.min((wide - 160) / (right - left || 1), (high - 120) / (bottom - top || 1), view.least * 12));
    Object.assign(view, { k, x: wide / 2 - (k * (left + right)) / 2, y: high / 2 - (k * (top + bottom)) / 2 });
    stale();
  };
  const hold = () => {
    /* The world never leaves the picture. */
    const [west] = at(-168.9, 0), [east] = at(-169.1, 0), [, north] = at(0, 89), [, south] = at(0, -89);
    view.x = Math.min(wide * 0.7 - west * view.k, Math.max(wide * 0.3 - east * view.k, view.x));
    view.y = Math.min(high * 0.7 - north * view.k, Math.max(high * 0.3 - south * view.k, view.y));
  };
  W.zoom = (by, x = wide / 2, y = high / 2) => {
    const k = Math.max(view.least * 0.8, Math.min(view.least * 60, view.k * by)), share = k / view.k;
    view.x = x - (x - view.x) * share; view.y = y - (y - view.y) * share; view.k = k;
    hold();
    if (k > view.least * 2.6) lookCloser();
    settle();
  };
  W.pan = (dx, dy) => { view.x += dx; view.y += dy; hold(); settle(); };
  W.screen = (i) => ({ x: xs[i] * view.k + view.x, y: ys[i] * view.k + view.y });
  W.centre = (i) => { const p = W.screen(i); W.pan(wide / 2 - p.x, high / 2 - p.y); if (view.k < view.least * 3) W.zoom((view.least * 3) / view.k); };

  /* ---- the picture that is kept: ground, lines, points ---- */
  const kept = document.createElement("canvas"), paint = kept.getContext("2d", { alpha: false });
  const EDGE = 0.3;
  let shot = null, colours = null, timer = 0, frame = 0, dirty = true;
  const stale = () => { dirty = true; ask(); };
  W.stale = stale;
  const ask = () => { if (!frame) frame = requestAnimationFrame(draw); };
  W.redraw = ask;
  /* While the view moves the kept picture is moved and stretched; at rest it is drawn anew. */
  const settle = () => {
    ask();
    clearTimeout(timer);
    timer = setTimeout(() => { if (!shot || shot.k !== view.k || covers() < 0) stale(); if (W.moved) W.moved(); }, 110);
  };
  const covers = () => {
    if (!shot) return -1;
    const s = view.k / shot.k, left = view.x - shot.x * s - shot.mx * s, top = view.y - shot.y * s - shot.my * s;
    return left <= 0 && top <= 0 && left + shot.w * s >= wide && top + shot.h * s >= high ? 0 : -1;
  };

  const readColours = () => {
    const get = J.colours();
    colours = { sea: get.sea, land: get.land, coast: get.coast, hairline: get.hairline, ink: get.ink, ink2: get["ink-2"], ink3: get["ink-3"], paper: get.paper, forms: forms.map((form) => get[`form-${form}`]) };
    W.sans = get.sans;
  };

  const traceArc = (to, n, [left, right, top, bottom]) => {
    const o = n * 4;
    if (box[o] > right || box[o + 1] < left || box[o + 2] > bottom || box[o + 3] < top) return false;
    let open = false;
    for (let p = starts[n] + 1, end = starts[n + 1]; p < end; p++) {
      const ax = px[p - 1], ay = py[p - 1], bx = px[p], by = py[p];
      if (ax !== ax || bx !== bx || (ax < left && bx < left) || (ax > right && bx > right) || (ay < top && by < top) || (ay > bottom && by > bottom)) { open = false; continue; }
      if (!open) { to.moveTo(ax, ay); open = true; }
      to.lineTo(bx, by);
    }
    return true;
  };
  const seen = (m) => [(-view.x - m * wide) / view.k, (wide - view.x + m * wide) / view.k, (-view.y - m * high) / view.k, (high - view.y + m * high) / view.k];

  const pen = (to, form, k, width) => {
    const look = style.forms[forms[form]], stretch = Math.max(0.55, width / look.width);
    to.lineWidth = width / k;
    to.lineCap = look.round ? "round" : "butt";
    to.setLineDash(look.dash.map((d) => (d * stretch) / k));
    to.strokeStyle = colours.forms[form];
  };

  const drawLines = (to, area, k) => {
    const lists = forms.map(() => [[], []]);
    let drawn = 0;
    for (let n = 0; n < arcs; n++) {
      const l = pl[n];
      if (!W.shown[l]) continue;
      lists[formOf[l]][W.thin[l]].push(n);
      drawn += 1;
    }
    const close = Math.min(2, Math.max(1, Math.sqrt(k / view.least) / 1.4));
    const strength = Math.min(drawn > 400 ? 0.3 : 1, Math.max(0.13, 11 / Math.sqrt(drawn || 1)) * close), bundle = drawn > 400 ? 48 : 1e9;
    for (let form = lists.length - 1; form >= 0; form--) for (const thin of [1, 0]) {
      const list = lists[form][thin], width = (drawn > 400 ? 0.9 : style.forms[forms[form]].width * 0.7) * (thin ? 0.6 : 1) * Math.min(1.7, close);
      if (!list.length) continue;
      pen(to, form, k, width);
      to.globalAlpha = thin ? strength * 0.35 : strength;
      for (let first = 0; first < list.length; first += bundle) {
        to.beginPath();
        for (let n = first, end = Math.min(list.length, first + bundle); n < end; n++) traceArc(to, list[n], area);
        to.stroke();
      }
    }
    to.globalAlpha = 1;
    to.setLineDash([]);
  };

  W.count = () => {
    degree.fill(0);
    for (let l = 0; l < total; l++) if (W.shown[l]) for (let p = froms[l]; p < froms[l + 1]; p++) degree[ends[p]] += 1;
    let points = 0;
    for (let i = 0; i < count; i++) if (degree[i] && placed(i)) points += 1;
    crowd = Math.min(1, Math.max(0.52, Math.sqrt(500 / (points || 1))));
  };
  W.degree = degree;
  let crowd = 1; /* the more points, the smaller */
  const radius = (i, k) => (0.9 + Math.sqrt(degree[i]) * 0.62) * crowd * Math.min(2.6, Math.max(1, (k / view.least) ** 0.42)) * (phone ? 0.8 : 1);
  const drawPoints = (to, [left, right, top, bottom], k) => {
    for (const mine of [0, 1]) {
      const big = [];
      to.beginPath();
      for (let i = 0; i < count; i++) {
        if (home[i] !== mine || !degree[i] || !placed(i) || xs[i] < left || xs[i] > right || ys[i] < top || ys[i] > bottom) continue;
        const r = radius(i, k);
        if (!mine && r > 2.6) { big.push(i); continue; }
        /* Of a px or so a square looks as round and is drawn in a third of the time. */
        if (r < 1.1) { to.rect(xs[i] - (0.89 * r) / k, ys[i] - (0.89 * r) / k, (1.78 * r) / k, (1.78 * r) / k); continue; }
        to.moveTo(xs[i] + r / k, ys[i]);
        to.arc(xs[i], ys[i], r / k, 0, 7);
      }
      to.fillStyle = mine ? colours.ink : colours.ink2;
      /* Thousands close together are a mist that lets lines and coasts through, not a blot. */
      const far = crowd < 0.7 && k < view.least * 2;
      to.globalAlpha = mine ? (far ? 0.5 : 1) : far ? 0.55 : 0.8;
      to.fill();
      to.globalAlpha = 1;
      to.beginPath();
      for (const i of big) { const r = radius(i, k); to.moveTo(xs[i] + r / k, ys[i]); to.arc(xs[i], ys[i], r / k, 0, 7); }
      to.fillStyle = colours.paper; to.strokeStyle = colours.ink; to.lineWidth = 1.2 / k;
      to.fill(); to.stroke();
    }
  };

  const drawGround = (to, k) => {
    const fine = near && k > view.least * 2.6 ? near : far;
    to.fillStyle = colours.land; to.strokeStyle = colours.coast; to.lineWidth = 0.8 / k; to.lineJoin = "round";
    to.fill(fine.land); to.stroke(fine.land);
    to.strokeStyle = colours.hairline; to.lineWidth = 0.9 / k;
    to.stroke(fine.borders);
    if (states && k > view.least * 2.6) { to.lineWidth = 0.7 / k; to.stroke(states); }
  };
  const keep = () => {
    const edge = W.data ? EDGE : 0; // the first frame is what is seen and no more
    const mx = Math.round(wide * edge), my = Math.round(high * edge), w = wide + 2 * mx, h = high + 2 * my, k = view.k;
    if (kept.width !== Math.round(w * ratio) || kept.height !== Math.round(h * ratio)) { kept.width = Math.round(w * ratio); kept.height = Math.round(h * ratio); }
    paint.setTransform(1, 0, 0, 1, 0, 0);
    paint.fillStyle = colours.sea;
    paint.fillRect(0, 0, kept.width, kept.height);
    paint.setTransform(k * ratio, 0, 0, k * ratio, (view.x + mx) * ratio, (view.y + my) * ratio);
    const area = seen(edge);
    drawGround(paint, k);
    drawLines(paint, area, k);
    drawPoints(paint, area, k);
    shot = { x: view.x, y: view.y, k, mx, my, w, h };
    layGrid(area);
    dirty = false;
    names = null;
  };

  /* ---- which point lies under the pointer: a grid of cells as wide as the reach ---- */
  let grid = new Map(), cell = 1;
  const layGrid = ([left, right, top, bottom]) => {
    grid = new Map();
    cell = 16 / view.k;
    for (let i = 0; i < count; i++) {
      if (!degree[i] || !placed(i) || xs[i] < left || xs[i] > right || ys[i] < top || ys[i] > bottom) continue;
      const key = Math.floor(xs[i] / cell) * 1e6 + Math.floor(ys[i] / cell), own = grid.get(key);
      if (own) own.push(i); else grid.set(key, [i]);
    }
  };
  W.nearest = (sx, sy, reach = 14) => {
    const x = (sx - view.x) / view.k, y = (sy - view.y) / view.k, most = reach / view.k, c = Math.floor(x / cell), r = Math.floor(y / cell);
    let best = null, least = Infinity;
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) for (const i of grid.get((c + dx) * 1e6 + r + dy) ?? []) {
      const d = Math.hypot(xs[i] - x, ys[i] - y), score = d - Math.sqrt(degree[i]) * 0.35 * (cell / 16);
      if (d < most && score < least) { best = i; least = score; }
    }
    return best;
  };

  /* ---- names: eight places tried, none over another ---- */
  let names = null;
  const around = [[1, 0], [-1, 0], [0, -1], [0, 1], [0.8, -0.8], [0.8, 0.8], [-0.8, -0.8], [-0.8, 0.8]];
  const font = (i, strong = true) => (i === W.selected ? `600 17px ${W.sans}` : `${strong ? 600 : 400} ${phone ? 13 : 14}px ${W.sans}`);
  const wanted = () => {
    if (!W.data) return [[], []];
    const chosen = new Set(W.selected === null ? [] : [W.selected]);
    if (W.selected !== null) for (const k of W.of[W.selected]) if (W.shown[k]) for (const j of links.ends[k]) chosen.add(j);
    if (W.picked) for (const i of W.picked.slice(0, 60)) chosen.add(i);
    const [left, right, top, bottom] = seen(0.1), rest = [];
    if (view.k > view.least * (W.selected === null ? 2 : 4)) {
      for (let i = 0; i < count; i++) if (degree[i] && placed(i) && !chosen.has(i) && xs[i] > left && xs[i] < right && ys[i] > top && ys[i] < bottom) rest.push(i);
      rest.sort((i, j) => degree[j] - degree[i] || i - j);
    }
    return [[...chosen].filter(placed).slice(0, 120), rest.slice(0, phone ? 24 : 70)];
  };
  const placeNames = (on) => {
    const taken = [], found = [], [chosen, rest] = wanted();
    const hits = (b) => taken.some((o) => b[0] < o[1] && o[0] < b[1] && b[2] < o[3] && o[2] < b[3]);
    for (const i of [...chosen, ...rest.slice(0, 40)]) { const p = W.screen(i), r = radius(i, view.k) + 1; taken.push([p.x - r, p.x + r, p.y - r, p.y + r]); }
    const first = new Set(chosen);
    for (const i of [...chosen, ...rest]) {
      const strong = first.has(i) || W.selected === null;
      on.font = font(i, strong);
      const text = J.short(actors.name[i], 34), w = on.measureText(text).width, p = W.screen(i), r = (i === W.selected ? 14 : Math.max(5, radius(i, view.k))) + 3;
      for (const [dx, dy] of around) {
        const left = dx > 0.1 ? p.x + r * dx : dx < -0.1 ? p.x + r * dx - w : p.x - w / 2, mid = p.y + dy * (r + 8);
        const b = [left - 1, left + w + 1, mid - 8, mid + 8];
        if (hits(b) || left < 4 || left + w > wide - 4) continue;
        taken.push(b);
        found.push({ i, text, strong, dx: left - p.x, dy: mid - p.y });
        break;
      }
    }
    return { found, k: view.k, selected: W.selected };
  };
  const drawNames = (on, some) => {
    on.textBaseline = "middle"; on.lineJoin = "round";
    for (const { i, text, dx, dy, strong } of some) {
      const p = W.screen(i);
      on.font = font(i, strong); on.lineWidth = 4; on.strokeStyle = colours.land;
      on.strokeText(text, p.x + dx, p.y + dy);
      on.fillStyle = colours.ink;
      on.fillText(text, p.x + dx, p.y + dy);
    }
  };

  const marker = (on, i, r) => {
    const { x, y } = W.screen(i), shape = style.shapes[groups[actors.group[i]]], k = (r / 5.6) * shape.scale;
    on.save();
    on.translate(x, y); on.scale(k, k); on.translate(-8, -8);
    on.fillStyle = actors.home[i] ? colours.ink : colours.paper; on.strokeStyle = colours.ink; on.lineWidth = 1.9 / k;
    const path = new Path2D(shape.path);
    on.fill(path); on.stroke(path);
    on.restore();
  };
  const ownArcs = (i) => { const found = []; for (let n = 0; n < arcs; n++) if ((pa[n] === i || pb[n] === i) && W.shown[pl[n]]) found.push(n); return found; };
  const drawStar = (on, i, strong) => {
    const own = ownArcs(i), area = seen(0.1), k = view.k;
    on.save();
    on.setTransform(k * ratio, 0, 0, k * ratio, view.x * ratio, view.y * ratio);
    for (const n of own) {
      const form = formOf[pl[n]], width = style.forms[forms[form]].width * (strong ? 0.95 : 0.8);
      on.beginPath(); traceArc(on, n, area);
      on.setLineDash([]); on.lineCap = "round"; on.lineWidth = (width + 2.4) / k; on.strokeStyle = colours.sea; on.globalAlpha = 0.75; on.stroke();
      on.globalAlpha = 1;
      pen(on, form, k, width);
      on.beginPath(); traceArc(on, n, area); on.stroke();
    }
    on.restore();
    for (const j of new Set(own.flatMap((n) => [pa[n], pb[n]]))) if (j !== i) marker(on, j, 4.2);
    if (!placed(i)) return;
    marker(on, i, strong ? 6 : 5);
    if (strong) { const p = W.screen(i); on.beginPath(); on.arc(p.x, p.y, 11.5, 0, 7); on.lineWidth = 2; on.strokeStyle = colours.ink; on.setLineDash([]); on.stroke(); }
  };

  /* ---- the frame ---- */
  const overlay = (on) => {
    if (W.picked) for (const i of W.picked) if (placed(i)) marker(on, i, 3.6);
    if (W.selected !== null) drawStar(on, W.selected, true);
    if (W.hovered !== null && W.hovered !== W.selected) drawStar(on, W.hovered, false);
    if (!names || names.k !== view.k || names.selected !== W.selected) names = placeNames(on);
    drawNames(on, names.found);
    if (W.hovered !== null && !names.found.some((name) => name.i === W.hovered)) drawNames(on, [{ i: W.hovered, text: J.short(actors.name[W.hovered]), dx: 10, dy: -12 }]);
    if (W.rubber) {
      const [x, y, x2, y2] = W.rubber;
      on.setLineDash([4, 3]); on.lineWidth = 1.5; on.strokeStyle = colours.ink;
      on.strokeRect(Math.min(x, x2), Math.min(y, y2), Math.abs(x2 - x), Math.abs(y2 - y));
      on.setLineDash([]);
    }
  };
  const draw = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (!wide || !high || W.held) return;
    const far_ = shot && (view.k / shot.k > 2.2 || view.k / shot.k < 0.55);
    if (dirty || far_ || (covers() < 0 && shot.k === view.k)) keep();
    const s = view.k / shot.k;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    if (s !== 1) { ctx.fillStyle = colours.sea; ctx.fillRect(0, 0, canvas.width, canvas.height); }
    ctx.imageSmoothingEnabled = s !== 1;
    ctx.drawImage(kept, Math.round((view.x - shot.x * s - shot.mx * s) * ratio), Math.round((view.y - shot.y * s - shot.my * s) * ratio), kept.width * s, kept.height * s);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    overlay(ctx);
    W.frames = (W.frames ?? 0) + 1;
    if (W.frames === 1) W.first = performance.now();
  };

  const size = () => {
    const { clientWidth, clientHeight } = canvas.parentElement;
    if (!clientWidth || !clientHeight || (clientWidth === wide && clientHeight === high)) return;
    const centre = wide ? [(wide / 2 - view.x) / view.k, (high / 2 - view.y) / view.k, view.k / view.least] : null;
    wide = clientWidth; high = clientHeight; ratio = Math.min(2, window.devicePixelRatio || 1); phone = wide < 600;
    canvas.width = wide * ratio; canvas.height = high * ratio;
    const whole = fitted();
    view.least = whole.k;
    Object.assign(view, whole);
    if (centre && centre[2] > 1.02) { view.k = centre[2] * view.least; view.x = wide / 2 - centre[0] * view.k; view.y = high / 2 - centre[1] * view.k; }
    shot = null;
    stale();
  };
  readColours();
  W.count();
  /* An address that holds a selection, filters or a view is drawn when they are known: nothing else is shown before. */
  W.held = location.hash.length > 1;
  size();
  J.lettered(draw);
  new ResizeObserver(size).observe(canvas.parentElement);
  W.size = size;
  W.forget = () => { names = null; };
  J.listeners.push((what) => { if (what === "theme") { readColours(); names = null; stale(); } });
  document.fonts.ready.then(() => { names = null; ask(); });

  /* ---- pointer: drag moves, two fingers zoom, a box picks ---- */
  const fingers = new Map();
  let from = null, spread = 0, drag = false;
  const spot = (event) => { const b = canvas.getBoundingClientRect(); return { x: event.clientX - b.left, y: event.clientY - b.top }; };
  canvas.addEventListener("pointerdown", (event) => {
    if (!W.data) return;
    canvas.setPointerCapture(event.pointerId);
    const p = spot(event);
    fingers.set(event.pointerId, p);
    from = p; drag = false;
    if ((event.shiftKey || W.brushing) && fingers.size === 1) W.rubber = [p.x, p.y, p.x, p.y];
    if (fingers.size === 2) { const [a, b] = [...fingers.values()]; spread = Math.hypot(a.x - b.x, a.y - b.y); W.rubber = null; }
  });
  canvas.addEventListener("pointermove", (event) => {
    const p = spot(event);
    if (!fingers.has(event.pointerId)) {
      if (event.pointerType !== "mouse" || !W.data) return;
      const over = W.nearest(p.x, p.y);
      if (over !== W.hovered) { W.hovered = over; canvas.classList.toggle("pointing", over !== null); ask(); }
      return;
    }
    const before = fingers.get(event.pointerId);
    fingers.set(event.pointerId, p);
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()], now = Math.hypot(a.x - b.x, a.y - b.y);
      W.zoom(now / (spread || now), (a.x + b.x) / 2, (a.y + b.y) / 2);
      spread = now; drag = true;
      return;
    }
    if (!drag && Math.hypot(p.x - from.x, p.y - from.y) < 4) return;
    drag = true;
    if (W.rubber) { W.rubber[2] = p.x; W.rubber[3] = p.y; return ask(); }
    W.hovered = null;
    W.pan(p.x - before.x, p.y - before.y);
  });
  const lift = (event) => {
    if (!fingers.has(event.pointerId)) return;
    const p = spot(event), single = fingers.size === 1;
    fingers.delete(event.pointerId);
    if (event.type === "pointercancel" || !single) { W.rubber = null; return ask(); }
    if (W.rubber && drag) {
      const [x, y, x2, y2] = W.rubber, some = [];
      for (let i = 0; i < count; i++) {
        if (!degree[i] || !placed(i)) continue;
        const q = W.screen(i);
        if (q.x >= Math.min(x, x2) && q.x <= Math.max(x, x2) && q.y >= Math.min(y, y2) && q.y <= Math.max(y, y2)) some.push(i);
      }
      W.rubber = null;
      W.pick(some);
    } else if (!drag) { W.rubber = null; W.select(W.nearest(p.x, p.y, event.pointerType === "touch" ? 24 : 14)); }
    ask();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { if (W.hovered !== null) { W.hovered = null; ask(); } });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); const p = spot(event); W.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), p.x, p.y); }, { passive: false });
  canvas.addEventListener("dblclick", (event) => { const p = spot(event); W.zoom(2, p.x, p.y); });
  canvas.addEventListener("keydown", (event) => {
    const act = { "+": () => W.zoom(1.4), "=": () => W.zoom(1.4), "-": () => W.zoom(1 / 1.4), 0: () => W.fit(), ArrowLeft: () => W.pan(80, 0), ArrowRight: () => W.pan(-80, 0), ArrowUp: () => W.pan(0, 80), ArrowDown: () => W.pan(0, -80), "/": () => document.getElementById("search")?.focus() }[event.key];
    if (act && !event.ctrlKey && !event.metaKey) { event.preventDefault(); act(); }
  });

  /* ---- saving ---- */
  W.picture = (done) => { W.rubber = null; draw(); canvas.toBlob(done, "image/png"); };
  W.svg = () => {
    const area = seen(0.02), parts = [], n1 = (v) => v.toFixed(1);
    const trail = (n) => { let d = "", open = false; for (let p = starts[n]; p < starts[n + 1]; p++) { if (px[p] !== px[p]) { open = false; continue; } d += `${open ? "L" : "M"}${n1(px[p] * view.k + view.x)} ${n1(py[p] * view.k + view.y)}`; open = true; } return d; };
    const k = view.k / 10, land = `transform="translate(${n1(view.x)} ${n1(view.y)}) scale(${k.toFixed(4)})" fill="${colours.land}" stroke="${colours.coast}" stroke-width="${(0.8 / k).toFixed(2)}"`;
    parts.push(`<path ${land} d="${J.xml(shapes.land)}"/>`);
    const many = arcs > 400;
    for (let n = 0; n < arcs; n++) {
      const l = pl[n];
      if (!W.shown[l] || box[n * 4] > area[1] || box[n * 4 + 1] < area[0] || box[n * 4 + 2] > area[3] || box[n * 4 + 3] < area[2]) continue;
      const look = style.forms[forms[formOf[l]]], mine = pa[n] === W.selected || pb[n] === W.selected;
      parts.push(`<path d="${trail(n)}" fill="none" stroke="${colours.forms[formOf[l]]}" stroke-width="${mine ? look.width : many ? 0.8 : look.width * 0.7}" opacity="${mine || !many ? 1 : 0.3}"${look.dash.length ? ` stroke-dasharray="${look.dash.join(" ")}"` : ""}${look.round ? ' stroke-linecap="round"' : ""}/>`);
    }
    for (let i = 0; i < count; i++) if (degree[i] && placed(i)) { const p = W.screen(i); if (p.x > 0 && p.x < wide && p.y > 0 && p.y < high) parts.push(`<circle cx="${n1(p.x)}" cy="${n1(p.y)}" r="${radius(i, view.k).toFixed(1)}" fill="${actors.home[i] ? colours.ink : colours.paper}" stroke="${colours.ink}" stroke-width=".7"><title>${J.xml(actors.name[i])}</title></circle>`); }
    for (const { i, text, dx, dy } of names?.found ?? []) { const p = W.screen(i); parts.push(`<text x="${n1(p.x + dx)}" y="${n1(p.y + dy + 5)}" font-family="sans-serif" font-size="14" font-weight="600" fill="${colours.ink}" stroke="${colours.land}" stroke-width="4" paint-order="stroke" stroke-linejoin="round">${J.xml(text)}</text>`); }
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}"><title>${J.xml(document.title)}</title><rect width="${wide}" height="${high}" fill="${colours.sea}"/>${parts.join("")}</svg>`;
  };
})();
