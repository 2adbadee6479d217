// Which utterances are shown. Nothing pressed means everything; several pressed in one row mean any of them.

const newFilter = () => ({ modes: new Set(), lanes: new Set(), unsure: false, query: "" });

const isFiltering = (filter) => Boolean(filter.modes.size || filter.lanes.size || filter.unsure || filter.query);

const rowMatches = (view, row) => {
  const { filter, data } = view;
  if (filter.modes.size && !filter.modes.has(data.codes[row.code].mode)) return false;
  if (filter.lanes.size && !filter.lanes.has(row.lane)) return false;
  if (filter.unsure && !row.unsure) return false;
  return !filter.query || row.text.toLowerCase().includes(filter.query);
};

const applyFilter = (view) => {
  view.shown = view.data.rows.map((row) => rowMatches(view, row));
  const count = view.shown.filter(Boolean).length;
  const total = view.data.rows.length.toLocaleString("en");
  view.count.textContent = isFiltering(view.filter)
    ? `${count.toLocaleString("en")} of ${total} utterances`
    : `${total} utterances`;
  view.clear.hidden = !isFiltering(view.filter);
  view.nothing.hidden = count > 0;
  view.blockNodes.forEach((node, at) => {
    const block = view.data.blocks[at];
    node.classList.toggle("dim", !view.shown.slice(block.first, block.first + block.n).some(Boolean));
  });
  view.turns.forEach((turn) => turn.node && filterTurn(view, turn));
};

const filterTurn = (view, turn) => {
  let any = false;
  for (const at of turn.rows) {
    const node = view.rowNodes[at];
    node.hidden = !view.shown[at];
    any ||= view.shown[at];
    writeText(node.firstChild, view.data.rows[at].text, view.filter.query);
  }
  turn.node.hidden = !any;
};

// Writes text, with what was searched for marked; touches the page only where something changes.
const writeText = (node, text, query) => {
  const found = query ? text.toLowerCase().indexOf(query) : -1;
  // Some scripts change length in lower case; then nothing is marked rather than the wrong letters.
  if (found < 0 || text.toLowerCase().length !== text.length) {
    if (node.childElementCount || node.textContent !== text) node.textContent = text;
    return;
  }
  const end = found + query.length;
  node.replaceChildren(text.slice(0, found), el("mark", {}, text.slice(found, end)), text.slice(end));
};

const toggle = (view, set, value, button) => {
  set.has(value) ? set.delete(value) : set.add(value);
  button.setAttribute("aria-pressed", set.has(value));
  applyFilter(view);
};

const chip = (press, ...content) => {
  const button = el("button", { class: "chip", type: "button", "aria-pressed": "false" }, ...content);
  button.onclick = () => press(button);
  return button;
};

const countOf = (number) => el("span", { class: "n" }, number.toLocaleString("en"));

const modeChips = (view) => {
  const { data, filter } = view;
  const counts = {};
  for (const row of data.rows) counts[data.codes[row.code].mode] = (counts[data.codes[row.code].mode] ?? 0) + 1;
  const chips = data.modes.map((mode) => {
    const press = (button) => toggle(view, filter.modes, mode.id, button);
    const node = chip(press, el("i", { class: `swatch mode-${mode.id}` }), mode.name, countOf(counts[mode.id] ?? 0));
    node.dataset.mode = mode.id;
    node.title = mode.definition;
    return node;
  });
  return el("div", { class: "chips", role: "group", "aria-label": "Show only these modes" }, ...chips);
};

const laneChips = (view) => {
  const { data, filter } = view;
  const chips = data.lanes.map((lane, at) => {
    const node = chip((button) => toggle(view, filter.lanes, at, button), el("span", { class: "name" }, lane.name));
    node.dataset.lane = at;
    return node;
  });
  const unsure = data.rows.filter((row) => row.unsure).length;
  if (unsure) chips.push(unsureChip(view, unsure));
  return el("div", { class: "chips", role: "group", "aria-label": "Show only these speakers" }, ...chips);
};

const unsureChip = (view, unsure) => {
  const press = (button) => {
    view.filter.unsure = !view.filter.unsure;
    button.setAttribute("aria-pressed", view.filter.unsure);
    applyFilter(view);
  };
  const node = chip(press, "Unsure", countOf(unsure));
  node.title = "Coded with less than even confidence";
  return node;
};

const searchBox = (view) => {
  const input = el("input", { type: "search", placeholder: "Search the words", "aria-label": "Search the words" });
  input.oninput = () => {
    view.filter.query = input.value.trim().toLowerCase();
    applyFilter(view);
  };
  return input;
};

const clearFilter = (view) => {
  Object.assign(view.filter, { unsure: false, query: "" });
  view.filter.modes.clear();
  view.filter.lanes.clear();
  view.search.value = "";
  for (const pressed of view.root.querySelectorAll(".chip")) pressed.setAttribute("aria-pressed", "false");
  applyFilter(view);
};

const tools = (view) => {
  view.search = searchBox(view);
  view.count = el("p", { class: "count", role: "status" });
  view.clear = el("button", { class: "clear", type: "button", hidden: true }, "Show all");
  view.clear.onclick = () => clearFilter(view);
  const found = el("div", { class: "found" }, view.search, view.count, view.clear);
  return el("div", { class: "tools" }, laneChips(view), found);
};
