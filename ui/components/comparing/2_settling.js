// What codings differ on, one by one. A digit takes one of the codes given, a letter any other; the list gets shorter.

const SETTLING_KEYS = [
  ["1 2 …", "take that code"],
  ["D, A, I …", "any other code, by the letter of the legend"],
  ["↑ ↓", "to another difference"],
  ["Backspace", "take your last one back"],
];

const say = (view, sentence) => {
  view.said.textContent = sentence;
};

const nameOf = (view, code) => view.data.codes[code].name;

const lineOf = (spoken, kind) => el("p", { class: kind, dir: "auto" }, el("bdi", {}, spoken.who), " ", el("span", {}, spoken.text));

const choiceOf = (view, row, choice, place) => {
  const by = el("span", { class: "by" }, choice.by.join(", "));
  const mode = view.data.codes[choice.code].mode;
  const button = el(
    "button",
    { type: "button", class: `choice mode-${mode}`, tabindex: -1, title: view.data.codes[choice.code].definition },
    el("kbd", {}, String(place + 1)),
    el("i", { class: "swatch" }),
    nameOf(view, choice.code),
    by,
  );
  button.onclick = () => settle(view, row, choice.code);
  return button;
};

const differenceNode = (view, row) =>
  el(
    "li",
    { class: "difference", tabindex: -1, "data-index": row.index },
    ...row.before.map((spoken) => lineOf(spoken, "near")),
    lineOf(row.own, "own"),
    ...row.after.map((spoken) => lineOf(spoken, "near")),
    el("div", { class: "choices" }, ...row.choices.map((choice, place) => choiceOf(view, row, choice, place))),
  );

const settle = (view, row, code) => {
  const at = view.rows.indexOf(row);
  act(view, "settle", { codes: { [row.index]: code } });
  showDifferences(view);
  say(view, `${nameOf(view, code)}. ${leftText(view)}`);
  focusDifference(view, Math.min(at, view.rows.length - 1));
};

const leftText = (view) => (view.rows.length ? `${view.rows.length.toLocaleString("en")} left.` : "All are settled.");

const focusDifference = (view, at) => {
  const node = view.list.children[at];
  if (!node) {
    view.root.querySelector("h2").focus({ preventScroll: true });
    return;
  }
  for (const each of view.list.children) each.setAttribute("tabindex", each === node ? 0 : -1);
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
};

const pressOnDifference = (view, event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const node = event.target.closest?.(".difference");
  const at = [...view.list.children].indexOf(node);
  const row = view.rows[at];
  const key = event.key.toLowerCase();
  const step = { arrowdown: 1, arrowup: -1 }[key];
  if (key === "backspace") {
    event.preventDefault();
    takeBack(view);
  } else if (row && step) {
    event.preventDefault();
    if (view.rows[at + step]) focusDifference(view, at + step);
  } else if (row) {
    const letter = Object.keys(view.data.codes).find((code) => view.data.codes[code].letter === key);
    const code = /^[1-9]$/.test(key) ? row.choices[Number(key) - 1]?.code : letter;
    if (!code) return;
    event.preventDefault();
    settle(view, row, code);
  }
};

const takeBack = (view) => {
  if (!view.data.undo && !view.root.acts.waiting.length) return say(view, "Nothing of yours is left to take back.");
  act(view, "undo", {});
  say(view, "Your last one is taken back.");
};

// Without those that are settled but not answered yet.
const rowsLeft = (view) => {
  const waiting = view.root.acts.waiting.filter((each) => each.call === view.data.id && each.kind === "settle");
  const gone = new Set(waiting.flatMap((each) => Object.keys(each.codes).map(Number)));
  return view.data.rows.filter((row) => !gone.has(row.index));
};

const showDifferences = (view) => {
  const focused = view.root.getRootNode().activeElement?.closest?.(".difference")?.dataset.index;
  view.rows = rowsLeft(view);
  const nodes = new Map([...view.list.children].map((node) => [node.dataset.index, node]));
  view.list.replaceChildren(...view.rows.map((row) => nodes.get(String(row.index)) ?? differenceNode(view, row)));
  if (!view.list.querySelector("[tabindex='0']")) view.list.firstChild?.setAttribute("tabindex", 0);
  if (focused !== undefined) view.list.querySelector(`[data-index="${focused}"]`)?.focus({ preventScroll: true });
  const all = view.data.total.toLocaleString("en");
  view.count.textContent = view.data.total ? `${(view.data.total - view.rows.length).toLocaleString("en")} of ${all} settled.` : "They differ nowhere.";
  showSettled(view);
};

const showSettled = (view) => {
  const lines = view.data.settled.map((each) =>
    el("li", { class: `mode-${view.data.codes[each.code].mode}` }, el("i", { class: "swatch" }), el("b", {}, nameOf(view, each.code)), el("span", { dir: "auto" }, each.text)),
  );
  view.settled.hidden = !lines.length;
  view.settled.querySelector("ul").replaceChildren(...lines);
};

const letters = (view) => {
  const items = Object.values(view.data.codes).map((code) => el("span", { class: `mode-${code.mode}` }, el("kbd", {}, code.letter.toUpperCase()), " ", code.name));
  const lines = SETTLING_KEYS.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]);
  return el("details", { class: "keys" }, el("summary", {}, "Keys"), el("dl", {}, ...lines), el("p", { class: "letters" }, ...items));
};

const drawSettling = (root, data) => {
  const view = { root, data, rows: [] };
  view.count = el("p", { class: "progress" });
  view.said = el("p", { class: "said quiet", role: "status" });
  const names = el("input", { type: "checkbox" });
  names.onchange = () => root.classList.toggle("named", names.checked);
  view.list = el("ol", { class: "differences", "aria-label": "Differences" });
  view.settled = el("details", { class: "settled" }, el("summary", {}, "What is settled"), el("ul", {}));
  const back = el("button", { type: "button", class: "back" }, "Take the last one back");
  back.onclick = () => takeBack(view);
  const tools = el("div", { class: "tools" }, view.count, el("label", {}, names, " Show who gave which"), back, letters(view), view.said);
  const how = "Settle by the codebook: the code you take becomes a person’s code of the call, and the review uses it. The choices stand in random order.";
  root.replaceChildren(el("h2", { class: "section", tabindex: -1 }, "Where they differ"), el("p", { class: "quiet" }, how), tools, view.list, view.settled);
  view.list.onkeydown = (event) => pressOnDifference(view, event);
  root.classList.remove("named");
  return view;
};
