// Confirming oneself over a page (ConfirmHere.razor): the code or the password goes to the server in a request of its own, with the token of
// the page, and never through the circuit. When the server has taken it, the circuit is told and asks the server itself. No inline scripts (CSP).
(function () {
  "use strict";

  async function prove(form) {
    const data = new FormData(document.getElementById("p-confirm"));
    const secret = form.querySelector("[data-secret]");
    data.set("way", form.dataset.confirm);
    data.set("secret", secret ? secret.value : "");
    const answer = await fetch("/me/confirm/here", { method: "POST", body: data, credentials: "same-origin" });
    const type = answer.headers.get("content-type") || "";
    const body = type.includes("json") ? await answer.json() : null;
    return answer.ok && body ? null : (body && body.problem) || "";
  }

  async function run(form) {
    const line = form.querySelector("[data-confirm-problem]");
    const secret = form.querySelector("[data-secret]");
    const button = form.querySelector("button[type=submit]");
    line.textContent = "";
    button.disabled = true;
    let problem = "";
    try {
      problem = await prove(form);
    } catch {
      problem = "";
    }

    button.disabled = false;
    if (problem === null) {
      if (secret) secret.value = "";
      form.closest("[data-confirm-here]").querySelector("[data-confirmed]").click();
      return;
    }

    line.textContent = problem || line.dataset.failed;
    if (secret) {
      secret.focus();
      secret.select();
    }
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.confirm) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    run(form);
  }, true);
})();
