// Passkeys: the page asks for options, the browser shows its own dialog, the answer goes back as a form with the page's antiforgery token.
// Forms are marked data-passkey="sign-in|register|confirm"; without WebAuthn their box stays hidden. No inline scripts (CSP).
(function () {
  "use strict";

  const places = {
    "sign-in": { options: "/sign-in/passkey/options", answer: "/sign-in/passkey" },
    register: { options: "/me/passkeys/options", answer: "/me/passkeys" },
    confirm: { options: "/sign-in/passkey/options", answer: "/me/confirm/passkey" },
  };
  let waiting = null;

  function able() {
    return (
      typeof window.PublicKeyCredential === "function" &&
      typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function" &&
      typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
    );
  }

  async function post(form, path, more) {
    const data = new FormData(form);
    // In a circuit the token stands in a form that the server drew.
    const token = "__RequestVerificationToken";
    const drawn = document.querySelector("#p-confirm [name=" + token + "]");
    if (!data.get(token) && drawn) data.set(token, drawn.value);
    Object.keys(more || {}).forEach(function (key) { data.set(key, more[key]); });
    const answer = await fetch(path, { method: "POST", body: data, credentials: "same-origin" });
    const type = answer.headers.get("content-type") || "";
    return { ok: answer.ok, body: type.includes("json") ? await answer.json() : null };
  }

  function tell(form, text) {
    const line = form.querySelector("[data-passkey-problem]");
    if (line) line.textContent = text || line.dataset.failed;
  }

  // True when the answer led somewhere or said why not.
  function follow(form, result) {
    if (result.body && result.body.confirm) window.location.assign(result.body.confirm);
    else if (!result.ok || !result.body) tell(form, result.body && result.body.problem);
    else return false;
    return true;
  }

  async function run(form, mediation) {
    const place = places[form.dataset.passkey];
    if (!place) return;
    const asked = await post(form, place.options);
    if (follow(form, asked)) return;
    if (waiting) waiting.abort();
    waiting = new AbortController();
    const signal = waiting.signal;
    const credential =
      form.dataset.passkey === "register"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.body), signal: signal })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.body),
            mediation: mediation,
            signal: signal,
          });
    const answered = await post(form, place.answer, { credential: JSON.stringify(credential) });
    if (follow(form, answered)) return;
    if (form.dataset.stay) form.closest("[data-confirm-here]").querySelector("[data-confirmed]").click();
    else window.location.assign(answered.body.to);
  }

  async function start(form, mediation) {
    const quiet = mediation === "conditional";
    try {
      await run(form, mediation);
    } catch (fault) {
      // Closing the dialog is an answer, too; a list that offered itself says nothing.
      if (!quiet && fault.name !== "AbortError") tell(form, null);
    }
  }

  async function dress() {
    if (!able()) return;
    document.querySelectorAll("[data-passkey-box][hidden]").forEach(function (box) { box.hidden = false; });
    const autofill = document.querySelector("form[data-passkey='sign-in'][data-autofill]:not([data-offered])");
    if (!autofill || !PublicKeyCredential.isConditionalMediationAvailable) return;
    autofill.dataset.offered = "yes";
    if (await PublicKeyCredential.isConditionalMediationAvailable()) start(autofill, "conditional");
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.passkey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(form, " ");
    start(form, undefined);
  }, true);

  // A circuit puts its forms on the page later than the page itself.
  new MutationObserver(dress).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", dress);
})();
