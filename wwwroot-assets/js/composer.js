// The three buttons above the message text: they write Markdown around what is selected and tell Blazor by an input event.

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
