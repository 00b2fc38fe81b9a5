// Dropping files and folders, and seeing how far taking is; choosing files works without this script.
"use strict";

const form = document.querySelector("form.takes");
const zone = form.querySelector(".dropzone");
const chosen = form.querySelector(".chosen");
const status = form.querySelector(".sending");
const folder = form.querySelector("#folder");
let dropped = [];

form.querySelectorAll(".drags, .folder").forEach((one) => { one.hidden = false; });

const made = (tag, words, parent) => {
  const one = Object.assign(document.createElement(tag), { textContent: words });
  parent.append(one);
  return one;
};

const show = () => {
  chosen.replaceChildren();
  if (!dropped.length) return;
  const head = made("p", `${dropped.length} ${dropped.length === 1 ? "file" : "files"} to be taken. `, chosen);
  const none = made("button", "Choose others instead", head);
  none.type = "button";
  none.className = "quiet";
  none.addEventListener("click", () => { dropped = []; show(); form.elements.files.focus(); });
  const list = made("ul", "", chosen);
  for (const { path } of dropped.slice(0, 12)) made("li", path, list).dir = "auto";
  if (dropped.length > 12) made("li", `and ${dropped.length - 12} more`, list);
};

// What is chosen comes beside what was dropped before: nothing that somebody gave is left out unsaid.
const add = (found) => {
  const there = new Set(dropped.map(({ path, file }) => `${path} ${file.size} ${file.lastModified}`));
  dropped.push(...found.filter(({ path, file }) => !there.has(`${path} ${file.size} ${file.lastModified}`)));
  show();
};

const entries = async (entry, inside) => {
  if (entry.isFile) {
    const file = await new Promise((yes, no) => { entry.file(yes, no); });
    return [{ file, path: inside + file.name }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((yes, no) => { reader.readEntries(yes, no); });
    if (!some.length) break;
    for (const one of some) found.push(...await entries(one, `${inside}${entry.name}/`));
  }
  return found;
};

zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
zone.addEventListener("dragleave", () => zone.classList.remove("over"));
zone.addEventListener("drop", async (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  const items = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry && one.webkitGetAsEntry()).filter(Boolean);
  const plain = [...event.dataTransfer.files].map((file) => ({ file, path: file.name }));
  const found = [];
  for (const one of items) found.push(...await entries(one, ""));
  add(found.length ? found : plain);
});
// A file that misses the box would be opened in place of this page.
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => { if (!zone.contains(event.target)) event.preventDefault(); });
for (const input of [form.elements.files, folder]) {
  input.addEventListener("change", () => {
    add([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    input.value = "";
  });
}

const far = async (job) => {
  for (;;) {
    const told = await fetch("/work.json").then((answer) => answer.json()).catch(() => null);
    if (!told || !told.jobs) { status.textContent = "The desk does not answer. What was sent is kept there: see What is being done, once it does."; return; }
    const mine = told.jobs.find((one) => one.id === job);
    if (!mine || mine.state === "failed") { location.href = "/work"; return; }
    const bar = status.querySelector("progress");
    status.querySelector("span").textContent = mine.state === "waiting" ? "Waiting to begin." : `${mine.step}${mine.total ? ` ${mine.done} of ${mine.total}` : ""}`;
    if (mine.total) { bar.max = mine.total; bar.value = mine.done; } else { bar.removeAttribute("value"); }
    if (mine.state === "done") { location.href = "/work"; return; }
    await new Promise((go) => { setTimeout(go, 400); });
  }
};

form.addEventListener("submit", (event) => {
  const files = dropped;
  if (!files.length) return;
  event.preventDefault();
  const body = new FormData(form);
  body.delete("files");
  for (const { file, path } of files) { body.append("paths", path); body.append("files", file, file.name); }
  status.replaceChildren(Object.assign(document.createElement("progress"), { max: 1 }), document.createElement("span"));
  status.querySelector("progress").setAttribute("aria-label", "How far it is");
  const asked = new XMLHttpRequest();
  asked.open("POST", form.action);
  asked.setRequestHeader("Accept", "application/json");
  asked.setRequestHeader("X-Form-Token", form.elements.token.value);
  asked.upload.addEventListener("progress", (now) => {
    if (now.lengthComputable) { const bar = status.querySelector("progress"); bar.max = now.total; bar.value = now.loaded; }
    status.querySelector("span").textContent = `Sending ${files.length} ${files.length === 1 ? "file" : "files"}.`;
  });
  asked.addEventListener("load", () => {
    let told = {};
    try { told = JSON.parse(asked.responseText); } catch { /* a plain refusal */ }
    if (asked.status >= 400) { const e = told.error; status.textContent = e ? `Expected ${e.expected}; got ${e.came}. ${e.todo}` : "It was not taken."; return; }
    far(told.job);
  });
  asked.addEventListener("error", () => { status.textContent = "The desk did not answer, and may have taken none of it. Look whether it runs, and send it again: what is there already is not taken twice."; });
  asked.send(body);
});
