// The composer's part in the browser: what its form shows at the moment it is published, and the three buttons above the message text,
// which write Markdown around what is selected and tell Blazor by an input event.

const valueOf = (id) => document.getElementById(id)?.value ?? null;

export function seen() {
  return {
    account: valueOf("c-account"),
    title: valueOf("c-title"),
    body: valueOf("c-text"),
    later: document.getElementById("c-later")?.checked ?? null,
    date: valueOf("c-date"),
    time: valueOf("c-time"),
  };
}

function replace(area, from, to, text, selectFrom, selectTo) {
  area.focus();
  area.setRangeText(text, from, to, "end");
  area.setSelectionRange(selectFrom, selectTo);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function wrap(area, mark, placeholder) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to) || placeholder;
  replace(area, from, to, mark + chosen + mark, from + mark.length, from + mark.length + chosen.length);
}

export function list(area) {
  const { selectionStart, selectionEnd, value } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const rest = value.indexOf("\n", selectionEnd);
  const to = rest < 0 ? value.length : rest;
  const lines = value.slice(from, to).split("\n").map((line) => (line.startsWith("- ") ? line.slice(2) : "- " + line)).join("\n");
  replace(area, from, to, lines, from, from + lines.length);
}

export function link(area, placeholder) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to) || placeholder;
  const text = `[${chosen}](https://)`;
  const at = from + text.length - 1;
  replace(area, from, to, text, at, at);
}
