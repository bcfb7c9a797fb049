// What pages gain with a script; without it everything still works.
(() => {
  "use strict";
  const root = document.documentElement;

  // The theme changes in place; the link does the same with a new page.
  for (const link of document.querySelectorAll("[data-theme-choice]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const theme = link.dataset.themeChoice;
      document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
      root.dataset.theme = theme;
      for (const frame of document.querySelectorAll("iframe")) {
        const inner = frame.contentDocument && frame.contentDocument.documentElement;
        if (inner) inner.dataset.theme = theme;
      }
      document.querySelector(theme === "dark" ? ".to-light" : ".to-dark").focus();
    });
  }

  // The number of a note leads back to the very place that was left, not only to the first.
  for (const cite of document.querySelectorAll("[data-cite]")) {
    cite.addEventListener("click", () => {
      const back = document.querySelector(`${cite.getAttribute("href")} [data-back]`);
      if (back) back.setAttribute("href", `#${cite.id}`);
    });
  }

  // A link on the map leads to a page, not to a page inside the frame.
  for (const frame of document.querySelectorAll("iframe")) {
    const widen = () => frame.contentDocument && frame.contentDocument.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='/']");
      if (link) link.target = "_top";
    }, true);
    frame.addEventListener("load", widen);
    widen();
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = document.getElementById(button.getAttribute("aria-describedby"));
      try {
        await navigator.clipboard.writeText(location.href);
        said.textContent = button.dataset.done;
      } catch {
        said.textContent = location.href;
      }
    });
  }

  for (const field of document.querySelectorAll("[data-select]")) field.addEventListener("focus", () => field.select());

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  for (const place of document.querySelectorAll("[data-address]")) place.textContent = location.href;
})();
