"use strict";
// Keys inside the list of what is open; without it every point is reached by Tab, and the forms work as they are.
(() => {
  const list = document.querySelector(".points");
  const said = document.getElementById("said");
  // A load that leads to what was just decided puts the keyboard there too.
  if (said && location.hash === "#said") said.focus();
  if (!list) return;
  const points = [...list.children];
  const hint = document.querySelector(".keys");
  if (hint) hint.hidden = false;
  const here = () => points.findIndex((point) => point.contains(document.activeElement));
  const go = (index) => {
    const point = points[Math.max(0, Math.min(points.length - 1, index))];
    point.focus({ preventScroll: true });
    point.scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: () => go(here() + 1),
    k: () => go(here() - 1),
    d: () => points[here()].querySelector(".verdicts button, .verdicts input:not([type=hidden])")?.focus(),
    u: () => document.querySelector("#said .undo button")?.focus(),
  };
  // Only while the focus is in the list, and never while something is typed (WCAG 2.1.4).
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input")) {
      if (event.key === "Escape") go(here());
      return;
    }
    const deed = keys[event.key.toLowerCase()];
    if (deed) { event.preventDefault(); deed(); }
  });
})();
