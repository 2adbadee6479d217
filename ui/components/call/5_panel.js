// Under an utterance: its code to change, what the code means, why the machine chose it, notes.

const KEYS = [
  ["↑ ↓", "to another utterance"],
  ["1, 2 …", "a mode, then the number of a code"],
  ["Enter", "open or close the choices"],
  ["Y", "the code is right"],
  ["Backspace", "give it back to the machine"],
  ["Space", "select; Shift with ↑ ↓ selects several"],
  ["U", "undo"],
  ["N", "on to the least sure"],
  ["W", "why this code?"],
  ["M", "write a note"],
];

const codesOf = (data, mode) => Object.keys(data.codes).filter((code) => data.codes[code].mode === mode);

const targets = (view, at) => (view.selected.size ? [...view.selected].sort((a, b) => a - b) : [at]);

const chooseCode = (view, at, code) => {
  const places = targets(view, at);
  closePanel(view);
  clearSelection(view);
  setCodes(view, places, code);
  if (at !== null) view.rowNodes[at].children[1].focus({ preventScroll: true });
};

const codeButton = (view, at, code, place) => {
  const pressed = view.data.rows[at].code === code;
  const key = el("kbd", { "aria-hidden": "true" }, String(place + 1));
  const button = el("button", { type: "button", class: "code", "aria-pressed": String(pressed), title: view.data.codes[code].definition }, key, view.data.codes[code].name);
  button.onclick = () => chooseCode(view, at, code);
  return button;
};

const modeColumn = (view, at, mode, place) => {
  const head = el("p", { class: "mode" }, el("kbd", { "aria-hidden": "true" }, String(place + 1)), el("i", { class: `swatch mode-${mode.id}` }), mode.name);
  const buttons = codesOf(view.data, mode.id).map((code, number) => codeButton(view, at, code, number));
  return el("div", { class: "column", role: "group", "aria-label": mode.name, "data-mode": mode.id }, head, ...buttons);
};

const codeColumns = (view, at) => el("div", { class: "columns" }, ...view.data.modes.map((mode, place) => modeColumn(view, at, mode, place)));

const actButton = (text, key, press, more = {}) => {
  const button = el("button", { type: "button", class: "act", ...more }, text, key && el("kbd", { "aria-hidden": "true" }, key));
  button.onclick = press;
  return button;
};

const panelActs = (view, at) => {
  const row = view.data.rows[at];
  const right = row.reviewed ? null : actButton("Right as it is", "Y", () => chooseCode(view, at, row.code));
  const back = row.given ? actButton("Give back to the machine", "⌫", () => giveBack(view, [at])) : null;
  const why = view.data.work.explains ? actButton("Why this code?", "W", () => askWhy(view, at)) : null;
  return el("div", { class: "acts" }, right, back, why, actButton("Note", "M", () => openNote(view)));
};

const meaningOf = (view, at) => {
  const row = view.data.rows[at];
  const code = view.data.codes[row.code];
  const lines = [el("p", {}, el("b", {}, code.name), " ", code.definition)];
  if (code.examples.length) lines.push(el("p", { class: "example" }, code.examples.map((each) => `“${each}”`).join("  ")));
  for (const miss of code.not.slice(0, 3)) lines.push(el("p", { class: "quiet" }, `But ${miss}`));
  lines.push(el("p", { class: "quiet decided" }, row.decided));
  return el("div", { class: "meaning" }, ...lines);
};

const noteLine = (view, at, note) => {
  const head = el("p", { class: "quiet" }, `${note.person}, ${note.at}`);
  const text = el("p", { class: "text", dir: "auto" }, note.text);
  const edit = actButton("Change", null, () => editNote(view, at, note));
  const drop = actButton("Delete", null, () => writeNote(view, at, "", note.id));
  return el("li", {}, head, text, el("div", { class: "acts" }, edit, drop));
};

const editNote = (view, at, note) => {
  const box = openNote(view);
  box.value = note.text;
  box.dataset.note = note.id;
};

const openNote = (view) => {
  view.panel.querySelector(".writing").hidden = false;
  noteBox(view).focus();
  return noteBox(view);
};

const noteBox = (view) => view.panel.querySelector("textarea");

