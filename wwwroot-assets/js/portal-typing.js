// What people type is theirs. Three manners keep it: a text that does not fit its field is refused as a whole instead of being cut; what
// was typed while the connection was away is told again as soon as it is back, so that no act carries an older text than the screen; and
// what a reload (by hand, by the browser, on the way through a sign-in) would lose waits in this tab and comes back to its field.
(function () {
  "use strict";

  const words = document.getElementById("p-typing");
  if (!words) return;
  const prefix = "portal.typing:";
  const own = prefix + words.dataset.who + ":";
  // The browser notices a dead line late: whatever was changed shortly before it said so may have been lost with it.
  const doubtMs = 60000;
  // Field -> { key, base, time }: what the person has changed on this page.
  const touched = new Map();
  // What stood in a field when the person came to it.
  const bases = new WeakMap();
  // Of a field that saves itself: what the server said last that it keeps.
  const keptMarks = new WeakMap();
  let cutAt = null;
  let acted = false;

  const isText = (el) =>
    el instanceof HTMLTextAreaElement ||
    (el instanceof HTMLInputElement && ["text", "email", "tel", "url", "number", "search"].includes(el.type));

  // Not kept: secrets, searches, fields of plain posted forms (the browser keeps those) and whatever the page excepts.
  const isKept = (el) =>
    isText(el) && el.id && el.type !== "search" && el.dataset.typing !== "off" && !el.closest("form[method=post]");

  const keyOf = (el) => own + location.pathname + location.search + "#" + el.id;

  function read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, record) {
    try {
      if (record) sessionStorage.setItem(key, JSON.stringify(record));
      else sessionStorage.removeItem(key);
    } catch {
      // Storage full or forbidden: the page works without.
    }
  }

  function forget(mine) {
    Object.keys(sessionStorage).filter((key) => key.startsWith(mine)).forEach((key) => sessionStorage.removeItem(key));
  }

  // FNV-1a over UTF-16 units, as Draft.Mark: a text is recognised without sending it back.
  function mark(text) {
    let hash = 2166136261;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
    return hash >>> 0;
  }

  function unkept(el, is) {
    if (is) el.dataset.unkept = "";
    else delete el.dataset.unkept;
  }

  function say(el, text, button, press) {
    const note = document.getElementById(el.id + "-note");
    if (!note) return;
    note.textContent = text || "";
    if (!text || !button) return;
    const act = document.createElement("button");
    act.type = "button";
    act.className = "p-btn p-btn-small";
    act.textContent = button;
    act.addEventListener("click", function () {
      note.textContent = "";
      el.focus();
      press();
    });
    note.append(" ", act);
  }

  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i].toLocaleString(document.documentElement.lang));

  function tell(el) {
    if (isText(el)) el.dispatchEvent(new Event("input", { bubbles: true }));
    el.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function put(el, value) {
    el.value = value;
    tell(el);
  }

  // --- Nothing is cut -------------------------------------------------------------------------------------------------------------
  document.addEventListener("beforeinput", function (event) {
    const el = event.target;
    if (!isText(el) || el.maxLength < 0 || event.isComposing) return;
    const pasted = event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop";
    let added = (event.data ?? event.dataTransfer?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n");
    if (el instanceof HTMLInputElement) added = added.replace(/\n/g, "");
    const chosen = el.selectionStart === null ? 0 : el.selectionEnd - el.selectionStart;
    const length = el.value.length - chosen + added.length;
    if (!added || length <= el.maxLength) return;
    event.preventDefault();
    say(el, fill(pasted ? words.dataset.tooLong : words.dataset.full, el.maxLength, length));
  }, true);

  // --- What was changed -------------------------------------------------------------------------------------------------------------
  function changed(event) {
    const el = event.target;
    const isField = el instanceof HTMLTextAreaElement || el instanceof HTMLSelectElement || el instanceof HTMLInputElement;
    if (!isField || el.type === "file" || el.closest("form[method=post]")) return;
    const before = touched.get(el);
    const entry = { key: isKept(el) ? keyOf(el) : null, base: before ? before.base : (bases.get(el) ?? ""), time: Date.now() };
    if (before && before.key && before.key !== entry.key) write(before.key, null);
    touched.set(el, entry);
    if (event.isTrusted) say(el, "");
    // Said here at once: over a slow or dead line the page cannot know yet that there is something to save.
    if ("typingVersion" in el.dataset) unkept(el, keptMarks.has(el) ? mark(el.value) !== keptMarks.get(el) : el.value !== entry.base);
    if (entry.key) write(entry.key, el.value === entry.base ? null : { value: el.value, version: el.dataset.typingVersion ?? "" });
  }

  document.addEventListener("focusin", function (event) {
    if (isText(event.target) && !touched.has(event.target)) bases.set(event.target, event.target.value);
  }, true);
  document.addEventListener("input", changed, true);
  document.addEventListener("change", changed, true);

  // --- The connection -----------------------------------------------------------------------------------------------------------------
  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", function (event) {
    const state = event.detail && event.detail.state;
    if (state === "show") cutAt = Date.now();
    if (state !== "hide" || cutAt === null) return;
    const from = cutAt - doubtMs;
    cutAt = null;
    [...touched].filter(([el, entry]) => el.isConnected && entry.time >= from).forEach(([el]) => tell(el));
  });

  // --- After a reload -----------------------------------------------------------------------------------------------------------------
  const here = own + location.pathname + location.search + "#";
  const waiting = new Map(Object.keys(sessionStorage).filter((key) => key.startsWith(here)).map((key) => [key.slice(here.length), read(key)]));

  function restore() {
    waiting.forEach(function (record, id) {
      const el = document.getElementById(id);
      if (!el || !isKept(el)) return;
      waiting.delete(id);
      const server = el.value;
      if (!record || record.value === server) return write(here + id, null);
      bases.set(el, server);
      if (record.version === (el.dataset.typingVersion ?? "")) {
        put(el, record.value);
        say(el, words.dataset.restored, words.dataset.undo, () => put(el, server));
      } else {
        say(el, words.dataset.offered, words.dataset.putBack, () => put(el, record.value));
      }
    });
  }

  new MutationObserver(function () {
    touched.forEach(function (entry, el) {
      // The field has gone with its form: saved, closed or left. A reload takes the whole page and comes not through here.
      if (el.isConnected) return;
      touched.delete(el);
      if (entry.key && !document.getElementById(el.id)) write(entry.key, null);
    });
    if (waiting.size && !acted) restore();
  }).observe(document.body, { childList: true, subtree: true });

  // A form that somebody opens by hand may be another one of the same shape: only what opens by itself gets its text back.
  document.addEventListener("click", function (event) {
    acted = acted || (event.isTrusted && event.target instanceof Element && event.target.closest("main") !== null);
  }, true);

  // What the page itself has taken back or kept as it was need not wait.
  window.addEventListener("pagehide", function () {
    touched.forEach(function (entry, el) {
      if (entry.key && el.isConnected && el.value === entry.base) write(entry.key, null);
    });
  });

  document.addEventListener("submit", function (event) {
    if (event.target.id === "p-out") forget(prefix);
  }, true);

  window.portalTyping = {
    // The server keeps this text of a field that saves itself; what was typed after it goes on from the new version.
    kept(id, hash, version) {
      const el = document.getElementById(id);
      if (!el) return;
      keptMarks.set(el, hash);
      unkept(el, mark(el.value) !== hash);
      const key = keyOf(el);
      const record = read(key);
      if (!record) return;
      if (touched.has(el)) touched.get(el).base = null;
      if (mark(record.value) === hash) write(key, null);
      else write(key, { ...record, version: String(version) });
    },
  };
})();
