// Joined before every component's own script.

// Builds an element. Strings among the children become text nodes: what people said is never read as HTML.
const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

// Streamlit listens for single letters on the whole page ("r" reruns); keys pressed in here are ours.
const keepKeysInside = (root) => {
  for (const event of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(event, (pressed) => pressed.stopPropagation());
  }
};

// One root element per mounted component, made once and kept across reruns.
const roots = new WeakMap();
const rootOf = (parent, name) => {
  if (!roots.has(parent)) {
    const root = el("div", { class: `root ${name}` });
    keepKeysInside(root);
    parent.append(root);
    roots.set(parent, root);
  }
  return roots.get(parent);
};

// Heard by the call: the index of an utterance to show.
const JUMP = "coder-jump-to-utterance";
// Heard by summary and call: the part of the page to go to.
const GO = "coder-go-to-part";

// Gives a part of the page focus, so that the next Tab goes on from there.
const goTo = (node) => {
  if (!node.matches("button, input")) node.setAttribute("tabindex", -1);
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: node.matches("input") ? "center" : "start" });
};
