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

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // While a question is typed, what it may go on with: the browser's own list, so keyboard and screen readers know it.
  const field = document.querySelector("input#q");
  if (field) {
    const list = document.createElement("datalist");
    list.id = "q-more";
    field.after(list);
    field.setAttribute("list", list.id);
    let wait = 0;
    let asked = "";
    field.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(async () => {
        const typed = field.value.trim();
        if (typed.length < 2 || typed === asked) return;
        asked = typed;
        const answer = await fetch(`/v1/ask/complete?q=${encodeURIComponent(typed)}&lang=${root.lang}`).catch(() => null);
        if (!answer || !answer.ok || typed !== asked) return;
        const { value } = await answer.json();
        list.replaceChildren(...value.map((one) => {
          const option = document.createElement("option");
          option.value = one.question;
          option.label = one.text;
          return option;
        }));
      }, 120);
    });
  }

  for (const place of document.querySelectorAll("[data-address]")) place.textContent = location.href;
})();
