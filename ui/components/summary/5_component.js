// The head of the page: what call this is, who leads it, and the figures.

const LEFT_OUT_SHOWN = 50;

const leftOut = (skipped) => {
  if (!skipped.length) return null;
  const parts = skipped.length === 1 ? "1 part left out" : `${skipped.length} parts left out`;
  const items = skipped.slice(0, LEFT_OUT_SHOWN).map((part) => el("li", {}, part));
  const more = skipped.length - items.length;
  if (more > 0) items.push(el("li", {}, `and ${more.toLocaleString("en")} more; the JSON export names them all`));
  return el("details", { class: "skipped" }, el("summary", {}, parts), el("ul", {}, ...items));
};

const masthead = (data) => {
  const facts = el("div", { class: "facts" }, el("p", {}, data.facts.join(" · ")), leftOut(data.skipped));
  const coding = el("p", { class: "coding" }, el("strong", {}, data.coding.status), el("span", {}, data.coding.model));
  return el("header", { class: "masthead" }, el("div", {}, el("h1", {}, data.call), facts), coding);
};

const leadLine = (lead) =>
  el("p", { class: lead.asks ? "lead asks" : "lead" }, lead.before, el("strong", {}, lead.name), lead.after);

// What is odd about the file: open where it bears on the figures.
const fileNotes = (file) => {
  if (!file) return null;
  const items = file.items.map((item) => el("li", {}, el("strong", {}, item.head), " ", item.body));
  const count = items.length === 1 ? "1 thing" : `${items.length} things`;
  const fold = el("details", { class: "file", "data-measure": "about_file" }, el("summary", {}, `${count} to know about this file`), el("ul", {}, ...items));
  fold.dataset.opens = file.open;
  return fold;
};

// Said once, so that the figures need not each say why they are missing.
const missingNote = (missing) =>
  el("p", { class: "missing" }, el("strong", {}, `${missing.head}.`), " ", missing.lines.join(". "), ". Counts are shown, ratios are not.");

export default function ({ data, parentElement }) {
  const root = rootOf(parentElement, "summary");
  const unfolded = new Set([...root.querySelectorAll("details[open]")].map((each) => each.dataset.measure));
  root.replaceChildren(
    masthead(data),
    leadLine(data.lead),
    ...[fileNotes(data.file)].filter(Boolean),
    ...(data.missing ? [missingNote(data.missing)] : []),
    ...[storyOf(data.moments)].filter(Boolean),
    el("div", { class: "headlines" }, ...data.headlines.map((figure) => headline(figure, data))),
    modeMix(data),
    ...[momentsOf(data.moments)].filter(Boolean),
    el("div", { class: "groups" }, ...data.groups.map((group) => groupOf(group, data)), ...[lensesOf(data)].filter(Boolean)),
  );
  const first = root.dataset.call !== data.call;
  root.dataset.call = data.call;
  for (const details of root.querySelectorAll("details")) {
    details.open = unfolded.has(details.dataset.measure) || (first && details.dataset.opens === "true");
  }
  root.classList.toggle("one", data.sides.length === 1);
  root.leave?.();
  const go = (event) => event.detail === "figures" && goTo(root.querySelector(".headlines"));
  window.addEventListener(GO, go);
  root.leave = () => window.removeEventListener(GO, go);
  return () => root.leave();
}
