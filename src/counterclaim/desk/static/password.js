// Passwords: shows what is typed when asked to, and how hard a new one is to guess. Without this script a button tells it.
"use strict";
for (const button of document.querySelectorAll("button.shows")) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const show = (shown) => { field.type = shown ? "text" : "password"; button.setAttribute("aria-pressed", String(shown)); };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false));
}
for (const box of document.querySelectorAll(".strength")) {
  const field = document.getElementById(box.dataset.of);
  const [meter, words] = [box.querySelector("meter"), box.querySelector("[role=status]")];
  const first = words.textContent;
  let waits, asked = 0;
  const ask = async () => {
    const now = ++asked;
    if (!field.value) { meter.hidden = true; words.textContent = first; return; }
    const sent = { name: "", invitation: "", ...Object.fromEntries(new FormData(field.form)), password: field.value };
    const body = new URLSearchParams({ name: sent.name, invitation: sent.invitation, password: sent.password });
    const answer = await fetch("/welcome/strength", { method: "POST", body }).catch(() => null);
    const told = answer && answer.ok ? await answer.json().catch(() => null) : null;
    if (now !== asked) return;
    meter.hidden = !told;
    if (told) { meter.value = told.score; words.textContent = told.words; } else { words.textContent = first; }
  };
  field.form.querySelector("button.measures").hidden = true;
  field.addEventListener("input", () => { clearTimeout(waits); waits = setTimeout(ask, 500); });
  if (field.value) ask();  // typed, or filled in, before this script was there
}
