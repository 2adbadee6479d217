// The head of the page: what call this is, who leads it, and the figures.

const leftOut = (skipped) => {
  if (!skipped.length) return null;
  const parts = skipped.length === 1 ? "1 part left out" : `${skipped.length} parts left out`;
  const items = skipped.slice(0, 50).map((part) => el("li", {}, part));
  return el("details", { class: "skipped" }, el("summary", {}, parts), el("ul", {}, ...items));
};

const masthead = (data) => {
  const facts = el("div", { class: "facts" }, el("p", {}, data.facts.join(" · ")), leftOut(data.skipped));
  const coding = el("p", { class: "coding" }, el("strong", {}, data.coding.status), el("span", {}, data.coding.model));
  return el("header", { class: "masthead" }, el("div", {}, el("h1", {}, data.call), facts), coding);
};

const leadLine = (lead) =>
  el("p", { class: lead.asks ? "lead asks" : "lead" }, lead.before, el("strong", {}, lead.name), lead.after);

export default function ({ data, parentElement }) {
  const root = rootOf(parentElement, "summary");
  const unfolded = new Set([...root.querySelectorAll("details[open]")].map((each) => each.dataset.measure));
  for (const side of data.sides) side.many = side.label.includes("together");
  root.replaceChildren(
    masthead(data),
    leadLine(data.lead),
    el("div", { class: "headlines" }, ...data.headlines.map((figure) => headline(figure, data))),
    el("div", { class: "second" }, modeMix(data), el("div", { class: "smalls" }, ...data.smaller.map((f) => smaller(f, data)))),
  );
  for (const details of root.querySelectorAll("details")) details.open = unfolded.has(details.dataset.measure);
}
