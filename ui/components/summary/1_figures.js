// The three headline figures and the smaller ones: a name that unfolds to its definition, two sides, counts.

const SIDE_NAMES = { manager: "Manager", rep: "Rep", guest: "Guests" };
const sideName = (role, side) => (side.many ? "Reps" : SIDE_NAMES[role]);

const definition = (figure) => {
  const summary = el("summary", {}, el("h2", {}, figure.name), el("span", { class: "by" }, figure.by));
  const body = el("div", { class: "definition" }, el("p", {}, figure.meaning), el("p", { class: "formula" }, figure.formula));
  return el("details", { class: "name", "data-measure": figure.id }, summary, body);
};

// The number large, its per cent sign or unit small.
const valueOf = (side) => {
  const [number, sign] = side.value.split("\u202f");
  const unit = sign ?? side.unit;
  return el("span", { class: "value" }, number, unit ? el("small", {}, `\u202f${unit}`) : null);
};

const goThere = (turn) => {
  const button = el("button", { class: "go", type: "button" }, "go there");
  button.onclick = () => window.dispatchEvent(new CustomEvent(JUMP, { detail: turn }));
  return button;
};

// The two counts with the colours that they have in the bar below.
const balanceNote = (side) => {
  const part = (mode, words) => [el("i", { class: `swatch mode-${mode}` }), words];
  return el("span", { class: "note" }, ...part("listen", side.open_label), " ÷ ", ...part("tell", side.directives_label));
};

const sideOf = (side, who, picture) => {
  const node = el("div", { class: `side ${who.role}` }, el("span", { class: "who" }, sideName(who.role, who)), valueOf(side));
  for (const note of [side.balance ? "" : side.count, side.interval]) if (note) node.append(el("span", { class: "note" }, note));
  if (side.balance) node.append(balanceNote(side.balance));
  if (side.turn !== null && side.turn !== undefined) node.append(goThere(side.turn));
  if (picture) node.append(picture);
  return node;
};

// Why a side has no figure, across the whole width: reasons are sentences.
const reasonsOf = (figure, sides) =>
  figure.sides
    .map((side, at) => (side.reason ? el("p", { class: "reason" }, `${sideName(sides[at].role, sides[at])}: ${side.reason}`) : null))
    .filter(Boolean);

const sidesOf = (figure, sides, pictures = []) => {
  const columns = figure.sides.map((side, at) => sideOf(side, sides[at], pictures[at]));
  const node = document.createDocumentFragment();
  node.append(el("div", { class: "sides" }, ...columns), ...reasonsOf(figure, sides));
  return node;
};

// One bar for the whole talk; names stand under it, so that shade is not the only sign.
const talkBar = (parts) => {
  const bar = el("div", { class: "bar talk", "aria-hidden": "true" });
  const names = el("ul", { class: "key" });
  for (const part of parts) {
    bar.append(el("span", { class: part.role, style: `flex-grow:${part.share}` }));
    names.append(el("li", { class: part.role }, el("i", {}), part.label));
  }
  return el("div", { class: "picture" }, bar, names);
};

const balanceBar = (side) => {
  const bar = el("div", { class: "bar", "aria-hidden": "true" });
  if (side.open) bar.append(el("span", { class: "mode-listen", style: `flex-grow:${side.open}` }));
  if (side.directives) bar.append(el("span", { class: "mode-tell", style: `flex-grow:${side.directives}` }));
  if (!side.open && !side.directives) bar.classList.add("empty");
  return bar;
};

const apartLines = (data) => {
  const lines = data.balance.map((side, at) =>
    el("p", { class: data.sides[at].role }, `${sideName(data.sides[at].role, data.sides[at])}, apart: ${side.apart}`),
  );
  return el("div", { class: "apart" }, ...lines);
};

const meter = (side) => {
  const bar = el("div", { class: "bar meter", "aria-hidden": "true" });
  if (side.share === null) bar.classList.add("empty");
  else bar.append(el("span", { class: "mode-listen", style: `width:${side.share * 100}%` }));
  return bar;
};

const headline = (figure, data) => {
  const node = el("article", { class: `figure ${figure.id}` }, definition(figure));
  if (figure.id === "talk_share") node.append(sidesOf(figure, data.sides), talkBar(data.talk));
  else if (figure.id === "questions_to_directives") {
    figure.sides.forEach((side, at) => (side.balance = data.balance[at]));
    node.append(sidesOf(figure, data.sides, data.balance.map(balanceBar)), apartLines(data));
  } else node.append(sidesOf(figure, data.sides, figure.sides.map(meter)), el("p", { class: "apart" }, figure.meaning));
  return node;
};

const smaller = (figure, data) => el("article", { class: "figure small" }, definition(figure), sidesOf(figure, data.sides));
