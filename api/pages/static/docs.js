// Swagger UI below the list of addresses; it asks this server only.
(() => {
  "use strict";
  const place = document.querySelector(".try");
  const media = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    document.documentElement.classList.toggle("dark-mode", chosen ? chosen === "dark" : media.matches);
  };
  dark();
  media.addEventListener("change", dark);
  new MutationObserver(dark).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  place.hidden = false;
  window.SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#swagger",
    validatorUrl: null,
    queryConfigEnabled: false,
    defaultModelsExpandDepth: -1,
    docExpansion: "none",
    syntaxHighlight: false,
    // It brings a second main landmark; the page has one.
    onComplete: () => place.querySelectorAll("main").forEach((main) => main.setAttribute("role", "group")),
  });
})();
