// How a learner's codes meet the settled ones: code by code, then each utterance that was coded otherwise.

const scoreRow = (row) =>
  el(
    "tr",
    { class: `mode-${row.mode}${row.whole ? " whole" : ""}` },
    el("th", { scope: "row" }, el("i", { class: "swatch" }), row.name),
    el("td", {}, row.found),
    el("td", {}, row.right),
  );

const scoreTable = (data) => {
  const head = el("tr", {}, el("td", {}), el("th", { scope: "col" }, "Found"), el("th", { scope: "col" }, "Right"));
  const table = el("table", {}, el("thead", {}, head), el("tbody", {}, ...data.rows.map(scoreRow)));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Mode by mode and code by code" }, table);
};

const saidOf = (code, word) =>
  el("p", { class: `code mode-${code.mode}` }, el("span", { class: "quiet" }, word), el("i", { class: "swatch" }), el("b", {}, code.name), el("span", {}, code.says));

const miss = (data) =>
  el(
    "li",
    {},
    ...data.before.map((said) => el("p", { class: "near", dir: "auto" }, el("bdi", {}, said.who), " ", said.text)),
    el("p", { class: "own", dir: "auto" }, el("bdi", {}, data.who), " ", data.text),
    saidOf(data.settled, "Settled"),
    saidOf(data.given, "Yours"),
    ...data.near.map((line) => el("p", { class: "quiet border" }, line)),
  );

export default function ({ data, parentElement }) {
  rootOf(parentElement, "learning").replaceChildren(
    el("div", { role: "status" }, el("h2", { class: "section" }, data.head)),
    el("p", { class: "quiet" }, data.about),
    scoreTable(data),
    el("h2", { class: "section" }, data.misses.length ? "Coded otherwise" : "Nothing was coded otherwise"),
    el("ol", { class: "misses" }, ...data.misses.map(miss)),
  );
}
