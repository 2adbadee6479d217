// Timeline and transcript in one component: pointing, filtering and jumping need no trip to the server.

const views = new WeakMap();

const heading = (data) => {
  const by = data.axis.unit === "time" ? "along time" : "along words, as the file has no times";
  return el(
    "header",
    {},
    el("h2", { class: "section" }, "The call"),
    el("p", { class: "quiet" }, `Who spoke in which mode, ${by}. Choose a block to read it.`),
  );
};

const draw = (root, data) => {
  const view = { root, data, filter: newFilter(), shown: data.rows.map(() => true) };
  view.tip = el("div", { class: "tip", id: "tip", role: "tooltip", hidden: true });
  const parts = [heading(data), modeChips(view), timeline(view), tools(view), transcript(view), view.tip];
  root.replaceChildren(...parts);
  applyFilter(view);
  requestAnimationFrame(() => buildRest(view));
  return view;
};

const sameCall = (before, data) =>
  before && before.data.call === data.call && before.data.rows.length === data.rows.length;

// After a change of roles the reader stays where they were, with the filter they had.
const keptOf = (view) => ({
  scrollTop: view.scroller.scrollTop,
  built: view.built,
  query: view.search.value,
  pressed: view.data.modes.map((mode) => mode.id).filter((mode) => view.filter.modes.has(mode)),
});

const restore = (view, kept) => {
  view.search.value = kept.query;
  view.filter.query = kept.query.trim().toLowerCase();
  for (const mode of kept.pressed) view.root.querySelector(`.chip[data-mode="${mode}"]`).click();
  buildTo(view, kept.built);
  applyFilter(view);
  view.scroller.scrollTop = kept.scrollTop;
};

const jumpToTurn = (view, turn) => {
  const at = view.data.rows.findIndex((row) => row.turn === turn);
  if (at >= 0) jumpTo(view, at);
};

export default function ({ data, parentElement }) {
  const root = rootOf(parentElement, "call");
  const written = JSON.stringify(data);
  const before = views.get(root);
  if (before?.written !== written) {
    const kept = sameCall(before, data) ? keptOf(before) : null;
    const view = draw(root, data);
    view.written = written;
    if (kept) restore(view, kept);
    views.set(root, view);
  }
  const jump = (event) => jumpToTurn(views.get(root), event.detail);
  root.leave?.();
  window.addEventListener(JUMP, jump);
  root.leave = () => window.removeEventListener(JUMP, jump);
  root.onkeyup = (event) => event.key === "Escape" && hideTip(views.get(root));
  return () => root.leave();
}
