// Makes the forms of the desk quick; every one of them works without this script.
"use strict";

const sent = async (form, more) => {
  const body = new URLSearchParams(new FormData(form));
  for (const [key, value] of Object.entries(more || {})) body.set(key, value);
  const headers = { Accept: "application/json", "X-Form-Token": body.get("token") || "" };
  const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => null);
  if (!answer) return { status: 503, told: { error: { expected: "an answer of the desk", came: "none", todo: "Look whether it runs, and whether this was kept, before you send it again." } } };
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
  if (!told.rows.length) item(place, "No grade would be another.");
  const list = document.createElement("ul");
  for (const c of told.rows.slice(0, 12)) {
    const row = item(list, `${c.about.replaceAll("_", " ")}: ${c.before || "not given"} → `, "li");
    item(row, c.after || "not given", "b");
  }
  if (told.rows.length > 12) item(list, `and ${told.rows.length - 12} more`, "li");
  if (told.rows.length) place.append(list);
  const rest = document.createElement("ul");
  for (const c of told.others.filter((one) => one.table === "events").slice(0, 4)) {
    const words = c.before && c.after ? `${c.about}: ${c.before} → ${c.after}` : `${c.about} would be ${c.after ? "an event of its own" : "no event of its own"}`;
    item(rest, words, "li");
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
  if ([401, 403, 409].includes(status)) { form.dataset.sending = "1"; place.textContent = ""; form.removeAttribute("data-one"); form.requestSubmit(button); return; }
  if (status >= 400) { wrong(place, told); return; }
  if (preview) { showMoves(place, told); return; }
  const one = form.closest(".waits");
  one.classList.add("done");
  const done = item(one, `Decision ${told.decision.number}: ${told.decision.kind}. `);
  done.className = "result";
  const why = item(done, "", "input");
  why.setAttribute("aria-label", "Why it is taken back");
  why.placeholder = "Why";
  const back = item(done, "Take it back", "button");
  back.type = "button";
  back.addEventListener("click", async () => {
    if (!why.value.trim()) { why.focus(); return; }
    const undo = new URLSearchParams({ token: form.elements.token.value, reason: why.value });
    const answer = await fetch(`/undo/${told.decision.number}`, { method: "POST", body: undo, headers: { Accept: "application/json" } });
    if (answer.ok) { one.classList.remove("done"); done.remove(); one.focus(); }
  });
  next(one, 1);
});

