/* What every map shares: building elements without markup, letters without accents, saving a file, the theme, the language. */
(() => {
  "use strict";
  const read = (name) => JSON.parse(document.getElementById(`jumelles-${name}`).textContent);
  const J = {
    read,
    listeners: [],
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
    phone: matchMedia("(max-width: 860px)"),
  };
  window.jumelles = J;

  /* Letters without accents and case, so that "saint etienne" finds Saint-Étienne. */
  J.fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  J.short = (name, most = 46) => { const letters = [...name]; return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : name; };

  J.el = (tag, { text, on, ...rest } = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(rest)) if (value !== undefined && value !== null) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    for (const [event, act] of Object.entries(on ?? {})) made.addEventListener(event, act);
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };
  J.glyph = (name) => document.getElementById("glyphs").content.querySelector(`[data-glyph="${name}"]`).firstElementChild.cloneNode(true);
  J.say = (text) => { document.getElementById("say").textContent = text; };

  J.colours = () => {
    const css = getComputedStyle(document.documentElement);
    return new Proxy({}, { get: (_, name) => css.getPropertyValue(`--${name}`).trim() });
  };

  /* Gives a file to the reader; `content` is text or a Blob. */
  J.save = (name, type, content) => {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = J.el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
  J.fileName = (ending) => `jumelles-${J.fold(document.getElementById("title").textContent).replace(/ /g, "-").slice(0, 60) || "map"}.${ending}`;
  /* Text for XML: no character that XML does not allow, the five signs escaped. */
  // eslint-disable-next-line no-control-regex
  J.xml = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /* A list that opens below its button; Escape and a click elsewhere close it. */
  for (const menu of document.querySelectorAll("details.menu")) {
    const shut = (focus) => { if (menu.open) { menu.open = false; if (focus) menu.querySelector("summary").focus(); } };
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) shut(false); });
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu.open) { event.stopPropagation(); shut(true); } });
    menu.addEventListener("click", (event) => { if (event.target.closest("button,a") && !event.target.closest("summary,[data-stay]")) shut(false); });
  }

  const root = document.documentElement, changed = () => { for (const listen of J.listeners) listen("theme"); };
  const button = document.getElementById("theme");
  if (button) button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    if (location.protocol.startsWith("http")) document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
    changed();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  /* In the page of another the theme follows it. */
  new MutationObserver(changed).observe(root, { attributes: true, attributeFilter: ["data-theme"] });

  /* The other language shows the same: what the address holds goes along. */
  for (const link of document.querySelectorAll("a[data-keep]")) {
    link.addEventListener("click", () => { link.hash = location.hash; });
  }
  for (const copy of document.querySelectorAll("[data-snippet]")) {
    const field = document.getElementById(copy.dataset.snippet);
    field.addEventListener("focus", () => field.select());
    copy.addEventListener("click", async () => {
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      J.say(copy.dataset.done);
      copy.textContent = copy.dataset.done;
    });
  }
  if (window.parent !== window) root.classList.add("framed");

  /* A site's fonts are on their way: a moment is left them, since one that comes after the first frame is not used at all. */
  J.lettered = (draw) => {
    if (!document.querySelector("link[as=font]")) return draw();
    const css = J.colours(), some = [css.sans, css.serif].map((family) => document.fonts.load(`16px ${family}`));
    let drawn = false;
    const once = () => { if (!drawn) { drawn = true; draw(); } };
    Promise.all(some).then(once, once);
    setTimeout(once, 90);
  };

  /* What the first frame does not need waits in scripts that no browser runs, until that frame is on the screen. */
  const { nonce } = document.currentScript, waiting = [];
  const next = () => {
    const held = waiting.shift();
    if (!held) return;
    const made = document.createElement("script");
    made.nonce = nonce;
    if (held.dataset.src) { made.addEventListener("load", next); made.src = held.dataset.src; } else made.textContent = held.textContent;
    held.replaceWith(made);
    if (!held.dataset.src) setTimeout(next);
  };
  let begun = false;
  const begin = () => { if (!begun) { begun = true; waiting.push(...document.querySelectorAll("script[data-later]")); next(); } };
  /* A frame that nobody sees is never drawn: then a short time stands for it. */
  document.addEventListener("DOMContentLoaded", () => { requestAnimationFrame(() => setTimeout(begin)); setTimeout(begin, 300); });
})();
