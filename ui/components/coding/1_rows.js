// The words, an utterance a row. One row is in focus; those that nobody is asked to code are context.

const nameOf = (view, code) => view.data.codes[code].name;

const answerOf = (view, row) => {
  const code = view.given.get(row.index);
  const mode = code ? `answer mode-${view.data.codes[code].mode}` : "answer";
  return el("p", { class: mode }, code ? el("i", { class: "swatch" }) : null, code ? nameOf(view, code) : row.asked ? "–" : "");
};

const wordRow = (view, row, at) => {
  const before = view.data.rows[at - 1];
  const speaks = !before || before.who !== row.who || before.turn !== row.turn;
  const who = speaks ? el("p", { class: "who" }, el("bdi", {}, row.who), row.time ? el("time", {}, row.time) : null) : null;
  const words = el("p", { class: "words", dir: "auto" }, row.text);
  const states = [row.asked ? "row" : "row context", row.role, speaks ? "speaks" : ""].join(" ");
  return el(
    "li",
    { class: states, role: "option", tabindex: -1, "data-at": at, "aria-selected": "false", "aria-disabled": row.asked ? null : "true" },
    who,
    words,
    answerOf(view, row),
  );
};

const renewAnswer = (view, at) => view.nodes[at].lastChild.replaceWith(answerOf(view, view.data.rows[at]));

const rowList = (view) => {
  view.nodes = view.data.rows.map((row, at) => wordRow(view, row, at));
  view.list = el("ol", { class: "rows", role: "listbox", "aria-label": "Utterances to code" }, ...view.nodes);
  view.list.onclick = (event) => {
    const row = event.target.closest(".row");
    if (row && view.data.rows[row.dataset.at].asked) goToRow(view, Number(row.dataset.at));
  };
  return view.list;
};

const askedFrom = (view, at, step) => {
  while (at >= 0 && at < view.data.rows.length && !view.data.rows[at].asked) at += step;
  return at;
};

const isOpen = (view, row) => row.asked && !view.given.has(row.index);

const firstOpen = (view) => view.data.rows.findIndex((row) => isOpen(view, row));

const markRow = (view, at) => {
  const before = view.nodes[view.at];
  before?.classList.remove("here");
  before?.setAttribute("tabindex", -1);
  before?.setAttribute("aria-selected", "false");
  view.at = at;
  const node = view.nodes[at];
  node?.classList.add("here");
  node?.setAttribute("tabindex", 0);
  node?.setAttribute("aria-selected", "true");
  showPressed(view);
};

// A third down, so that what was said before stays in sight.
const centreRow = (view) => {
  const node = view.nodes[view.at];
  if (!node) return;
  const [box, frame] = [node.getBoundingClientRect(), view.list.getBoundingClientRect()];
  view.list.scrollTop += box.top - frame.top - (frame.height - box.height) / 3;
  if (view.root.contains(view.root.getRootNode().activeElement)) node.scrollIntoView({ block: "nearest" });
};

// Past the last row waits the button that finishes.
const goToRow = (view, at) => {
  markRow(view, at);
  if (at >= view.data.rows.length) {
    view.finish.focus({ preventScroll: true });
    return;
  }
  view.nodes[at].focus({ preventScroll: true });
  centreRow(view);
};

const moveRow = (view, step) => {
  const at = askedFrom(view, view.at + step, step);
  if (at >= 0) goToRow(view, Math.min(at, view.data.rows.length));
};
