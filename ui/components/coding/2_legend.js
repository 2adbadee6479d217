// Modes and codes with their keys: a letter alone, or the digit of the mode and then the digit of the code.

const codesIn = (data, mode) => Object.keys(data.codes).filter((code) => data.codes[code].mode === mode);

// The name with the letter that codes it marked.
const keyedName = (code) => {
  const at = code.name.toLowerCase().indexOf(code.letter);
  if (!code.letter || at < 0) return [code.name];
  return [code.name.slice(0, at), el("b", {}, code.name[at]), code.name.slice(at + 1)];
};

const legendButton = (view, id, place) => {
  const code = view.data.codes[id];
  const keys = el("kbd", { "aria-hidden": "true" }, code.letter.toUpperCase());
  const digit = el("small", { "aria-hidden": "true" }, String(place + 1));
  const button = el("button", { type: "button", class: "code", title: code.definition, "data-code": id, "aria-pressed": "false" }, keys, el("span", {}, ...keyedName(code)), digit);
  button.onclick = () => giveCode(view, id);
  return button;
};

const legendColumn = (view, mode, place) => {
  const head = el("p", { class: "mode" }, el("small", { "aria-hidden": "true" }, String(place + 1)), el("i", { class: `swatch mode-${mode.id}` }), mode.name);
  const buttons = codesIn(view.data, mode.id).map((code, at) => legendButton(view, code, at));
  return el("div", { class: "column", role: "group", "aria-label": mode.name, "data-mode": mode.id }, head, ...buttons);
};

const legend = (view) => {
  view.legend = el("div", { class: "legend" }, ...view.data.modes.map((mode, place) => legendColumn(view, mode, place)));
  return view.legend;
};

const showPressed = (view) => {
  const row = view.data.rows[view.at];
  const code = row && view.given.get(row.index);
  for (const button of view.legend.querySelectorAll(".code")) button.setAttribute("aria-pressed", String(button.dataset.code === code));
};

const chooseMode = (view, mode) => {
  view.mode = mode;
  view.legend.classList.toggle("choosing", mode !== null);
  for (const column of view.legend.children) column.classList.toggle("chosen", column.dataset.mode === mode);
};

const pressDigit = (view, digit) => {
  if (view.mode !== null) {
    const code = codesIn(view.data, view.mode)[digit - 1];
    if (code) giveCode(view, code);
    return;
  }
  const mode = view.data.modes[digit - 1];
  if (!mode) return;
  const codes = codesIn(view.data, mode.id);
  if (codes.length === 1) {
    giveCode(view, codes[0]);
    return;
  }
  chooseMode(view, mode.id);
  say(view, `${mode.name}: ${codes.map((code, place) => `${place + 1} ${nameOf(view, code)}`).join(", ")}.`);
};
