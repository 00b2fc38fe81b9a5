// Dropping files and folders, and seeing how far taking is; choosing files works without this script.
"use strict";

const form = document.querySelector("form.takes");
const zone = form.querySelector(".dropzone");
const chosen = form.querySelector(".chosen");
const status = form.querySelector(".sending");
const folder = form.querySelector("#folder");
let dropped = [];

form.querySelectorAll(".drags, .folder").forEach((one) => { one.hidden = false; });

const show = () => {
  chosen.replaceChildren();
  for (const { path } of dropped.slice(0, 12)) chosen.append(Object.assign(document.createElement("li"), { textContent: path }));
  if (dropped.length > 12) chosen.append(Object.assign(document.createElement("li"), { textContent: `and ${dropped.length - 12} more` }));
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
  dropped.push(...(found.length ? found : plain));
  show();
});
const picked = (input) => [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
folder.addEventListener("change", () => { dropped = picked(folder); show(); });

const far = async (job) => {
  for (;;) {
    const told = await (await fetch("/work.json")).json();
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
  const files = dropped.length ? dropped : picked(form.elements.files);
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
    const told = JSON.parse(asked.responseText || "{}");
    if (asked.status >= 400) { const e = told.error; status.textContent = e ? `Expected ${e.expected}; got ${e.came}. ${e.todo}` : "It was not taken."; return; }
    far(told.job);
  });
  asked.send(body);
});
