// How far codings agree: a plain table, so that screen readers and keyboards reach every number.

const figureRow = (row) =>
  el(
    "tr",
    { class: row.mode ? `mode-${row.mode}` : "overall" },
    el("th", { scope: "row" }, row.mode ? el("i", { class: "swatch" }) : null, row.name),
    ...row.cells.map((cell) => el("td", {}, cell)),
  );

const figureTable = (columns, rows, caption) => {
  const head = el("tr", {}, el("td", {}), ...columns.map((name) => el("th", { scope: "col" }, name)));
  const table = el("table", {}, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, ...rows.map(figureRow)));
  // Wider than a phone: it scrolls by itself, also by keyboard.
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, table);
};

const agreement = (data) => [
  el("h2", { class: "section" }, "Agreement"),
  ...data.head.map((line) => el("p", { class: "quiet", dir: "auto" }, line)),
  data.note ? el("p", { class: "note" }, data.note) : null,
  figureTable(data.columns, [...data.overall, ...data.modes], "All codes, all modes, and each mode against the rest"),
  el(
    "details",
    {},
    el("summary", {}, "Each code against the rest"),
    figureTable(data.columns, data.codes, "Each code that somebody gave"),
    ...data.reasons.map((line) => el("p", { class: "quiet" }, line)),
  ),
  el("p", { class: "quiet explained" }, data.explained),
];
