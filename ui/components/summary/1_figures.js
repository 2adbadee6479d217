// The three headline figures and the smaller ones: a name that unfolds to its definition, two sides, counts.

// The utterances that a figure counts, each a way to its place in the call.
const whereOf = (rows, said, possible = []) => {
  const items = rows.map((row) => {
    const [place, speaker, words] = said[row];
    const button = el("button", { class: "place", type: "button" }, el("span", { class: "quiet" }, `${place} `), el("span", { dir: "auto" }, words));
    if (possible.includes(row)) button.prepend(el("em", { class: "quiet" }, "possible "));
    button.title = speaker;
    button.onclick = () => window.dispatchEvent(new CustomEvent(JUMP, { detail: row }));
    return el("li", {}, button);
  });
  return el("ol", { class: "where" }, ...items);
};

const definition = (figure, data) => {
  const summary = el("summary", {}, el("h2", {}, figure.name), el("span", { class: "by" }, figure.by));
  const body = el("div", { class: "definition" }, el("p", {}, figure.meaning), el("p", { class: "formula" }, figure.formula));
  if (figure.source) body.append(el("p", { class: "formula" }, figure.source));
  if (figure.caveat) body.append(el("p", {}, figure.caveat));
  figure.sides?.forEach((side, at) => {
    if (!side) return;
    const told = [side.count, side.interval, side.reviewed].filter(Boolean).join("; ");
    if (told) body.append(el("p", {}, `${data.sides[at].title}: ${told}.`));
    if (side.rows.length) body.append(whereOf(side.rows, data.said));
  });
  return el("details", { class: "name", "data-measure": figure.id }, summary, body);
};

const DASH = "–";

// The number large, its per cent sign or unit small.
const valueOf = (side) => {
  const [number, sign] = side.value.split("\u202f");
  const unit = sign ?? side.unit;
  return el("span", { class: "value" }, number, unit ? el("small", {}, sign ? `\u202f${unit}` : `\u00a0${unit}`) : null);
};

const goThere = (row) => {
  const button = el("button", { class: "go", type: "button" }, "go there");
  button.onclick = () => window.dispatchEvent(new CustomEvent(JUMP, { detail: row }));
  return button;
};

// The two counts with the colours that they have in the bar below.
const balanceNote = (side) => {
  const [above, below] = side.count.split(" ÷ ");
  const part = (which, words) => el("span", { class: "part" }, el("i", { class: `swatch part-${which}` }), words);
  return el("span", { class: "note" }, part("listening", above), " ÷ ", part("telling", below));
};

const countNote = (side) => (side.count ? el("span", { class: "note" }, side.count) : null);

const sideOf = (side, who, { picture, note } = {}) => {
  if (!side) return el("div", { class: `side ${who.role}` });
  note ??= countNote(side);
  const node = el("div", { class: `side ${who.role}` }, el("span", { class: "who" }, who.title), valueOf(side));
  if (note) node.append(note);
  if (side.interval) node.append(el("span", { class: "note" }, side.interval));
  if (side.row !== null) node.append(goThere(side.row));
  if (picture) node.append(picture);
  return node;
};

// Why a side has no figure, across the whole width: reasons are sentences.
const reasonsOf = (figure, sides) =>
  figure.sides
    .map((side, at) => [side, sides.length > 1 ? `${sides[at].title}: ` : ""])
    .map(([side, whose]) => (side?.reason ? el("p", { class: "reason" }, `${whose}${side.reason}`) : null))
    .filter(Boolean);

const sidesOf = (figure, sides, drawOf = () => ({})) => {
  const columns = figure.sides.map((side, at) => sideOf(side, sides[at], side ? drawOf(side) : {}));
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

// Where there is no value there is no bar either: an empty one looks like a figure.
const balanceBar = (side) => {
  if (side.value === DASH) return null;
  const bar = el("div", { class: "bar", "aria-hidden": "true" });
  if (side.above) bar.append(el("span", { class: "part-listening", style: `flex-grow:${side.above}` }));
  if (side.below) bar.append(el("span", { class: "part-telling", style: `flex-grow:${side.below}` }));
  return bar;
};

const apartLines = (data) =>
  el("div", { class: "apart" }, ...data.apart.map((counts, at) => el("p", {}, `${data.sides[at].title}, apart: ${counts}`)));

const meter = (side) => {
  if (side.share === null) return null;
  const part = side.share ? el("span", { class: "part-listening", style: `width:${side.share * 100}%` }) : null;
  return el("div", { class: "bar meter", "aria-hidden": "true" }, part);
};

const headline = (figure, data) => {
  const node = el("article", { class: `figure ${figure.id}` }, definition(figure, data));
  if (figure.id === "talk_share") {
    node.append(sidesOf(figure, data.sides));
    if (data.talk.length) node.append(talkBar(data.talk));
  } else if (figure.id === "questions_to_directives") {
    const drawOf = (side) => ({ picture: balanceBar(side), note: balanceNote(side) });
    node.append(sidesOf(figure, data.sides, drawOf), apartLines(data));
  } else {
    const drawOf = (side) => ({ picture: meter(side) });
    node.append(sidesOf(figure, data.sides, drawOf), el("p", { class: "apart" }, figure.meaning));
  }
  return node;
};

// Closed, a group tells its figures in one line.
const teaserOf = (group) => group.figures.map((figure) => `${figure.name.toLowerCase()} ${figure.sides[0]?.value ?? DASH}`).join(" · ");

const groupOf = (group, data) => {
  const head = el("summary", {}, el("h2", { class: "section" }, group.title), el("span", { class: "quiet" }, teaserOf(group)));
  const figures = el("div", { class: "smalls" }, ...group.figures.map((figure) => smaller(figure, data)));
  return el("details", { class: "group", "data-measure": `group ${group.title}` }, head, figures);
};

const smaller = (figure, data) => el("article", { class: "figure small" }, definition(figure, data), sidesOf(figure, data.sides));
