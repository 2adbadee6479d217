// Which utterances are shown. Nothing pressed means everything; several pressed in one row mean any of them.

const newFilter = () => ({ modes: new Set(), lanes: new Set(), unsure: false, query: "" });

const isFiltering = (filter) => Boolean(filter.modes.size || filter.lanes.size || filter.unsure || filter.query);

const modeOf = (view, row) => view.data.codes[row.code].mode;

// What each kind of filter lets through.
const PASSES = {
  modes: ({ filter }, row, mode) => !filter.modes.size || filter.modes.has(mode),
  lanes: ({ filter }, row) => !filter.lanes.size || filter.lanes.has(row.lane),
  unsure: ({ filter }, row) => !filter.unsure || row.unsure,
  query: ({ filter }, row) => !filter.query || row.text.toLowerCase().includes(filter.query),
};

const failedBy = (view, row) => Object.keys(PASSES).filter((kind) => !PASSES[kind](view, row, modeOf(view, row)));

// A chip counts what pressing it alone in its row would show: its own kind of filter does not narrow it.
const countChips = (view, failed) => {
  for (const { node, kind, name, has } of view.chips) {
    const open = (fails) => fails.length === 0 || (fails.length === 1 && fails[0] === kind);
    const count = view.data.rows.filter((row, at) => open(failed[at]) && has(row)).length.toLocaleString("en");
    node.lastChild.textContent = count;
    node.setAttribute("aria-label", `${name}, ${count} ${count === "1" ? "utterance" : "utterances"} among those that the other filters show`);
  }
};

const applyFilter = (view) => {
  const failed = view.data.rows.map((row) => failedBy(view, row));
  view.shown = failed.map((fails) => !fails.length);
  countChips(view, failed);
  const count = view.shown.filter(Boolean).length;
  const total = view.data.rows.length.toLocaleString("en");
  view.count.textContent = isFiltering(view.filter)
    ? `${count.toLocaleString("en")} of ${total} utterances`
    : `${total} utterances`;
  view.clear.hidden = !isFiltering(view.filter);
  view.nothing.hidden = count > 0;
  view.blockNodes.forEach((node, at) => {
    const block = view.data.blocks[at];
    node.classList.toggle("dim", !rowsIn(block).some((row) => view.shown[row]));
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

// ``has`` says which rows the chip stands for, ``kind`` which kind of filter it belongs to.
const chip = (view, { kind, name, has, press, title }, ...content) => {
  const attributes = { class: "chip", type: "button", "aria-pressed": "false", title: `${title} ${COUNTED}` };
  const node = el("button", attributes, ...content, el("span", { class: "n" }));
  node.onclick = () => press(node);
  view.chips.push({ node, kind, name, has });
  return node;
};

const COUNTED = "The number counts utterances among those that the other filters show.";

const modeChips = (view) => {
  const { data, filter } = view;
  const chips = data.modes.map((mode) => {
    const press = (button) => toggle(view, filter.modes, mode.id, button);
    const has = (row) => modeOf(view, row) === mode.id;
    const what = { kind: "modes", name: mode.name, has, press, title: mode.definition };
    const node = chip(view, what, el("i", { class: `swatch mode-${mode.id}` }), mode.name);
    node.dataset.mode = mode.id;
    return node;
  });
  return el("div", { class: "chips", role: "group", "aria-label": "Show only these modes" }, ...chips);
};

const laneChips = (view) => {
  const { data, filter } = view;
  const chips = data.lanes.map((lane, at) => {
    const press = (button) => toggle(view, filter.lanes, at, button);
    const what = { kind: "lanes", name: lane.name, has: (row) => row.lane === at, press, title: `Spoken by ${lane.name}.` };
    const node = chip(view, what, el("span", { class: "name" }, lane.name));
    node.dataset.lane = at;
    return node;
  });
  if (data.rows.some((row) => row.unsure)) chips.push(unsureChip(view));
  return el("div", { class: "chips", role: "group", "aria-label": "Show only these speakers" }, ...chips);
};

const unsureChip = (view) => {
  const press = (button) => {
    view.filter.unsure = !view.filter.unsure;
    button.setAttribute("aria-pressed", view.filter.unsure);
    applyFilter(view);
  };
  const title = "Coded with less than even confidence.";
  const node = chip(view, { kind: "unsure", name: "Unsure", has: (row) => row.unsure, press, title }, "Unsure");
  node.classList.add("doubt");
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