// A reason that is missing is asked for; Enter then does what was asked, which stands beside it, and nothing else.
const asked = new WeakMap();
document.addEventListener("click", (event) => {
  const button = event.target.closest("form.decide[data-one] button[name=kind]");
  if (!button || button.form.checkValidity()) return;
  asked.set(button.form, button);
  button.form.querySelector(".moved").textContent = `Say why, then Enter: ${button.textContent}.`;
});
document.addEventListener("keydown", (event) => {
  const form = event.target.matches("input") && event.target.form;
  if (event.key !== "Enter" || event.isComposing || !form || !asked.has(form)) return;
  event.preventDefault();
  form.requestSubmit(asked.get(form));
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
  document.querySelectorAll(".hints").forEach((one) => { one.hidden = false; });
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

// Voices and events, by dragging.
const voices = document.querySelector(".voices");
const dialog = document.querySelector("dialog.drop");
const lit = (box) => {
  document.querySelectorAll(".over").forEach((one) => one.classList.remove("over"));
  if (box) box.classList.add("over");
};
const askIn = (fields, words) => {
  const form = dialog.querySelector("form");
  for (const name of ["subject", "kind", "move", "f.claims", "f.with"]) form.elements[name].value = fields[name] || "";
  dialog.querySelector(".told").textContent = words;
  dialog.querySelector(".moved").textContent = "Trying it…";
  dialog.showModal();
  form.elements.reason.focus();
  form.elements.reason.required = false;
  sent(form, { step: "preview", reason: "Tried." }).then(({ status, told }) => {
    form.elements.reason.required = true;
    (status >= 400 ? wrong : showMoves)(dialog.querySelector(".moved"), told);
  });
};
if (voices && dialog) {
  document.querySelectorAll(".drags, .voice.alone, .happenings").forEach((one) => { one.hidden = false; });
  const tray = document.querySelector(".tray");
  let held = null;
  document.addEventListener("dragstart", (event) => {
    held = event.target.closest(".member, .happening[draggable]");
    if (!held) return;
    event.dataTransfer.setData("text/plain", held.dataset.claim || held.dataset.event);
    if (held.matches(".member")) tray.hidden = false;
  });
  document.addEventListener("dragend", () => { held = null; tray.hidden = true; lit(null); });
  const target = (event) => {
    if (!held) return null;
    if (held.matches(".happening")) return event.target.closest(".happening.here");
    const box = event.target.closest(".voice, .tray");
    if (!box || box === tray) return box;
    return box !== held.closest(".voice") && (box.dataset.first || held.dataset.beside) ? box : null;
  };
  document.addEventListener("dragover", (event) => {
    const box = target(event);
    lit(box);
    if (box) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const box = target(event);
    if (!box) return;
    event.preventDefault();
    lit(null);
    const here = voices.dataset.event;
    if (held.matches(".happening")) {
      askIn({ subject: here, kind: "join-events", "f.with": held.dataset.event }, `“${held.textContent}” is one happening with this event.`);
    } else if (box === tray) {
      askIn({ subject: here, kind: "split-event", "f.claims": held.dataset.claim }, "This claim speaks of another happening.");
    } else if (box.dataset.first) {
      askIn({ subject: held.dataset.claim, move: `join:${box.dataset.first}` }, `This claim and “${box.querySelector("h3").textContent}” are one voice.`);
    } else {
      askIn({ subject: held.dataset.claim, move: `split:${held.dataset.beside}` }, "This claim is a voice of its own.");
    }
    tray.hidden = true;
  });
  dialog.querySelector(".closes").addEventListener("click", () => dialog.close());
}

// Words of a report, by selecting them.
const sentences = document.querySelector(".sentences");
const slots = document.querySelector("form.drawn");
if (sentences && slots) {
  document.querySelectorAll(".drags").forEach((one) => { one.hidden = false; });
  const points = (text) => [...text].length;
  const taken = () => {
    const range = document.getSelection().rangeCount ? document.getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !sentences.contains(range.commonAncestorContainer)) return;
    let start = null;
    const words = [];
    for (const said of sentences.querySelectorAll(".words")) {
      if (!range.intersectsNode(said)) continue;
      const part = document.createRange();
      part.selectNodeContents(said);
      const before = part.cloneRange();
      if (said.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (said.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      const text = part.toString();
      if (!text.trim()) continue;
      before.setEnd(part.startContainer, part.startOffset);
      if (start === null) start = Number(said.dataset.start) + points(before.toString());
      words.push(text);
    }
    if (start === null) return;
    slots.elements["f.text"].value = words.join(" ").trim();
    slots.elements["f.start"].value = start;
    sentences.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  };
  sentences.addEventListener("mouseup", taken);
  sentences.addEventListener("keyup", taken);
}

// Figures from before: look whether the new ones are there, without disturbing what is being written.
const behind = document.querySelector(".behind[data-settling='1']");
if (behind) {
  const look = async () => {
    const told = await fetch("/work.json", { headers: { Accept: "application/json" } }).then((r) => r.json()).catch(() => ({ busy: true }));
    if (told.busy) { window.setTimeout(look, 1500); return; }
    if (told.jobs && told.jobs.length && told.jobs[0].state === "failed") { behind.querySelector(".now").textContent = `It was not settled. ${told.jobs[0].words}`; return; }
    behind.querySelector(".now").textContent = "The new figures are here.";
    const again = behind.querySelector(".again");
    if (again) again.textContent = "Show them";
    const writing = [...document.querySelectorAll("main input:not([type=hidden]), main textarea")].some((one) => one.value !== one.defaultValue);
    if (!writing && !document.querySelector("dialog[open]") && !document.querySelector(".waits")) again.click();
  };
  window.setTimeout(look, 1500);
}
