// One note for the whole component: what a code means, what a block is.

const hideTip = (view) => {
  view.tip.hidden = true;
  view.described?.removeAttribute("aria-describedby");
};

const placeTip = (view, box, centre) => {
  view.tip.hidden = false;
  const frame = view.root.getBoundingClientRect();
  const width = view.tip.offsetWidth;
  const left = Math.min(Math.max(0, centre - frame.left - width / 2), frame.width - width);
  const below = box.bottom + view.tip.offsetHeight + 12 < window.innerHeight;
  const top = below ? box.bottom - frame.top + 6 : box.top - frame.top - view.tip.offsetHeight - 6;
  view.tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
};

const describe = (view, node) => {
  view.described = node;
  node.setAttribute("aria-describedby", "tip");
};

const showCodeTip = (view, label) => {
  const row = view.data.rows[Number(label.dataset.at)];
  const code = view.data.codes[row.code];
  const mode = view.data.modes.find((each) => each.id === code.mode);
  const head = el("p", { class: "head" }, el("i", { class: `swatch mode-${mode.id}` }), el("b", {}, code.name), ` ${mode.name}`);
  const parts = [head, el("p", {}, code.definition)];
  if (code.examples.length) parts.push(el("p", { class: "example" }, `“${code.examples[0]}”`));
  if (code.not.length) parts.push(el("p", { class: "quiet" }, `But ${code.not[0]}`));
  parts.push(el("p", { class: "decided" }, row.decided));
  view.tip.replaceChildren(...parts);
  describe(view, label);
  const box = label.getBoundingClientRect();
  placeTip(view, box, box.left + box.width / 2);
};

const showBlockTip = (view, at, x) => {
  const block = view.data.blocks[at];
  const node = view.blockNodes[at];
  const words = view.data.rows[block.first].text;
  const short = words.length > 140 ? `${words.slice(0, 140)}…` : words;
  const head = el("p", { class: "head" }, el("i", { class: `swatch mode-${block.mode}` }), blockLabel(view.data, block));
  view.tip.replaceChildren(head, el("p", { class: "example", dir: "auto" }, short));
  describe(view, node);
  const box = node.parentElement.getBoundingClientRect();
  placeTip(view, box, x ?? node.getBoundingClientRect().left);
};

// What moved the model: words as dark as they weighed, underlined where they spoke against the code.
const drawWhy = (view, why) => {
  const pieces = why.pieces.map((piece) => {
    if (!piece.weight) return piece.text;
    const strength = Math.round(Math.min(1, Math.abs(piece.weight)) * 60 + 12);
    return el("mark", { class: piece.weight > 0 ? "for" : "against", style: `--strength:${strength}%` }, piece.text);
  });
  const lines = [...why.lines, why.none].filter(Boolean).map((line) => el("li", { dir: "auto" }, line));
  return el("div", { class: "why" }, el("p", {}, why.head), el("p", { class: "weighed", dir: "auto" }, ...pieces), el("ul", {}, ...lines));
};
