// Links to the parts of the page. The parts live in other components, so they are called by an event.

const PARTS = { figures: "Figures", call: "The call", search: "Search the words", export: "Take it with you" };

// The export's buttons are Streamlit's own.
const goToExport = () => goTo(document.querySelector(".st-key-export button"));

const wayTo = (part) => {
  const button = el("button", { type: "button", "data-part": part }, PARTS[part]);
  button.onclick = () => (part === "export" ? goToExport() : window.dispatchEvent(new CustomEvent(GO, { detail: part })));
  return el("li", {}, button);
};

export default function ({ parentElement }) {
  const root = rootOf(parentElement, "ways");
  root.replaceChildren(
    el("nav", { "aria-label": "On this page" }, el("span", {}, "On this page"), el("ul", {}, ...Object.keys(PARTS).map(wayTo))),
  );
}
