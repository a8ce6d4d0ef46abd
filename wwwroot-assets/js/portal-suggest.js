// Fields for an organisation's short name: what is typed, the beginning of a name or of the short name, offers the organisations that this
// person may look at. The browser's own list shows them: arrows choose, Enter takes, and what is typed by hand counts as well.
(function () {
  "use strict";

  let timer = 0;
  let asked = 0;

  function listOf(input) {
    const id = input.id + "-offers";
    let list = document.getElementById(id);
    if (!list) {
      list = document.createElement("datalist");
      list.id = id;
      document.body.append(list);
    }
    input.setAttribute("list", id);
    return list;
  }

  function ask(input, typed, mine) {
    window.fetch(input.dataset.jump + "?q=" + encodeURIComponent(typed), { headers: { accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : []; })
      .then(function (found) {
        if (mine !== asked) return;
        listOf(input).replaceChildren(...found
          .filter(function (one) { return one.kind === input.dataset.suggest; })
          .map(function (one) {
            const option = document.createElement("option");
            option.value = one.number;
            option.label = one.title;
            return option;
          }));
      }, function () {});
  }

  document.addEventListener("input", function (event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset.suggest) return;
    const typed = input.value.trim();
    window.clearTimeout(timer);
    const mine = ++asked;
    if (typed.length >= 2) timer = window.setTimeout(function () { ask(input, typed, mine); }, 120);
  });
})();
