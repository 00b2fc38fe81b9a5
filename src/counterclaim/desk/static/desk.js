// Makes the desk quicker by keyboard; every page works without it. One key goes to the search, two move along a list.
"use strict";
document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || at.matches("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    const field = document.getElementById("q2") || document.getElementById("q");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key === "j" || event.key === "k") {
    const links = [...document.querySelectorAll("main th a, main h2 a, main h3 a, main .claims li .quote a")];
    const now = links.indexOf(document.activeElement);
    const next = links[event.key === "j" ? now + 1 : Math.max(now - 1, 0)];
    if (next) { event.preventDefault(); next.focus(); }
  }
});

// What is in the making is asked for until it is there, and only then is the page another; without a script, its link asks.
const again = async () => {
  const answer = await fetch(location.href).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page && !page.querySelector("[data-again]")) location.reload();
  else setTimeout(again, 3000);
};
if (document.querySelector("[data-again]")) setTimeout(again, 3000);
