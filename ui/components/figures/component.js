// Calls, or groups of them, with their figures as a plain table, so that screen readers and keyboards reach every
// number. A row with an address is a link, one with an id a button, and one with neither is text.

const isPlain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

const titleOf = (row, open) => {
  if (!row.call) return row.title;
  const title = row.address ? el("a", { href: row.address }, row.title) : el("button", { type: "button" }, row.title);
  title.addEventListener("click", (event) => {
    // With a key held or another button the browser opens a tab as it always does.
    if (row.address && !isPlain(event)) return;
    event.preventDefault();
    open(row.call);
  });
  return title;
};

const callRow = (row, open) => {
  const title = titleOf(row, open);
  return el(
    "tr",
    {},
    row.day === undefined ? null : el("td", { class: "day" }, row.day),
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