const notesOf = (view, at) => {
  const lines = view.data.rows[at].notes.map((note) => noteLine(view, at, note));
  const box = el("textarea", { rows: 2, maxlength: 4000, placeholder: "A note on this utterance, for yourself", "aria-label": "Note on this utterance" });
  const save = actButton("Keep the note", "Ctrl ↵", () => keepNote(view, at));
  box.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keepNote(view, at);
    if (event.key === "Escape") return focusLabel(view, at);
    event.stopPropagation();
    return undefined;
  };
  return el("div", { class: "notes" }, el("ol", {}, ...lines), el("div", { class: "writing", hidden: true }, box, save));
};

const keepNote = (view, at) => {
  const box = noteBox(view);
  const text = box.value.trim();
  if (!text) return box.focus();
  writeNote(view, at, text, box.dataset.note);
  box.value = "";
  delete box.dataset.note;
  box.parentElement.hidden = true;
  say(view, "The note is kept.");
  return focusLabel(view, at);
};

const focusLabel = (view, at) => view.rowNodes[at].children[1].focus({ preventScroll: true });

// Why the machine chose this code; drawn once the answer is there.
const whyOf = (view, at) => {
  const why = view.data.work.why;
  if (!why || why.index !== view.data.rows[at].index) return null;
  return drawWhy(view, why);
};

const openPanel = (view, at) => {
  closePanel(view);
  hideTip(view);
  view.panelAt = at;
  view.panel = el("div", { class: "panel", role: "group", "aria-label": "Choices for this utterance" });
  fillPanel(view);
  view.rowNodes[at].append(view.panel);
  view.rowNodes[at].children[1].setAttribute("aria-expanded", "true");
  showWhole(view, view.rowNodes[at]);
};

// Scrolls as little as shows the row to its end, but never its first words out of sight.
const showWhole = (view, row) => {
  const [seen, box] = [view.scroller.getBoundingClientRect(), row.getBoundingClientRect()];
  const below = Math.max(0, box.bottom - seen.bottom + 8);
  view.scroller.scrollTop += Math.min(below, box.top - seen.top - 4);
};

const fillPanel = (view) => {
  const at = view.panelAt;
  const draft = noteBox(view);
  const writing = draft && !draft.parentElement.hidden;
  const parts = [codeColumns(view, at), panelActs(view, at), whyOf(view, at), meaningOf(view, at), notesOf(view, at)];
  view.panel.replaceChildren(...parts.filter(Boolean));
  // What is being written stays, whatever the server says meanwhile.
  if (writing && draft.value) noteBox(view).parentElement.replaceWith(draft.parentElement);
};

const closePanel = (view) => {
  if (!view.panel) return;
  const had = view.panel.contains(view.root.getRootNode().activeElement);
  view.rowNodes[view.panelAt]?.children[1].setAttribute("aria-expanded", "false");
  view.panel.remove();
  if (had) focusLabel(view, view.panelAt);
  view.panel = null;
  view.panelAt = null;
  view.mode = null;
};

// A digit chooses a mode first, then one of its codes.
const pressDigit = (view, at, digit) => {
  const { modes } = view.data;
  if (view.panelAt === at && view.mode) {
    const code = codesOf(view.data, view.mode)[digit - 1];
    if (code) chooseCode(view, at, code);
    return;
  }
  const mode = modes[digit - 1];
  if (!mode) return;
  const codes = codesOf(view.data, mode.id);
  if (codes.length === 1) {
    chooseCode(view, at, codes[0]);
    return;
  }
  if (view.panelAt !== at) openPanel(view, at);
  view.mode = mode.id;
  view.panel.querySelector(".columns").dataset.chosen = mode.id;
  for (const column of view.panel.querySelectorAll(".column")) column.classList.toggle("chosen", column.dataset.mode === mode.id);
  say(view, `${mode.name}: ${codes.map((code, place) => `${place + 1} ${view.data.codes[code].name}`).join(", ")}.`);
};

