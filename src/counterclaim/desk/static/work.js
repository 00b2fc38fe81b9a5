// Makes the forms of the desk quick; every one of them works without this script.
"use strict";

const sent = async (form, more) => {
  const body = new URLSearchParams(new FormData(form));
  for (const [key, value] of Object.entries(more || {})) body.set(key, value);
  const answer = await fetch(form.action, {
    method: "POST", body, headers: { Accept: "application/json", "X-Form-Token": body.get("token") || "" },
  });
  let told = {};
  try { told = await answer.json(); } catch { /* a plain refusal */ }
  return { status: answer.status, told };
};

const item = (parent, words, tag) => {
  const made = document.createElement(tag || "p");
  made.textContent = words;
  parent.append(made);
  return made;
};

const wrong = (place, told) => {
  place.replaceChildren();
  const error = told.error || { expected: "an answer", came: "none", todo: "Send the form again." };
  item(place, `Expected ${error.expected}; got ${error.came}. ${error.todo || ""}`);
};

const showMoves = (place, told) => {
  place.replaceChildren();
  if (!told.grades.length) item(place, "No grade would be another.");
  const list = document.createElement("ul");
  for (const c of told.grades.slice(0, 12)) {
    const row = item(list, `${c.about.replaceAll("_", " ")}: ${c.before || "not given"} → `, "li");
    item(row, c.after || "not given", "b");
  }
  if (told.grades.length) place.append(list);
  const rest = document.createElement("ul");
  for (const c of told.others.filter((one) => one.table === "events").slice(0, 4)) {
    item(rest, `${c.about}: ${c.before || "–"} → ${c.after || "–"}`, "li");
  }
  if (rest.children.length) place.append(rest);
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form.decide[action$='/decide']")) return;
  const button = event.submitter;
  const more = button && button.name ? { [button.name]: button.value } : {};
  const always = form.querySelector("input[type=hidden][name=step]");
  const preview = more.step === "preview" || Boolean(always && always.value === "preview");
  const quick = form.hasAttribute("data-one") && !preview;
  if (!preview && !quick) return;
  event.preventDefault();
  const place = form.querySelector(".moved");
  place.textContent = preview ? "Trying it…" : "Keeping it…";
  const { status, told } = await sent(form, more);
  if (status === 409) { form.dataset.sending = "1"; place.textContent = ""; form.removeAttribute("data-one"); form.requestSubmit(button); return; }
  if (status >= 400) { wrong(place, told); return; }
  if (preview) { showMoves(place, told); return; }
  const one = form.closest(".waits");
  one.classList.add("done");
  const done = item(one, `Decision ${told.decision.number}: ${told.decision.kind}. `);
  done.className = "result";
  const back = item(done, "Take it back", "button");
  back.type = "button";
  back.addEventListener("click", async () => {
    const undo = new URLSearchParams({ token: form.elements.token.value });
    const answer = await fetch(`/undo/${told.decision.number}`, { method: "POST", body: undo, headers: { Accept: "application/json" } });
    if (answer.ok) { one.classList.remove("done"); done.remove(); one.focus(); }
  });
  next(one, 1);
});

// The review by keyboard.
const waiting = () => [...document.querySelectorAll(".waits")];
const next = (from, by) => {
  const all = waiting();
  const at = all.indexOf(from);
  for (let i = at + by; i >= 0 && i < all.length; i += by) {
    if (!all[i].classList.contains("done")) { all[i].focus(); all[i].scrollIntoView({ block: "start" }); return; }
  }
};
if (waiting().length) {
  document.querySelectorAll(".keys").forEach((one) => { one.hidden = false; });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const here = document.activeElement.closest(".waits");
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      if (here) next(here, event.key === "j" ? 1 : -1);
      else waiting()[0].focus();
      return;
    }
    const found = here && here.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    found.click();
    if (event.key === "c") here.querySelector(".correct input:not([type=hidden])").focus();
  });
}

// Voices, by dragging.
const voices = document.querySelector(".voices");
const dialog = document.querySelector("dialog.drop");
if (voices && dialog) {
  document.querySelectorAll(".drags, .voice.alone").forEach((one) => { one.hidden = false; });
  let held = null;
  voices.addEventListener("dragstart", (event) => {
    held = event.target.closest(".member");
    if (held) event.dataTransfer.setData("text/plain", held.dataset.claim);
  });
  const target = (event) => {
    const box = event.target.closest(".voice");
    return held && box && box !== held.closest(".voice") && (box.dataset.first || held.dataset.beside) ? box : null;
  };
  voices.addEventListener("dragover", (event) => {
    const box = target(event);
    document.querySelectorAll(".voice.over").forEach((one) => one.classList.remove("over"));
    if (box) { event.preventDefault(); box.classList.add("over"); }
  });
  voices.addEventListener("drop", (event) => {
    const box = target(event);
    if (!box) return;
    event.preventDefault();
    box.classList.remove("over");
    const form = dialog.querySelector("form");
    form.elements.subject.value = held.dataset.claim;
    form.elements.move.value = box.dataset.first ? `join:${box.dataset.first}` : `split:${held.dataset.beside}`;
    const name = box.querySelector("h3").textContent;
    dialog.querySelector(".told").textContent = box.dataset.first ? `This claim and “${name}” are one voice.` : "This claim is a voice of its own.";
    dialog.querySelector(".moved").replaceChildren();
    dialog.showModal();
    form.elements.reason.focus();
    form.elements.reason.required = false;
    sent(form, { step: "preview", reason: "Tried." }).then(({ status, told }) => {
      form.elements.reason.required = true;
      (status >= 400 ? wrong : showMoves)(dialog.querySelector(".moved"), told);
    });
  });
  dialog.querySelector(".closes").addEventListener("click", () => dialog.close());
}
