/* What pages drawn on the server gain with a script: Escape closes, and the drawing can be saved. */
(() => {
  "use strict";
  const J = window.jumelles;
  addEventListener("keydown", (event) => { if (event.key === "Escape" && location.hash.startsWith("#actor-")) location.hash = "#content"; });
  /* Colours are custom properties on the page; in a file of its own the drawing carries them. */
  const saved = () => {
    const drawing = [...document.querySelectorAll(".drawing svg")].find((svg) => svg.getBoundingClientRect().width);
    const copy = drawing.cloneNode(true), css = J.colours();
    for (const own of copy.querySelectorAll(".own")) own.remove();
    for (const part of copy.querySelectorAll("[fill],[stroke]")) for (const name of ["fill", "stroke"]) {
      const token = /^var\(--([\w-]+)/.exec(part.getAttribute(name) ?? "");
      if (token) part.setAttribute(name, css[token[1]]);
    }
    copy.setAttribute("font-family", "sans-serif");
    return new XMLSerializer().serializeToString(copy);
  };
  for (const button of document.querySelectorAll("[data-save=svg]")) button.addEventListener("click", () => J.save(J.fileName("svg"), "image/svg+xml", saved()));
  J.ready = true;
})();
