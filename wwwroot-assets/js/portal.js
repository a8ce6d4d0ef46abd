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
