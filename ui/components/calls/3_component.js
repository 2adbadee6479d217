// A page of the list of calls.

const selections = new WeakMap();

// Which rows are ticked; kept across reruns as long as they are on the page.
const selectionOf = (root) => {
  if (!selections.has(root)) selections.set(root, { ids: new Set() });
  return selections.get(root);
};

const showSelection = (selection, rows, boxes) => {
  const n = selection.ids.size;
  selection.remove.hidden = n === 0;
  selection.remove.textContent = n === 1 ? "Delete 1 selected call…" : `Delete ${n} selected calls…`;
  selection.all.checked = n > 0 && n === rows.length;
  selection.all.indeterminate = n > 0 && n < rows.length;
  boxes.forEach((box, place) => {
    box.checked = selection.ids.has(rows[place].id);
    box.closest("tr").classList.toggle("picked", box.checked);
  });
};

const watch = (selection, rows, root) => {
  const boxes = () => [...root.querySelectorAll("tbody input[type=checkbox]")];
  const show = () => showSelection(selection, rows, boxes());
  selection.set = (id, isOn) => {
    if (isOn) selection.ids.add(id);
    else selection.ids.delete(id);
    show();
  };
  selection.setAll = (isOn) => {
    selection.ids = new Set(isOn ? rows.map((call) => call.id) : []);
    show();
  };
  return show;
};

// What was pressed in the head or below the table keeps focus when all is drawn anew; best place first.
const focusedPlaces = (root) => {
  const node = root.getRootNode().activeElement;
  const head = node?.closest("thead th");
  if (head) return [`thead th.${head.classList[0]} :is(button, input)`];
  if (node?.matches("select")) return ["select"];
  return node?.closest("nav") ? [`nav .${node.classList[0]}:enabled`, "nav button:enabled"] : [];
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "calls");
  const selection = selectionOf(root);
  const onPage = new Set(data.rows.map((call) => call.id));
  selection.ids = new Set([...selection.ids].filter((id) => onPage.has(id)));
  const show = watch(selection, data.rows, root);
  const places = focusedPlaces(root);
  const bar = barOf(data, selection, setTriggerValue);
  const table = el(
    "table",
    { role: "table" },
    el("caption", { class: "unseen" }, "Calls"),
    headOf(data, selection, setTriggerValue),
    el("tbody", { role: "rowgroup" }, ...data.rows.map((call) => rowOf(call, data, selection, setTriggerValue))),
  );
  const parts = [bar, table, pagesOf(data, setTriggerValue), el("p", { class: "footnote" }, data.footnote)];
  root.replaceChildren(...parts.filter(Boolean));
  places
    .map((place) => root.querySelector(place))
    .find(Boolean)
    ?.focus({ preventScroll: true });
  show();
}
