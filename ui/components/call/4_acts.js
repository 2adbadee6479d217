// What the reader does to codes and notes; the page shows it at once.

// The data with what is not answered yet done to it. Only codes: all else is shown once the answer comes.
const withWaiting = (acts, data) => {
  const codes = new Map();
  for (const each of acts.waiting) {
    if (each.call === data.id && each.kind === "set") Object.entries(each.codes).forEach(([index, code]) => codes.set(Number(index), code));
  }
  if (!codes.size) return data;
  const rows = data.rows.map((row) => (codes.has(row.index) ? coded(row, codes.get(row.index)) : row));
  return { ...data, rows };
};

const coded = (row, code) => ({ ...row, code, unsure: false, reviewed: true, decided: "Coded by you just now." });

const setCodes = (view, places, code) => {
  const { rows } = view.data;
  act(view, "set", { codes: Object.fromEntries(places.map((at) => [rows[at].index, code ?? rows[at].code])) });
  const name = code ? `coded as ${view.data.codes[code].name}` : "taken as right";
  say(view, `${countOf(places.length)} ${name}.`);
  update(view.root, view.server);
};

const giveBack = (view, places) => {
  const reviewed = places.filter((at) => view.data.rows[at].reviewed);
  if (!reviewed.length) return say(view, "The machine’s code holds here already.");
  act(view, "reset", { utterances: reviewed.map((at) => view.data.rows[at].index) });
  say(view, `${countOf(reviewed.length)} given back to the machine.`);
};

const undo = (view) => {
  if (!view.data.work.undo && !view.root.acts.waiting.length) return say(view, "Nothing of yours is left to undo.");
  act(view, "undo", {});
  say(view, "Your last change is undone.");
};

const askWhy = (view, at) => {
  act(view, "why", { utterance: view.data.rows[at].index });
  say(view, "Looking for the words that weighed most…");
};

const writeNote = (view, at, text, note) => act(view, "note", { utterance: view.data.rows[at].index, text, note });

const countOf = (n) => (n === 1 ? "1 utterance" : `${n} utterances`);

const say = (view, sentence) => {
  view.said.textContent = sentence;
};

// The utterance that nobody reviewed yet whose code is least sure: a few minutes are best spent there.
const leastSure = (view) => {
  let best = -1;
  view.data.rows.forEach((row, at) => {
    if (!row.reviewed && at !== view.lastLeastSure && (best < 0 || row.sure < view.data.rows[best].sure)) best = at;
  });
  return best;
};

const goToLeastSure = (view) => {
  const at = leastSure(view);
  view.lastLeastSure = at;
  if (at < 0) return say(view, "Every utterance is reviewed.");
  jumpTo(view, at);
  openPanel(view, at);
  say(view, `The least sure of those not reviewed: ${Math.round(100 * view.data.rows[at].sure)} per cent.`);
};
