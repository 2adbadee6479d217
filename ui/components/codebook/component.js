// The codebook, set as a reference page.

const entry = (code) => {
  const examples = el("ul", { class: "examples" }, ...code.examples.map((example) => el("li", {}, `“${example}”`)));
  const misses = code.not.length
    ? el("p", { class: "misses" }, el("span", {}, "But "), code.not.join("; "))
    : null;
  const name = el("h3", {}, code.name, el("code", {}, code.id));
  return el("article", { class: "entry" }, name, el("div", {}, el("p", {}, code.definition), examples, misses));
};

const modeSection = (mode) =>
  el(
    "section",
    { class: `mode mode-${mode.id}` },
    el("h2", { class: "section" }, el("i", { class: "swatch" }), mode.name),
    el("p", { class: "quiet" }, mode.definition),
    ...mode.codes.map(entry),
  );

const term = (name, definition, note) =>
  el("div", { class: "term" }, el("dt", {}, el("code", {}, name), note ? el("span", { class: "quiet" }, note) : null), el("dd", {}, definition));

const lenses = (axes) =>
  axes.length &&
  el(
    "section",
    {},
    el("h2", { class: "section" }, "Lenses"),
    el("p", { class: "quiet" }, "On the manager’s utterances: none, one or several."),
    ...axes.map((axis) => {
      const terms = axis.lenses.map((lens) => term(lens.id, lens.definition, lens.pole ? `${lens.pole} pole` : ""));
      return el("article", { class: "entry" }, el("h3", {}, axis.axis), el("dl", {}, ...terms));
    }),
  );

const signals = (items) =>
  items.length &&
  el(
    "section",
    {},
    el("h2", { class: "section" }, "Signals"),
    el("p", { class: "quiet" }, "On the rep’s utterances: none, one or several."),
    el("dl", { class: "signals" }, ...items.map((signal) => term(signal.id, signal.definition))),
  );

const rules = (items) =>
  items.length &&
  el(
    "section",
    {},
    el("h2", { class: "section" }, "Rules for hard cases"),
    el("ol", { class: "rules" }, ...items.map((rule) => el("li", {}, rule))),
  );

export default function ({ data, parentElement }) {
  rootOf(parentElement, "codebook").replaceChildren(
    el("h1", {}, data.title),
    el("p", { class: "quiet" }, data.version),
    ...[data.principle, data.unit].filter(Boolean).map((text) => el("p", { class: "intro" }, text)),
    ...data.modes.map(modeSection),
    ...[lenses(data.axes), signals(data.signals), rules(data.rules)].filter(Boolean),
  );
}
