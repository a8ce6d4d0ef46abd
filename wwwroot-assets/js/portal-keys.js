// Single-letter keys of lists and work surfaces. A page marks the control that a key presses with data-key="j"; the key then clicks it, so
// that every shortcut is also a visible control. Never in a text field, never while an input method composes, and off when the person
// turned single letters off (data-keys="off" on <html>, WCAG 2.1.4).
(function () {
  "use strict";

  function typing(target) {
    return (
      target instanceof Element &&
      (target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null)
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

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.altKey || event.repeat) return;
    const name = nameOf(event);
    const modified = event.ctrlKey || event.metaKey;
    if (!modified && (typing(event.target) || document.documentElement.dataset.keys === "off")) return;
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
    target.click();
  });
})();
