// Single-letter keys of lists and work surfaces. A page marks the control that a key presses with data-key="j"; the key then clicks it, so
// that every shortcut is also a visible control. Never in a text field or a menu, never while an input method composes, and off when the
// person turned single letters off (data-keys="off" on <html>, WCAG 2.1.4). A work surface names what lies on it with data-calm: when that
// changes, it is shown from its top with the focus on the heading, and keys rest for a second, since hands are faster than eyes. A control
// with data-note has a note to be written: the focus goes there at once, and keys rest until something is written.
(function () {
  "use strict";

  const root = document.documentElement;
  const calmMs = 1000;
  const openingMs = 1500;
  const fields = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
  const menus = "[role=menu], [role=listbox], [role=combobox], details.p-menu[open], .mud-popover-open";
  let lying = null;
  let calmUntil = 0;
  let openingUntil = 0;

  function noteWanted() {
    return Array.from(document.querySelectorAll("[data-note-field]:not([hidden])")).some(function (field) { return field.value.trim() === ""; });
  }

  // Where and when single keys do nothing; the other scripts ask it too.
  function rests(target) {
    return (
      (target instanceof Element && target.closest(fields + ", " + menus) !== null) ||
      root.dataset.keys === "off" ||
      performance.now() < calmUntil ||
      noteWanted()
    );
  }

  function visible(element) {
    return element.getClientRects().length > 0 && !element.disabled;
  }

  // "shift+1" for letters and digits pressed with Shift, "ctrl+s" for modified ones (⌘ counts as Ctrl); the physical digit counts.
  function nameOf(event) {
    const digit = /^Digit(\d)$/.exec(event.code);
    const key = digit ? digit[1] : event.key.toLowerCase();
    const letter = key.length === 1 && key !== "?" && key !== "+";
    return (event.ctrlKey || event.metaKey ? "ctrl+" : "") + (event.shiftKey && letter ? "shift+" : "") + key;
  }

  // Not from what a person has put it on: only where the focus was lost, as with a dialog that is closing.
  function focusHeading() {
    const heading = document.querySelector("h1");
    if (heading && document.activeElement === document.body) heading.focus({ preventScroll: true });
  }

  function arrive(surface) {
    calmUntil = performance.now() + calmMs;
    root.dataset.calm = "on";
    window.setTimeout(function () {
      focusHeading();
      if (performance.now() >= calmUntil) delete root.dataset.calm;
    }, calmMs + 1);
    focusHeading();
    for (let box = surface; box; box = box.parentElement) box.scrollTop = 0;
    surface.querySelectorAll("*").forEach(function (box) { if (box.scrollTop > 0) box.scrollTop = 0; });
    document.scrollingElement.scrollTop = 0;
  }

  function look() {
    const surface = document.querySelector("[data-calm]:not(html)");
    const lies = surface ? surface.dataset.calm : null;
    if (lies !== null && lies !== lying) arrive(surface);
    else if (performance.now() < calmUntil) focusHeading();
    lying = lies;
    const first = openingUntil > 0 && document.querySelector(".mud-dialog");
    if (first) {
      openingUntil = 0;
      const confirm = first.querySelector("[data-first]");
      if (confirm) confirm.focus();
    }
  }

  new MutationObserver(look).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-calm"] });

  // Before the page hears of it: the way to the server is longer than the way to the next key.
  document.addEventListener("click", function (event) {
    const control = event.target instanceof Element && event.target.closest("[data-note]");
    const field = control && document.getElementById(control.dataset.note);
    if (field && !field.disabled) {
      field.hidden = false;
      field.focus();
    }
  });

  function inNote(event) {
    const field = event.target;
    if (!(field instanceof Element) || !field.matches("[data-note-field]") || event.isComposing) return;
    const surface = field.closest("[tabindex]");
    if (event.key === "Enter" && field.value.trim() !== "") {
      event.preventDefault();
      field.blur();
      if (surface) surface.focus({ preventScroll: true });
    } else if (event.key === "Escape" && field.value.trim() === "") {
      const back = field.closest("li").querySelector("[data-note-back]");
      if (back) back.click();
      if (surface) surface.focus({ preventScroll: true });
    }
  }

  document.addEventListener("keydown", function (event) {
    inNote(event);
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.altKey || event.repeat) return;
    // A dialog is on its way: what is pressed meanwhile is meant for it, and must not reach what lies below.
    if (performance.now() < openingUntil && event.key !== "Tab" && event.key !== "Escape") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const name = nameOf(event);
    const modified = event.ctrlKey || event.metaKey;
    if (!modified && rests(event.target)) return;
    if (!modified && (event.key === "Enter" || event.key === " " || event.key === "Tab")) return;
    const layer = document.querySelector("dialog[open], .mud-dialog") || document;
    const target = Array.from(layer.querySelectorAll("[data-key]")).find(function (element) {
      return element.dataset.key.split(" ").includes(name) && visible(element);
    });
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, select, textarea")) {
      target.focus();
      return;
    }
    if (target.matches("[data-opens]")) openingUntil = performance.now() + openingMs;
    target.click();
  });

  window.portalKeys = {
    rests: rests,
    // Another page has come. Whoever is in one of its fields already stays there.
    arrive: function () {
      const heading = document.querySelector("h1");
      const active = document.activeElement;
      if (!heading || (active && active.closest("main, dialog") && active.matches(fields))) return;
      if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
      heading.focus();
    },
  };
  look();
})();
