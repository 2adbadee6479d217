// A coded text with the words that weighed, and the codebook on its code.

// A word may weigh alone, and as one of a run that weighs together.
const markOf = (piece) => [piece.way, piece.run && `run-${piece.run}`].filter(Boolean).join(" ");

const markedWords = (part) => {
  const pieces = part.words.map((piece) =>
    markOf(piece)
      ? el("span", { class: `weighs ${markOf(piece)}`, style: `--strength:${piece.strength}`, title: piece.note || null }, piece.text)
      : piece.text,
  );
  return el("p", { class: "words", dir: "auto" }, ...pieces);
};

const codeLine = (part) =>
  el(
    "p",
    { class: "label" },
    el("i", { class: "swatch" }),
    el("b", {}, part.code.name),
    " ",
    el("span", { class: "quiet" }, `${part.mode_name} · ${part.sure}`),
  );

const reason = (found) => {
  if (!found.what) return el("li", {}, found.effect);
  const what = found.is_words ? el("q", { dir: "auto" }, found.what) : found.what;
  return el("li", {}, "without ", what, ": ", el("b", {}, found.effect));
};

const why = (part) => {
  if (!part.reasons.length) return null;
  const head = el("h3", {}, "Why: leaving this out changes the probability by");
  const marked = part.words.some(markOf);
  const key = `Shaded and underlined words speak for ${part.code.name}; dotted ones against it.`;
  return el("div", { class: "why" }, head, el("ul", {}, ...part.reasons.map(reason)), marked ? el("p", { class: "quiet" }, key) : null);
};

const fold = (id, title, ...parts) => el("details", { class: "about", "data-code": id }, el("summary", {}, title), ...parts);

const explained = (code) => [
  el("p", {}, code.definition),
  code.examples.length ? el("p", { class: "examples" }, code.examples.map((example) => `“${example}”`).join(" ")) : null,
  code.not.length ? el("p", { class: "quiet" }, `But ${code.not.join("; ")}`) : null,
];

const codedPart = (part, ...under) => el("div", { class: `coded mode-${part.code.mode}` }, codeLine(part), markedWords(part), ...under);

// Of what was said, the reasons are folded away, so that the box to write in stays in sight.
const toldPart = (part) => codedPart(part, fold(part.code.id, "Why this code, and what the codebook says", why(part), ...explained(part.code)));

const writtenPart = (part) => codedPart(part, why(part), fold(part.code.id, `${part.code.name} in the codebook`, ...explained(part.code)));
