// The practice page in four parts: head, tell, rewrite, attempts. Streamlit's own boxes stand between them.

const head = (data) => [el("h1", {}, data.title), el("p", { class: "intro" }, data.intro), el("p", { class: "quiet" }, data.call)];

const near = (said) =>
  el(
    "div",
    { class: `near mode-${said.mode}` },
    el("p", { class: "who" }, el("bdi", {}, said.speaker), el("span", {}, ` · ${said.name}`)),
    el("p", { class: "words", dir: "auto" }, said.text),
  );

const tell = (data) => [
  el(
    "section",
    { class: "context", "aria-label": "Your words in the call" },
    ...data.before.map(near),
    el("div", { class: `own mode-${data.code.mode}` }, el("p", { class: "who" }, el("bdi", {}, data.speaker), data.by_person ? " · coded by a person" : ""), toldPart(data)),
    ...data.after.map(near),
  ),
];

const alternative = (found) =>
  el("li", { class: `mode-${found.mode}` }, el("q", { dir: "auto" }, found.text), el("span", { class: "quiet" }, ` ${found.name}`));

const alternatives = (found) =>
  el(
    "section",
    { class: "alternatives" },
    el("h3", {}, "What listening sounds like: examples of the codebook"),
    el("ul", {}, ...found.map(alternative)),
  );

const rewrite = (data) => {
  const parts = [];
  if (data.rewrite) {
    parts.push(el("p", { class: data.rewrite.listens ? "verdict listens" : "verdict", role: "status" }, data.rewrite.verdict));
    parts.push(modeBars(data.rewrite), ...data.rewrite.parts.map(writtenPart), el("p", { class: "note" }, data.note));
  }
  return [...parts, alternatives(data.alternatives)];
};

const attempt = (tried) => {
  const codes = tried.codes.map((code) =>
    el("span", { class: `code mode-${code.mode}` }, el("i", { class: "swatch" }), `${code.name} ${code.sure}`),
  );
  const instead = el("p", { class: "quiet" }, "instead of ", el("q", { dir: "auto" }, tried.instead_of));
  return el("li", {}, el("p", { class: "words", dir: "auto" }, tried.text), el("p", { class: "codes" }, ...codes), instead);
};

const attempts = (data) => [
  el("h2", { class: "section" }, "Your attempts"),
  el("p", { class: "quiet" }, data.attempts.length ? data.about : data.nothing),
  el("ol", { class: "attempts" }, ...data.attempts.map(attempt)),
];

const PARTS = { head, tell, rewrite, attempts };

export default function ({ data, parentElement }) {
  const root = rootOf(parentElement, `practice ${data.part}`);
  const unfolded = new Set([...root.querySelectorAll("details[open]")].map((each) => each.dataset.code));
  root.replaceChildren(...PARTS[data.part](data));
  for (const details of root.querySelectorAll("details")) details.open = unfolded.has(details.dataset.code);
}
