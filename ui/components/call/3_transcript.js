// The words. Rows are plain and few nodes each; the browser skips drawing those out of sight.

const FIRST_TURNS = 40;
const TURNS_A_FRAME = 80;
const LONG_CALL = 600;

// Some files number turns anew for each speaker, or all of them 0: a turn ends where the speaker changes.
const turnsOf = (rows) => {
  const turns = [];
  rows.forEach((row, at) => {
    const last = turns.at(-1);
    if (last && rows[last.rows[0]].turn === row.turn && rows[last.rows[0]].lane === row.lane) last.rows.push(at);
    else turns.push({ rows: [at], node: null });
  });
  return turns;
};

const labelOf = (view, row, at) => {
  const code = view.data.codes[row.code];
  const mode = view.data.modes.find((each) => each.id === code.mode).name;
  const names = [el("b", {}, code.name), " "];
  if (row.unsure) names.push(el("span", { class: "unsure" }, "unsure"), " ");
  names.push(el("span", { class: "mode" }, mode));
  for (const tag of row.tags) names.push(" ", el("span", { class: "tag" }, tag));
  for (const tag of row.possible) names.push(" ", el("span", { class: "tag possible" }, `possible ${tag}`));
  if (row.reviewed) names.splice(1, 0, el("span", { class: "by", title: "Reviewed by a person", role: "img", "aria-label": "reviewed" }, "✓"), " ");
  return el("button", { class: "label", type: "button", tabindex: -1, "data-at": at, "aria-expanded": "false" }, ...names);
};

const pickBox = (view, at) => {
  const box = el("input", { type: "checkbox", class: "pick", tabindex: -1, "aria-label": "Select this utterance" });
  box.checked = view.selected.has(at);
  box.onclick = () => toggleSelected(view, at, box.checked);
  return box;
};

const notesUnder = (row) =>
  row.notes.length ? el("ul", { class: "noted" }, ...row.notes.map((note) => el("li", { dir: "auto" }, note.text))) : null;

const rowNode = (view, row, at) => {
  const mode = view.data.codes[row.code].mode;
  const words = el("p", { class: "words", dir: "auto" }, row.text);
  const time = el("time", {}, row.time);
  const state = view.selected.has(at) ? " selected" : "";
  return el(
    "li",
    { class: `row mode-${mode}${state}`, "data-index": row.index },
    words,
    labelOf(view, row, at),
    time,
    pickBox(view, at),
    notesUnder(row),
  );
};

// Puts the row as it now is in place of the row as it was; who had the focus keeps it.
const renewRow = (view, at) => {
  const before = view.rowNodes[at];
  if (!before) return;
  const label = before.children[1];
  const focused = view.root.getRootNode().activeElement === label;
  const node = (view.rowNodes[at] = rowNode(view, view.data.rows[at], at));
  node.hidden = before.hidden;
  node.classList.toggle("here", before.classList.contains("here"));
  node.children[1].setAttribute("tabindex", label.getAttribute("tabindex"));
  if (view.panelAt === at) {
    node.append(view.panel);
    node.children[1].setAttribute("aria-expanded", "true");
  }
  before.replaceWith(node);
  if (focused) node.children[1].focus({ preventScroll: true });
};

const turnNode = (view, turn) => {
  const first = view.data.rows[turn.rows[0]];
  const lane = view.data.lanes[first.lane];
  const rows = turn.rows.map((at) => (view.rowNodes[at] = rowNode(view, view.data.rows[at], at)));
  const who = el("p", { class: "who", title: lane.name }, el("bdi", {}, lane.name));
  return el("li", { class: `turn ${lane.role}` }, who, el("ol", {}, ...rows));
};

const buildTo = (view, end) => {
  const from = view.built;
  view.built = Math.max(from, Math.min(end, view.turns.length));
  const nodes = view.turns.slice(from, view.built).map((turn) => (turn.node = turnNode(view, turn)));
  view.list.append(...nodes);
  if (isFiltering(view.filter)) view.turns.slice(from, view.built).forEach((turn) => filterTurn(view, turn));
};

