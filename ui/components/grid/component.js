// A plain table of texts: the figures behind a chart, for eyes, screen readers and keyboards. Names stay text.

const cellsOf = (row, texts) =>
  row.map((cell, at) =>
    at === 0 ? el("th", { scope: "row" }, cell) : el("td", { class: texts.includes(at) ? "text" : "figure" }, cell),
  );

export default function ({ data, parentElement }) {
  const texts = data.texts ?? [];
  const head = data.columns.map((name, at) =>
    el("th", { scope: "col", class: at === 0 || texts.includes(at) ? "text" : "figure" }, name),
  );
  const table = el(
    "table",
    { class: data.look ?? "" },
    el("caption", {}, data.caption),
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...data.rows.map((row) => el("tr", {}, ...cellsOf(row, texts)))),
  );
  // Wider than a phone: it scrolls by itself, also by keyboard.
  const scroll = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": data.caption }, table);
  rootOf(parentElement, "grid").replaceChildren(scroll);
}