const PRESSES = {
  Enter: (view, at) => (view.panelAt === at ? closePanel(view) : openPanel(view, at)),
  Escape: (view) => (view.panel ? closePanel(view) : clearSelection(view)),
  y: (view, at) => chooseCode(view, at, view.selected.size ? null : view.data.rows[at].code),
  Backspace: (view, at) => giveBack(view, targets(view, at)),
  Delete: (view, at) => giveBack(view, targets(view, at)),
  u: (view) => undo(view),
  n: (view) => goToLeastSure(view),
  w: (view, at) => {
    if (!view.data.work.explains) return;
    if (view.panelAt !== at) openPanel(view, at);
    askWhy(view, at);
  },
  m: (view, at) => {
    if (view.panelAt !== at) openPanel(view, at);
    openNote(view);
  },
  " ": (view, at) => toggleSelected(view, at),
};

const pressOnRow = (view, event) => {
  const at = Number(event.target.dataset.at);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    return undo(view);
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (/^[1-9]$/.test(event.key)) {
    event.preventDefault();
    return pressDigit(view, at, Number(event.key));
  }
  const press = PRESSES[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!press) return moveAmongRows(view, event);
  event.preventDefault();
  return press(view, at);
};

const toggleSelected = (view, at, on = !view.selected.has(at)) => {
  on ? view.selected.add(at) : view.selected.delete(at);
  const node = view.rowNodes[at];
  if (node) {
    node.classList.toggle("selected", on);
    node.querySelector(".pick").checked = on;
  }
  showSelection(view);
};

const clearSelection = (view) => {
  for (const at of [...view.selected]) toggleSelected(view, at, false);
};

const showSelection = (view) => {
  view.bulk.hidden = !view.selected.size;
  if (view.selected.size) {
    const head = el("p", {}, el("b", {}, countOf(view.selected.size)), " selected. Code them all as:");
    const choices = el("div", { class: "acts" });
    view.bulk.replaceChildren(head, choices);
    offerModes(view, choices);
  }
};

// A mode first, then its codes: all of them at once would hide the call.
const offerModes = (view, choices) => {
  const modes = view.data.modes.map((mode) => {
    const button = actButton(mode.name, null, () => offerCodes(view, choices, mode));
    button.prepend(el("i", { class: `swatch mode-${mode.id}` }), " ");
    return button;
  });
  choices.replaceChildren(...modes, actButton("Select none", "Esc", () => clearSelection(view)));
};

const offerCodes = (view, choices, mode) => {
  const codes = codesOf(view.data, mode.id).map((code) => actButton(view.data.codes[code].name, null, () => chooseCode(view, null, code)));
  const back = actButton("Other modes", null, () => offerModes(view, choices));
  choices.replaceChildren(el("span", { class: "quiet" }, `${mode.name}:`), ...codes, back);
  codes[0].focus();
};

const keysHelp = () => {
  const lines = KEYS.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]);
  return el("details", { class: "keys" }, el("summary", {}, "Keys"), el("dl", {}, ...lines));
};

const workBar = (view) => {
  view.progress = el("p", { class: "progress" });
  view.said = el("p", { class: "said quiet", role: "status" });
  view.acceptBox = el("span", { class: "accept" });
  const next = actButton("Review the least sure", "N", () => goToLeastSure(view));
  view.undoButton = actButton("Undo", "U", () => undo(view));
  const bar = el("div", { class: "acts" }, next, view.acceptBox, view.undoButton, keysHelp());
  view.bulk = el("div", { class: "bulk", hidden: true, role: "group", "aria-label": "Code the selected utterances" });
  showWork(view);
  return el("div", { class: "work" }, view.progress, bar, view.said);
};

const showWork = (view) => {
  const { rows } = view.data;
  const reviewed = rows.filter((row) => row.reviewed).length;
  const all = rows.length.toLocaleString("en");
  view.progress.textContent = reviewed === rows.length ? `All ${all} utterances are reviewed.` : `${reviewed.toLocaleString("en")} of ${all} utterances reviewed by a person.`;
  view.undoButton.disabled = !view.data.work.undo && !view.root.acts.waiting.length;
  offerAccept(view, rows.length - reviewed);
};

const offerAccept = (view, left) => {
  const ask = actButton("Accept the rest", null, () => {
    const yes = actButton(`Yes, take ${left.toLocaleString("en")} codes of the machine as right`, null, () => act(view, "accept", {}));
    view.acceptBox.replaceChildren(yes, actButton("No", null, () => offerAccept(view, left)));
    yes.focus();
  });
  view.acceptBox.replaceChildren(...(left ? [ask] : []));
};
