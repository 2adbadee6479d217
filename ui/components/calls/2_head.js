// What stands above the rows: how many there are, their order, and what can be done with those selected.

const HEADS = [
  ["Call", "title"],
  ["Day", "call_date"],
  ["Manager", "manager"],
  ["Rep", "rep"],
];

// Days and how much is reviewed begin at the large end, names at A; pressed again, the order turns round.
const turned = (id, sort) => {
  const first = id === "call_date" ? `-${id}` : id;
  const other = first.startsWith("-") ? id : `-${id}`;
  return sort === first ? other : first;
};

const sortHead = (text, id, data, tell) => {
  const here = data.sort.replace("-", "") === id;
  const down = data.sort.startsWith("-");
  const button = el("button", { type: "button" }, text, el("i", { "aria-hidden": "true" }, here ? (down ? " ↓" : " ↑") : ""));
  button.onclick = () => tell("sort", turned(id, data.sort));
  const order = here ? (down ? "descending" : "ascending") : null;
  return el("th", { role: "columnheader", scope: "col", class: id, "aria-sort": order }, button);
};

const headOf = (data, selection, tell) => {
  const all = el("input", { type: "checkbox", "aria-label": "Select all calls on this page" });
  all.onchange = () => selection.setAll(all.checked);
  selection.all = all;
  return el(
    "thead",
    { role: "rowgroup" },
    el(
      "tr",
      { role: "row" },
      el("th", { role: "columnheader", scope: "col", class: "pick" }, el("label", {}, all, el("span", { class: "all" }, "All on this page"))),
      ...HEADS.map(([text, id]) => sortHead(text, id, data, tell)),
      ...data.measures.map((name) => el("th", { role: "columnheader", scope: "col", class: "figure" }, name)),
      sortHead("Review", "reviewed", data, tell),
      el("th", { role: "columnheader", scope: "col", class: "do" }, el("span", { class: "unseen" }, "Details")),
    ),
  );
};

const orderBox = (data, tell) => {
  const known = data.sorts.some((sort) => sort.id === data.sort);
  const sorts = known ? data.sorts : [{ id: data.sort, name: "As in the table’s head" }, ...data.sorts];
  const box = el("select", {}, ...sorts.map((sort) => el("option", { value: sort.id }, sort.name)));
  box.value = data.sort;
  box.onchange = () => tell("sort", box.value);
  return el("label", { class: "order" }, "Order ", box);
};

const barOf = (data, selection, tell) => {
  const remove = el("button", { type: "button", class: "remove" });
  remove.onclick = () => tell("remove", [...selection.ids]);
  selection.remove = remove;
  return el("div", { class: "bar" }, el("p", { class: "shown", role: "status" }, data.shown), remove, orderBox(data, tell));
};

// Which part of the list this is, and the way to the next; nothing where all calls are on one page.
const pagesOf = (data, tell) => {
  if (data.pages === 1) return null;
  const way = (name, text, page) => {
    const button = el("button", { type: "button", class: name, disabled: page < 1 || page > data.pages }, text);
    button.onclick = () => tell("page", page);
    return button;
  };
  const here = el("span", {}, `Page ${data.page.toLocaleString("en")} of ${data.pages.toLocaleString("en")}`);
  const ways = [way("first", "First", data.page === 1 ? 0 : 1), way("previous", "← Previous", data.page - 1)];
  const onward = [way("next", "Next →", data.page + 1), way("last", "Last", data.page === data.pages ? 0 : data.pages)];
  return el("nav", { "aria-label": "Pages of calls" }, ...ways, here, ...onward);
};
