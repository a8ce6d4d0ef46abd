// The search box (Ctrl K), the sheet of keys (?) and G-then-letter. The pages are in the box already and filter here at once; objects are
// asked of the server, which answers with what this person may open. Keyboard first: arrows choose, Enter goes, Esc closes.
(function () {
  "use strict";

  const root = document.documentElement;
  const goWindow = 1500;
  let goUntil = 0;
  let asked = 0;
  let timer = 0;

  function palette() {
    return document.querySelector("[data-palette]");
  }

  function options(box) {
    return Array.from(box.querySelectorAll("[role=option]")).filter(function (option) { return !option.hidden; });
  }

  function choose(box, option) {
    box.querySelectorAll("[role=option][aria-selected=true]").forEach(function (one) { one.setAttribute("aria-selected", "false"); });
    const input = box.querySelector("input");
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function chosen(box) {
    return box.querySelector("[role=option][aria-selected=true]");
  }

  function count(box) {
    const shown = options(box).length;
    const status = box.querySelector("[data-palette-status]");
    status.textContent = shown === 0 ? box.dataset.nothing : box.dataset.count.replace("{0}", String(shown));
  }

  function filter(box) {
    const typed = box.querySelector("input").value.trim().toLowerCase();
    const pages = box.querySelector("[data-palette-pages]");
    let any = false;
    pages.querySelectorAll("[role=option]").forEach(function (option) {
      option.hidden = typed !== "" && !option.textContent.toLowerCase().includes(typed);
      any = any || !option.hidden;
    });
    pages.hidden = !any;
    choose(box, options(box)[0]);
    count(box);
    window.clearTimeout(timer);
    const mine = ++asked;
    if (typed.length < 2) {
      show(box, []);
      return;
    }
    timer = window.setTimeout(function () { ask(box, typed, mine); }, 120);
  }

  function ask(box, typed, mine) {
    const typedAsIs = box.querySelector("input").value.trim() || typed;
    window.fetch(box.dataset.jump + "?q=" + encodeURIComponent(typedAsIs), { headers: { accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : []; })
      .then(function (found) { if (mine === asked) show(box, found); }, function () {});
  }

  function text(tag, words) {
    const element = document.createElement(tag);
    element.textContent = words;
    return element;
  }

  function show(box, found) {
    const place = box.querySelector("[data-palette-objects]");
    place.replaceChildren();
    place.hidden = found.length === 0;
    if (found.length > 0) {
      const head = text("p", box.dataset.found);
      head.className = "p-palette-head";
      head.setAttribute("aria-hidden", "true");
      place.append(head);
    }
    found.forEach(function (one, at) {
      const link = document.createElement("a");
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.tabIndex = -1;
      link.id = "p-found-" + at;
      link.href = one.url;
      link.append(text("span", one.title), text("small", one.kind + " · " + one.number));
      place.append(link);
    });
    if (!chosen(box) || chosen(box).hidden) choose(box, options(box)[0]);
    count(box);
  }

  function open() {
    const box = palette();
    if (!box || box.open) return;
    const input = box.querySelector("input");
    input.value = "";
    box.showModal();
    filter(box);
    input.focus();
  }

  function move(box, by) {
    const all = options(box);
    if (all.length === 0) return;
    const at = all.indexOf(chosen(box));
    choose(box, all[(at + by + all.length) % all.length]);
  }

  function sheet() {
    const dialog = document.querySelector("[data-keysheet]");
    if (!dialog || dialog.open) return;
    const list = dialog.querySelector("[data-keysheet-list]");
    list.replaceChildren();
    const seen = new Set(["?", "/", "ctrl+k"]);
    document.querySelectorAll("main [data-key], .p-undo [data-key]").forEach(function (control) {
      const key = control.dataset.key.split(" ")[0];
      if (!key || seen.has(key) || control.getClientRects().length === 0) return;
      seen.add(key);
      const name = control.getAttribute("aria-label") || control.title || control.textContent.replace(/\s+/g, " ").trim();
      const kbd = text("kbd", key.replace("ctrl+", "Ctrl ").replace("shift+", "⇧ ").toUpperCase().replace("CTRL", "Ctrl"));
      kbd.className = "p-kbd";
      const term = document.createElement("dt");
      term.append(kbd);
      list.append(term, text("dd", name));
    });
    dialog.querySelector("[data-keysheet-here]").hidden = list.children.length === 0;
    dialog.querySelector("[data-keys-switch]").checked = root.dataset.keys !== "off";
    dialog.showModal();
  }

  document.addEventListener("click", function (event) {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    if (target.closest("[data-palette-open]")) open();
    if (target.closest("[data-keysheet-open]")) sheet();
    const dialog = target.closest("dialog[data-palette], dialog[data-keysheet]");
    // A click beside the box hits the dialog itself; a chosen link closes it and goes on.
    if (dialog && (target === dialog || target.closest("[data-dialog-close], [role=option]"))) dialog.close();
  });

  document.addEventListener("input", function (event) {
    const box = event.target instanceof Element && event.target.closest("[data-palette]");
    if (box && !event.isComposing) filter(box);
  });

  document.addEventListener("compositionend", function (event) {
    const box = event.target instanceof Element && event.target.closest("[data-palette]");
    if (box) filter(box);
  });

  document.addEventListener("change", function (event) {
    if (!(event.target instanceof Element) || !event.target.matches("[data-keys-switch]")) return;
    const secure = window.location.protocol === "https:" ? "; secure" : "";
    if (event.target.checked) delete root.dataset.keys;
    else root.dataset.keys = "off";
    document.cookie = "portal.keys=" + (event.target.checked ? "on" : "off") + "; path=/; max-age=31536000; samesite=lax" + secure;
  });

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) return;
    const box = event.target instanceof Element && event.target.closest("[data-palette]");
    if (box) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(box, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        const option = chosen(box);
        if (option) option.click();
      }
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (window.portalKeys.rests(event.target) || document.querySelector("dialog[open], .mud-dialog")) return;
    if (event.key.toLowerCase() === "g") {
      goUntil = Date.now() + goWindow;
      return;
    }
    if (Date.now() < goUntil) {
      goUntil = 0;
      const link = document.querySelector('[data-go="' + CSS.escape(event.key.toLowerCase()) + '"]');
      if (link) {
        // The letter after G is used up: a page's own key of the same letter stays still.
        event.preventDefault();
        event.stopImmediatePropagation();
        link.click();
      }
    }
  }, true);
})();
