// Small manners of the shell that need the browser: theme without a reload, menus that close, the phone drawer, copying, the
// reconnect banner. Everything here improves something that also works without it. No inline scripts anywhere (CSP script-src 'self').
(function () {
  "use strict";

  const root = document.documentElement;

  function isDark() {
    const chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function closeMenus(except) {
    document.querySelectorAll("details.p-menu[open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }

  function drawer(open) {
    const app = document.querySelector(".p-app");
    if (!app) return;
    app.classList.toggle("p-drawer-open", open);
    const burger = document.querySelector("[data-drawer-open]");
    if (burger) burger.setAttribute("aria-expanded", String(open));
    if (open) {
      const first = app.querySelector(".p-side a, .p-side summary");
      if (first) first.focus();
    }
  }

  function copy(button) {
    const done = function () {
      button.classList.add("p-copied");
      const live = button.querySelector("[data-copied]");
      if (live) live.textContent = live.dataset.copied;
      window.setTimeout(function () {
        button.classList.remove("p-copied");
        if (live) live.textContent = "";
      }, 2000);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(button.dataset.copy).then(done, function () {});
      return;
    }
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    area.setAttribute("readonly", "");
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    if (document.execCommand("copy")) done();
    area.remove();
    button.focus();
  }

  document.addEventListener("click", function (event) {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const menu = target.closest("details.p-menu");
    closeMenus(menu);
    // Choosing something in a menu closes it; its summary toggles by itself.
    if (menu && target.closest(".p-menu-list a, .p-menu-list button")) window.setTimeout(function () { menu.open = false; }, 0);
    if (target.closest("[data-drawer-open]")) drawer(true);
    else if (target.closest("[data-drawer-close]") || target.closest(".p-side a")) drawer(false);
    const copier = target.closest("[data-copy]");
    if (copier) copy(copier);
    if (target.closest("[data-reload]")) window.location.reload();
    if (target.closest("[data-print]")) window.print();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.p-menu[open]");
    if (open) {
      open.open = false;
      const summary = open.querySelector("summary");
      if (summary) summary.focus();
      return;
    }
    if (document.querySelector(".p-drawer-open")) {
      drawer(false);
      const burger = document.querySelector("[data-drawer-open]");
      if (burger) burger.focus();
    }
  });

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    // A circuit changes the address without a new page, so the way back is read at the last moment.
    const back = form.querySelector("[data-here]");
    if (back) back.value = window.location.pathname + window.location.search;
    if (form.id === "p-theme") {
      event.preventDefault();
      root.dataset.theme = isDark() ? "light" : "dark";
      const secure = window.location.protocol === "https:" ? "; secure" : "";
      document.cookie = "portal.theme=" + root.dataset.theme + "; path=/; max-age=31536000; samesite=lax" + secure;
    }
  });

  // The server drew the frame before the circuit stood (ShellOutline): the circuit's own takes its place in one step, and who had tabbed to a
  // link stays on it.
  new MutationObserver(function () {
    const outline = document.getElementById("p-outline");
    if (!outline || !document.querySelector("body > .p-app")) return;
    const held = outline.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    outline.remove();
    const same = held && Array.from(document.querySelectorAll("body > .p-app a, body > .p-skip")).find(function (link) {
      return link.getAttribute("href") === held;
    });
    if (same) same.focus();
  }).observe(document.body, { childList: true });

  // No room for one more open page (429 where the circuit asks to connect): the page stays as the server drew it, and says why nothing loads.
  function sayFull(entries) {
    const refused = entries.some(function (one) { return one.name.includes("/_blazor/negotiate") && one.responseStatus === 429; });
    const box = document.getElementById("blazor-error-ui");
    if (!refused || !box) return;
    box.querySelector("[data-fault]").hidden = true;
    box.querySelector("[data-full]").hidden = false;
    box.style.display = "block";
  }

  new PerformanceObserver(function (list) { sayFull(list.getEntries()); }).observe({ type: "resource", buffered: true });

  // After a form was refused, the first field that is wrong has the focus; where none is, the sentence that says why. Only after a press of
  // theirs: a draft that keeps itself never takes the cursor away from who is typing.
  let pressed = 0;
  let sent = null;
  const answerWithin = 15000;

  const problems = "[aria-invalid=true], .p-error, .p-alert-error";

  // What this change brought: a problem that has stood there is not pointed at again.
  function brought(change) {
    if (change.type === "attributes") return change.attributeName === "aria-invalid" && change.target.matches(problems) ? [change.target] : [];
    return Array.from(change.addedNodes).flatMap(function (node) {
      if (!(node instanceof Element)) return [];
      return (node.matches(problems) ? [node] : []).concat(Array.from(node.querySelectorAll(problems)));
    });
  }

  function pointAtProblem(changes) {
    if (Date.now() - pressed > answerWithin) return;
    const place = document.querySelector("dialog[open]") || document.querySelector("main");
    const fresh = changes.flatMap(brought).filter(function (one) { return place && place.contains(one); });
    if (fresh.length === 0) {
      // Refused again in the same words, nothing changes but the button, which works and rests: the field is pointed at all the same.
      const rested = changes.some(function (one) { return one.attributeName === "disabled" && !one.target.disabled && sent && sent.contains(one.target); });
      const still = rested && sent.querySelector("[aria-invalid=true]");
      if (still) {
        pressed = 0;
        still.focus();
      }
      return;
    }
    pressed = 0;
    const control = "input:not([type=hidden]), select, textarea, button";
    const group = fresh[0].closest(".p-field");
    const wrong = place.querySelector("[aria-invalid=true]") || (group && group.querySelector(control));
    const said = wrong || fresh[0];
    if (said.contains(document.activeElement)) return;
    if (!wrong) said.tabIndex = -1;
    said.focus();
  }

  // The rules speak the reader's language beside the field; the browser's own bubble speaks the browser's and stops the press before them.
  document.addEventListener("focusin", function (event) {
    const form = event.target instanceof Element && event.target.closest("main form:not([method])");
    if (form) form.noValidate = true;
  }, true);

  // What had the focus went away with what it did: the result gets it, else the heading; a button that works again gets it back.
  let held = null;
  let regaining = 0;

  function isLost() {
    return held && document.activeElement === document.body && (!held.isConnected || held.disabled);
  }

  function regain() {
    if (!isLost() || regaining) return;
    regaining = setTimeout(function () {
      regaining = 0;
      if (!isLost() || held.isConnected) return;
      held = null;
      const main = document.querySelector("main");
      const place = main && (main.querySelector(".p-alert-success") || main.querySelector("h1"));
      if (!place) return;
      if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }, 400);
  }

  function rested(changes) {
    const back = changes.some(function (one) { return one.attributeName === "disabled" && one.target === held && !held.disabled; });
    if (back && document.activeElement === document.body) held.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", function (event) {
    held = event.target instanceof Element && event.target.closest("main, [role=dialog], dialog") ? event.target : null;
  }, true);
  // A click beside everything takes the focus away on purpose.
  document.addEventListener("pointerdown", function (event) {
    if (held && !held.contains(event.target) && !event.target.closest("button, a, input, select, textarea, label, summary")) held = null;
  }, true);
  new MutationObserver(function (changes) {
    rested(changes);
    regain();
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });

  document.addEventListener("input", function () { pressed = 0; }, true);
  document.addEventListener("click", function (event) {
    if (event.target instanceof Element && event.target.closest("button")) pressed = Date.now();
  }, true);
  document.addEventListener("submit", function (event) {
    pressed = Date.now();
    sent = event.target;
    // Refused again in the same words, nothing at all may change on the page.
    const form = sent;
    if (form.querySelector("[aria-invalid=true]")) setTimeout(function () {
      const wrong = form.isConnected && form.querySelector("[aria-invalid=true]");
      const at = document.activeElement;
      if (wrong && (at === document.body || (at && at.type === "submit" && form.contains(at)))) wrong.focus();
    }, 800);
  }, true);
  new MutationObserver(pointAtProblem).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid", "disabled"],
  });
  const refused = document.querySelector("main [aria-invalid=true]");
  if (refused) refused.focus();

  // The theme button says what it will do, also while the system decides.
  document.addEventListener("DOMContentLoaded", function () {
    const banner = document.getElementById("components-reconnect-modal");
    if (!banner) return;
    banner.addEventListener("components-reconnect-state-changed", function (event) {
      const attempt = (event.detail && event.detail.currentAttempt) || 0;
      banner.classList.toggle("p-reconnect-stuck", attempt > 3);
      if (event.detail && event.detail.state === "rejected") window.location.reload();
    });
  });
})();
