// What the manager's words stand for: two poles an axis, and the questions that serve value's poles.

const poleOf = (pole, said) => {
  const rows = [...pole.rows, ...pole.possible].sort((a, b) => a - b);
  const head = el("span", {}, el("b", {}, pole.name), ` ${pole.count}`);
  if (!rows.length) return el("td", {}, head);
  return el("td", {}, el("details", { "data-measure": `lens ${pole.name}` }, el("summary", {}, head), whereOf(rows, said, pole.possible)));
};

const lensTable = (lenses, said) => {
  const rows = lenses.map((axis) =>
    el("tr", {}, el("th", { scope: "row" }, axis.axis), ...axis.poles.map((pole) => poleOf(pole, said)), ...(axis.poles.length < 2 ? [el("td", {})] : [])),
  );
  return el("table", { class: "lenses" }, el("tbody", {}, ...rows));
};

const sortedQuestions = (questions, said) => {
  const parts = questions.filter((part) => part.rows.length);
  const lists = parts.map((part) =>
    el("details", { "data-measure": part.name }, el("summary", {}, el("b", {}, part.name), ` ${part.rows.length}`), whereOf(part.rows, said)),
  );
  return lists.length ? el("div", { class: "sorted" }, ...lists) : null;
};

const lensesOf = (data) => {
  if (!data.lenses.length) return null;
  const note = "What the manager’s words stand for. Tags that the model finds too unsurely are shown as possible and counted in no figure; a dash means that such a tag was not even possible here.";
  const parts = [lensTable(data.lenses, data.said), sortedQuestions(data.questions, data.said)].filter(Boolean);
  const seen = data.lenses.filter((axis) => axis.poles.some((pole) => pole.rows.length || pole.possible.length)).length;
  const teaser = seen ? `seen on ${seen} of ${data.lenses.length} axes` : "none seen surely enough to show";
  const head = el("summary", {}, el("h2", { class: "section" }, "Lenses"), el("span", { class: "quiet" }, teaser));
  return el("details", { class: "group lenses", "data-measure": "group lenses" }, head, el("p", { class: "quiet" }, note), ...parts);
};
