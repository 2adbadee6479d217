// Timeline and transcript in one component: pointing, filtering and jumping need no trip to the server.

const views = new WeakMap();

const heading = (data) => {
  const by = data.axis.unit === "time" ? "along time" : "along words, as the file has no times";
  const binned = data.blocks.some((block) => block.rows) ? " A call this long is drawn in short spans: the taller, the more." : "";
  return el(
    "header",
    {},
    el("h2", { class: "section" }, "The call"),
    el("p", { class: "quiet" }, `Who spoke in which mode, ${by}. Choose a block to read it.${binned}`),
  );
};

const draw = (root, data) => {
  const view = { root, data, chips: [], filter: newFilter(), shown: data.rows.map(() => true), selected: new Set(), panel: null, panelAt: null };
  view.tip = el("div", { class: "tip", id: "tip", role: "tooltip", hidden: true });
  view.timeline = timeline(view);
  const parts = [heading(data), modeChips(view), view.timeline, workBar(view), tools(view), transcript(view), view.tip];
  root.replaceChildren(...parts);
  applyFilter(view);
  requestAnimationFrame(() => buildRest(view));
  return view;
};

const sameCall = (before, data) =>
  before && before.data.id === data.id && before.data.rows.length === data.rows.length;

// Codes and notes may have changed, but neither words nor who says them.
const sameWords = (before, data) =>
  sameCall(before, data) &&
  JSON.stringify(before.data.lanes) === JSON.stringify(data.lanes) &&
  before.data.rows.every((row, at) => row.text === data.rows[at].text && row.lane === data.rows[at].lane);

// Draws only what is different, so that place, focus and an open panel stay.
const patch = (view, data) => {
  const before = view.data;
  view.data = data;
  data.rows.forEach((row, at) => JSON.stringify(row) !== JSON.stringify(before.rows[at]) && renewRow(view, at));
  if (JSON.stringify(before.blocks) !== JSON.stringify(data.blocks)) {
    const old = view.timeline;
    view.timeline = timeline(view);
    old.replaceWith(view.timeline);
    movePlayhead(view, topRow(view));
  }
  applyFilter(view);
  showWork(view);
  if (JSON.stringify(before.work.why) !== JSON.stringify(data.work.why)) say(view, "");
  if (view.panel) fillPanel(view);
};

// After a change of roles the reader stays where they were, with the filter they had.
const keptOf = (view) => ({
  scrollTop: view.scroller.scrollTop,
  built: view.built,
  query: view.search.value,
  modes: [...view.filter.modes],
  names: [...view.filter.lanes].map((lane) => view.data.lanes[lane].name),
  unsure: view.filter.unsure,
});

const restore = (view, kept) => {
  view.search.value = kept.query;
  view.filter.query = kept.query.trim().toLowerCase();
  for (const mode of kept.modes) view.root.querySelector(`.chip[data-mode="${mode}"]`).click();
  // Lanes are ordered by role, which has just changed: speakers are found again by name.
  const lanes = kept.names.map((name) => view.data.lanes.findIndex((lane) => lane.name === name));
  for (const lane of lanes) view.root.querySelector(`.chip[data-lane="${lane}"]`)?.click();
  if (kept.unsure) view.root.querySelector(".chip.doubt")?.click();
  buildTo(view, kept.built);
  applyFilter(view);
  view.scroller.scrollTop = kept.scrollTop;
};

const jumpToUtterance = (view, index) => {
  const at = view.data.rows.findIndex((row) => row.index === index);
  if (at >= 0) jumpTo(view, at);
};

const goToPart = (view, part) => {
  if (part === "call") goTo(view.root.querySelector("h2"));
  if (part === "search") goTo(view.search);
};

// Draws what the server says, with what it has not heard yet on top.
const update = (root, server) => {
  const data = withWaiting(root.acts, server);
  const before = views.get(root);
  const written = JSON.stringify(data);
  if (before?.written !== written) {
    if (sameWords(before, data)) patch(before, data);
    else drawAnew(root, data, before);
  }
  Object.assign(views.get(root), { written, server });
};

const drawAnew = (root, data, before) => {
  const kept = sameCall(before, data) ? keptOf(before) : null;
  const view = draw(root, data);
  if (kept) restore(view, kept);
  views.set(root, view);
};

export default function ({ data, parentElement, setStateValue }) {
  const root = rootOf(parentElement, "call");
  root.acts ??= newActs();
  root.acts.send = (sent) => setStateValue("sent", sent);
  dropAnswered(root.acts, data.work.applied);
  update(root, data);
  const jump = (event) => jumpToUtterance(views.get(root), event.detail);
  const go = (event) => goToPart(views.get(root), event.detail);
  root.leave?.();
  window.addEventListener(JUMP, jump);
  window.addEventListener(GO, go);
  root.leave = () => {
    window.removeEventListener(JUMP, jump);
    window.removeEventListener(GO, go);
  };
  root.onkeyup = (event) => event.key === "Escape" && hideTip(views.get(root));
  return () => root.leave();
}