const buildRest = (view) => {
  if (view.built >= view.turns.length || !view.list.isConnected) return;
  buildTo(view, view.built + TURNS_A_FRAME);
  requestAnimationFrame(() => buildRest(view));
};

const transcript = (view) => {
  view.turns = turnsOf(view.data.rows);
  view.rowNodes = [];
  view.built = 0;
  view.list = el("ol", { class: "turns", "aria-label": "Transcript" });
  view.nothing = el("p", { class: "nothing", hidden: true }, "Nothing in this call matches.");
  const length = view.data.rows.length > LONG_CALL ? "transcript long" : "transcript";
  view.scroller = el("div", { class: length }, view.list, view.nothing, view.bulk);
  buildTo(view, FIRST_TURNS);
  view.rowNodes[0]?.children[1].setAttribute("tabindex", 0);
  listenToTranscript(view);
  return view.scroller;
};

const listenToTranscript = (view) => {
  const labelIn = (event) => event.target.closest?.(".label");
  const tipFor = (label) => Number(label.dataset.at) !== view.panelAt && !view.selected.size && showCodeTip(view, label);
  view.list.onmouseover = (event) => (labelIn(event) ? tipFor(labelIn(event)) : hideTip(view));
  view.list.onmouseleave = () => hideTip(view);
  view.list.onclick = (event) => labelIn(event) && PRESSES.Enter(view, Number(labelIn(event).dataset.at));
  view.list.addEventListener("focusin", (event) => labelIn(event)?.matches(":focus-visible") && tipFor(labelIn(event)));
  view.list.addEventListener("focusout", () => hideTip(view));
  view.list.onkeydown = (event) => (labelIn(event) ? pressOnRow(view, event) : event.key === "Escape" && closePanel(view));
  let asked = false;
  view.scroller.onscroll = () => {
    hideTip(view);
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      movePlayhead(view, topRow(view));
    });
  };
};

const moveAmongRows = (view, event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const from = Number(event.target.dataset.at);
  let at = from + step;
  while (at >= 0 && at < view.shown.length && !view.shown[at]) at += step;
  if (at < 0 || at >= view.shown.length) return;
  buildTo(view, turnWith(view, at) + 1);
  if (event.shiftKey) [from, at].forEach((each) => toggleSelected(view, each, true));
  closePanel(view);
  roveTo(view, at);
};

const roveTo = (view, at) => {
  const current = view.list.querySelector(".label[tabindex='0']");
  rove(current, view.rowNodes[at].children[1]);
};

const turnWith = (view, at) => view.turns.findLastIndex((turn) => turn.rows[0] <= at);

// The first row in sight: where the reader is in the call.
const topRow = (view) => {
  const seen = view.turns.filter((turn) => turn.node && !turn.node.hidden);
  const top = view.scroller.scrollTop + 8;
  let [low, high] = [0, seen.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    seen[middle].node.offsetTop <= top ? (low = middle) : (high = middle - 1);
  }
  return seen[low]?.rows[0] ?? 0;
};

const jumpTo = (view, at) => {
  if (!view.shown[at]) clearFilter(view);
  buildTo(view, turnWith(view, at) + 1);
  view.list.querySelector(".row.here")?.classList.remove("here");
  const row = view.rowNodes[at];
  row.classList.add("here");
  view.scroller.scrollIntoView({ block: "nearest" });
  centre(view, row);
  roveQuietly(view, row.children[1]);
};

const roveQuietly = (view, label) => {
  view.list.querySelector(".label[tabindex='0']")?.setAttribute("tabindex", -1);
  label.setAttribute("tabindex", 0);
  label.focus({ preventScroll: true });
};

// Rows not drawn yet have only a guessed height, so the place is corrected once their neighbours are drawn.
const centre = (view, row, again = 3) => {
  const [box, frame] = [row.getBoundingClientRect(), view.scroller.getBoundingClientRect()];
  view.scroller.scrollTop += box.top - frame.top - (frame.height - box.height) / 3;
  if (again) requestAnimationFrame(() => centre(view, row, again - 1));
};
