// One call, or a part of one, to be coded without seeing any other code.

const codings = new WeakMap();

// What the server has, with what it has not heard yet on top.
const givenNow = (acts, data) => {
  const given = new Map(Object.entries(data.given).map(([index, code]) => [Number(index), code]));
  for (const each of acts.waiting) {
    if (each.call === data.id && each.kind === "code") Object.entries(each.codes).forEach(([index, code]) => given.set(Number(index), code));
  }
  return given;
};

const drawCoding = (root, data) => {
  const view = { root, data, given: givenNow(root.acts, data), at: 0, mode: null };
  const head = codingHead(view);
  root.replaceChildren(head, el("div", { class: "desk" }, el("div", { class: "text" }, rowList(view), view.finish), legend(view)));
  root.onkeydown = (event) => pressKey(view, event);
  const first = firstOpen(view);
  markRow(view, first < 0 ? askedFrom(view, 0, 1) : first);
  // Nobody is taken away from what they are doing.
  if (!data.done && document.activeElement === document.body) view.nodes[view.at]?.focus({ preventScroll: true });
  requestAnimationFrame(() => centreRow(view));
  codings.set(root, view);
  return view;
};

const showState = (view) => {
  view.doneLine.textContent = view.data.done;
  view.doneLine.hidden = !view.data.done;
  view.legend.hidden = Boolean(view.data.done);
  view.root.classList.toggle("finished", Boolean(view.data.done));
  showProgress(view);
};

const patchCoding = (view, data) => {
  const before = view.given;
  view.data = data;
  view.given = givenNow(view.root.acts, data);
  data.rows.forEach((row, at) => before.get(row.index) !== view.given.get(row.index) && renewAnswer(view, at));
};

const sameTask = (view, data) =>
  view && view.data.id === data.id && view.data.rows.length === data.rows.length && view.data.rows.every((row, at) => row.text === data.rows[at].text);

export default function ({ data, parentElement, setStateValue }) {
  const root = rootOf(parentElement, "coding");
  root.acts ??= newActs();
  root.acts.send = (sent) => setStateValue("sent", sent);
  dropAnswered(root.acts, data.applied);
  const before = codings.get(root);
  if (sameTask(before, data)) patchCoding(before, data);
  else drawCoding(root, data);
  showState(codings.get(root));
}
