// The probability of each mode as one bar a version, over a key with the same numbers.

const modeBar = (bar, names, quiet) => {
  const parts = bar.parts
    .filter((part) => part.share >= 0.005)
    .map((part) => {
      const label = part.share >= 0.14 && !quiet.has(part.mode) ? part.value : "";
      return el("span", { class: `mode-${part.mode}`, style: `flex-grow:${part.share}`, title: `${names[part.mode]} ${part.value}` }, label);
    });
  const told = bar.parts.map((part) => `${names[part.mode]} ${part.value}`).join(", ");
  return el("div", { class: "line" }, el("span", { class: "who" }, bar.who), el("div", { class: "bar", role: "img", "aria-label": told }, ...parts));
};

const modeBars = (data) => {
  const names = Object.fromEntries(data.modes.map((mode) => [mode.id, mode.name]));
  const quiet = new Set(data.modes.filter((mode) => !mode.coaching).map((mode) => mode.id));
  const key = data.modes.map((mode) => el("li", { class: `mode-${mode.id}` }, el("i", { class: "swatch" }), mode.name));
  return el(
    "section",
    { class: "bars" },
    el("h3", {}, "How likely each mode is"),
    ...data.bars.map((bar) => modeBar(bar, names, quiet)),
    el("ul", { class: "key" }, ...key),
  );
};
