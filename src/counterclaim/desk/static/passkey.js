// Passkeys: asks the browser for one, to sign in or to make one. Without this script, password and code do.
"use strict";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const send = async (path, fields) => {
  const answer = await fetch(path, {
    method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const error = told.error || { expected: "an answer", came: "none", todo: "Load the page again." };
    throw new Error(`Expected ${error.expected}; got ${error.came}. ${error.todo}`);
  }
  return told;
};

const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

const plain = (made) => {
  const response = { clientDataJSON: text(made.response.clientDataJSON) };
  for (const key of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[key]) response[key] = text(made.response[key]);
  }
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} });
};

const make = async (form) => {
  const fields = Object.fromEntries(new FormData(form));
  const { token, label, password } = fields;
  const asked = await send("/account/passkey/begin", { token, password });
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: named(asked.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  await send("/account/passkey", { token, label, answer: plain(made) });
  window.location.assign("/account");
};

const signIn = async (form) => {
  const asked = await send("/passkey/challenge", {});
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
  const made = await navigator.credentials.get({ publicKey });
  const told = await send("/passkey/sign-in", { answer: plain(made), next: new FormData(form).get("next") || "" });
  window.location.assign(told.to);
};

// A passkey belongs to a name: on a bare address of a machine there is none.
if (window.PublicKeyCredential && window.isSecureContext && !/^[\d.]+$|:/.test(window.location.hostname)) {
  for (const form of document.querySelectorAll("form.passkey")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const status = form.querySelector("[role=status]");
      status.textContent = "";
      try {
        await (form.dataset.does === "make" ? make(form) : signIn(form));
      } catch (error) {
        status.textContent = error.name === "NotAllowedError" ? "Nothing was done: the browser gave no passkey." : error.message;
      }
    });
  }
}
