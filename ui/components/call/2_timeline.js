// The call as a score: a lane a speaker, in each lane one line a mode, so that height says what colour says.

const atOf = (data, value) => `${((100 * value) / data.axis.end).toFixed(3)}%`;

// Rows of a block follow each other; those of a bin, in a long call, are named.
const rowsIn = (block) => block.rows ?? Array.from({ length: block.n }, (_, step) => block.first + step);

const blockLabel = (data, block) => {
  const mode = data.modes.find((each) => each.id === block.mode).name;
  const row = data.rows[block.first];
  const size = block.n === 1 ? "1 utterance" : `${block.n} utterances`;
  return [data.lanes[block.lane].name, mode, row.time, size].filter(Boolean).join(", ");
};

const blockNode = (data, block) => {
  const place = `left:${atOf(data, block.from)};width:${atOf(data, block.to - block.from)}`;
  const style = block.fill === undefined ? place : `${place};--fill:${block.fill}`;
  const label = blockLabel(data, block);
  return el("button", { class: `block mode-${block.mode}`, type: "button", tabindex: -1, style, "aria-label": label });
};

const timeline = (view) => {
  const { data } = view;
  view.blockNodes = data.blocks.map((block) => blockNode(data, block));
  view.tracks = data.lanes.map(() => el("div", { class: "track" }));
  data.blocks.forEach((block, at) => view.tracks[block.lane].append(view.blockNodes[at]));
  const lanes = data.lanes.map((lane, at) =>
    el("div", { class: `lane ${lane.role}` }, el("span", { class: "name", title: lane.name }, lane.name), view.tracks[at]),
  );
  view.playhead = el("span", { class: "playhead", "aria-hidden": "true" });
  const over = el("div", { class: "over", "aria-hidden": "true" }, el("div", { class: "inside" }, view.playhead));
  const label = "Timeline of the call. Arrow keys move from block to block, Enter goes to the words.";
  const node = el("div", { class: "timeline", role: "group", "aria-label": label }, ...lanes, axisOf(data), over);
  view.blockNodes[0]?.setAttribute("tabindex", 0);
  listenToTimeline(view, node);
  return node;
};

const axisOf = (data) => {
  const ticks = data.axis.ticks.map((tick) => el("span", { style: `left:${atOf(data, tick.at)}` }, tick.label));
  const unit = data.axis.unit === "words" ? "words" : "";
  return el("div", { class: "axis", "aria-hidden": "true" }, el("span", { class: "name" }, unit), el("div", { class: "ticks" }, ...ticks));
};

// The block under the pointer, or the nearest in its lane: blocks are too thin to aim at.
const blockAt = (view, event) => {
  const direct = view.blockNodes.indexOf(event.target);
  if (direct >= 0) return direct;
  const lane = view.tracks.indexOf(event.target.closest?.(".track"));
  if (lane < 0) return -1;
  const box = view.tracks[lane].getBoundingClientRect();
  const value = ((event.clientX - box.left) / box.width) * view.data.axis.end;
  return nearest(view.data.blocks, lane, value);
};

const nearest = (blocks, lane, value) => {
  let best = -1;
  let least = Infinity;
  blocks.forEach((block, at) => {
    const gap = Math.max(block.from - value, value - block.to, 0);
    if (block.lane === lane && gap < least) [best, least] = [at, gap];
  });
  return best;
};

const listenToTimeline = (view, node) => {
  node.onclick = (event) => {
    const at = blockAt(view, event);
    if (at >= 0) jumpTo(view, view.data.blocks[at].first);
  };
  node.onmousemove = (event) => {
    const at = blockAt(view, event);
    at >= 0 ? showBlockTip(view, at, event.clientX) : hideTip(view);
  };
  node.onmouseleave = () => hideTip(view);
  // These two have no "on…" property.
  node.addEventListener("focusin", (event) => {
    const at = view.blockNodes.indexOf(event.target);
    if (at >= 0 && event.target.matches(":focus-visible")) showBlockTip(view, at);
  });
  node.addEventListener("focusout", () => hideTip(view));
  node.onkeydown = (event) => moveAlong(view, event);
};

const moveAlong = (view, event) => {
  const at = view.blockNodes.indexOf(event.target);
  const { blocks } = view.data;
  if (at < 0) return;
  const last = blocks.length - 1;
  const steps = { ArrowRight: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0), Home: 0, End: last };
  let to = steps[event.key];
  const lane = blocks[at].lane + { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (lane >= 0 && lane < view.data.lanes.length) to = nearest(blocks, lane, (blocks[at].from + blocks[at].to) / 2);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") event.preventDefault();
  if (to === undefined || to < 0) return;
  event.preventDefault();
  rove(view.blockNodes[at], view.blockNodes[to]);
};

// Moves focus within a group that is a single stop for the Tab key.
const rove = (from, to) => {
  from?.setAttribute("tabindex", -1);
  to.setAttribute("tabindex", 0);
  to.focus();
};

const movePlayhead = (view, at) => {
  const block = view.data.blocks.findLast((each) => each.first <= at);
  if (block) view.playhead.style.left = atOf(view.data, block.from);
};
