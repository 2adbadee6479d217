// One call of the list. On narrow screens a row is a card, and each cell then brings its own label. Roles are named
// because a browser forgets them where a table is laid out as something else.

const address = (id) => `review?call=${encodeURIComponent(id)}`;

// A plain click stays in this session; with a key held or another button the browser opens a tab as it always does.
const isPlain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const titleOf = (call, tell) => {
  const link = el("a", { href: address(call.id) }, call.title);
  link.onclick = (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    tell("open", call.id);
  };
  return link;
};

const cell = (name, label, ...children) => el("td", { role: "cell", class: name, "data-label": label }, ...children);

const figureCell = (figure, name) =>
  cell(
    "figure",
    name,
    el("span", { class: "value" }, figure.value),
    figure.count ? el("small", {}, figure.count) : null,
    figure.note ? el("small", { class: "note" }, figure.note) : null,
  );

const boxOf = (call, selection) => {
  const box = el("input", { type: "checkbox", "aria-label": `Select ${call.title}` });
  box.checked = selection.ids.has(call.id);
  box.onchange = () => selection.set(call.id, box.checked);
  return box;
};

const rowOf = (call, data, selection, tell) => {
  const edit = el("button", { type: "button", class: "edit", "aria-label": `Edit details of ${call.title}` }, "Edit");
  edit.onclick = () => tell("edit", call.id);
  return el(
    "tr",
    { role: "row" },
    el("td", { role: "cell", class: "pick" }, el("label", {}, boxOf(call, selection))),
    el(
      "th",
      { role: "rowheader", scope: "row", class: "call" },
      titleOf(call, tell),
      el("small", {}, call.type, call.sample ? el("span", { class: "sample" }, "sample") : null),
    ),
    cell("day", "Day", call.shown_day),
    cell("person", "Manager", call.manager, call.unnamed ? el("small", {}, call.unnamed) : null),
    cell("person", "Rep", call.rep),
    ...call.figures.map((figure, place) => figureCell(figure, data.measures[place])),
    cell("reviewed", "Review", call.state, el("small", {}, call.reviewed)),
    el("td", { role: "cell", class: "do" }, edit),
  );
};
