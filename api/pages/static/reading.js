"use strict";
// Ties the proposals to their place in the document, and gives them keys. Without it the form works as it is.
(() => {
  const facts = [...document.querySelectorAll(".proposal")];
  const marks = [...document.querySelectorAll("mark")];
  let at = -1;

  const within = (key) => marks.filter((mark) => mark.dataset.facts.split(" ").includes(key));

  function show(key, scroll) {
    marks.forEach((mark) => mark.classList.remove("at"));
    const here = within(key);
    here.forEach((mark) => mark.classList.add("at"));
    if (!scroll || !here.length) return;
    // Only the sheet moves, so that the fact at hand stays where it is.
    const sheet = document.querySelector(".text");
    sheet.scrollTop += here[0].getBoundingClientRect().top - sheet.getBoundingClientRect().top - sheet.clientHeight / 2;
  }

  function go(index) {
    at = Math.max(0, Math.min(facts.length - 1, index));
    facts[at].focus({ preventScroll: true });
    facts[at].scrollIntoView({ block: "center" });
    show(facts[at].dataset.key, true);
  }

  function decide(fact, value) {
    const choice = [...fact.querySelectorAll("input[type=radio]")].find((input) => input.value === value);
    choice.checked = true;
    fact.classList.toggle("accepted", value === "accepted");
    fact.classList.toggle("rejected", value === "rejected");
  }

  facts.forEach((fact, index) => {
    fact.addEventListener("focusin", () => { at = index; show(fact.dataset.key, true); });
    fact.addEventListener("mouseenter", () => show(fact.dataset.key, false));
    fact.addEventListener("change", (event) => {
      if (event.target.type === "radio") decide(fact, event.target.value);
    });
  });
  marks.forEach((mark) => mark.addEventListener("click", () => {
    go(facts.findIndex((fact) => fact.dataset.key === mark.dataset.facts.split(" ")[0]));
  }));

  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    a: () => { if (at >= 0) { decide(facts[at], "accepted"); go(at + 1); } },
    r: () => { if (at >= 0) { decide(facts[at], "rejected"); go(at + 1); } },
    u: () => { if (at >= 0) decide(facts[at], ""); },
    e: () => { if (at >= 0) { facts[at].querySelector("details").open = true; facts[at].querySelector("textarea").focus(); } },
  };
  // Whoever speaks to the machine can turn single letters off (WCAG 2.1.4); the choice is kept.
  const byKeys = document.getElementById("by-keys");
  byKeys.checked = localStorage.getItem("jumelles.by-keys") !== "off";
  byKeys.addEventListener("change", () => localStorage.setItem("jumelles.by-keys", byKeys.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    if (!byKeys.checked) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input[type=text], input[type=search]")) {
      if (event.key === "Escape" && event.target.matches("textarea")) go(at);
      return;
    }
    const deed = keys[event.key.toLowerCase()];
    if (deed) { event.preventDefault(); deed(); }
  });
})();
