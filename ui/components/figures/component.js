// Calls with their figures as a plain table, so that screen readers and keyboards reach every number.

const callRow = (row, open) => {
  const title = el("button", { type: "button" }, row.title);
  title.addEventListener("click", () => open(row.call));
  return el(
    "tr",
    {},
    el("td", { class: "day" }, row.day),
    el("th", { scope: "row" }, title),
    ...row.cells.map((cell) => el("td", {}, cell)),
  );
};

export default function ({ data, parentElement, setTriggerValue }) {
  const open = (call) => setTriggerValue("opened", call);
  const head = el("tr", {}, ...data.columns.map((name) => el("th", { scope: "col" }, name)));
  const table = el(
    "table",
    {},
    el("caption", {}, data.caption),
    el("thead", {}, head),
    el("tbody", {}, ...data.rows.map((row) => callRow(row, open))),
  );
  // Wider than a phone: it scrolls by itself, also by keyboard.
  const scroll = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": data.caption }, table);
  rootOf(parentElement, "figures").replaceChildren(scroll);
}
