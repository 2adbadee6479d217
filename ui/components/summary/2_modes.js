// The mode mix: one stacked bar a side over a table of the same numbers.

const stackedBar = (row, names) => {
  const bar = el("div", { class: `bar stack ${row.role}`, "aria-hidden": "true" });
  for (const part of row.parts) {
    if (!part.share) continue;
    const label = part.share >= 0.09 ? part.value : "";
    bar.append(el("span", { class: `mode-${part.mode}`, style: `flex-grow:${part.share}`, title: names[part.mode] }, label));
  }
  return bar;
};

// On a narrow page the table's head is gone and each cell names its own mode.
const cellOf = (part, names) => {
  const mode = el("span", { class: "mode own" }, el("i", { class: `swatch mode-${part.mode}` }), names[part.mode]);
  const range = part.interval ? el("small", { class: "quiet range", title: "95 % interval" }, part.interval.replace(/^.*interval /, "")) : null;
  return el("td", {}, mode, el("b", {}, part.value), " ", el("span", { class: "quiet" }, part.above.toLocaleString("en")), range);
};

const mixTable = (mix, sides, names) => {
  const head = el("tr", {}, el("td", {}));
  for (const mode of mix.modes) {
    const name = el("span", { class: "mode" }, el("i", { class: `swatch mode-${mode.id}` }), mode.name);
    head.append(el("th", { scope: "col", title: mode.definition }, name));
  }
  head.append(el("td", {}));
  const body = mix.rows.map((row, at) => {
    const line = el("tr", {}, el("th", { scope: "row" }, sides[at].title));
    for (const part of row.parts) line.append(cellOf(part, names));
    line.append(el("td", { class: "quiet of" }, [row.of, row.left_out].filter(Boolean).join(" · ")));
    return line;
  });
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...body));
};

const modeMix = (data) => {
  const mix = data.modes;
  const names = Object.fromEntries(mix.modes.map((mode) => [mode.id, mode.name]));
  const figure = {
    id: "mode_mix",
    name: "Mode mix",
    by: "share of coded utterances",
    meaning: mix.modes.map((mode) => `${mode.name}: ${mode.definition}`).join(" "),
    formula: mix.formula,
  };
  const bars = mix.rows.map((row, at) => {
    const known = row.parts[0].share !== null;
    if (!known && !row.reason) return null;
    const picture = known ? stackedBar(row, names) : el("span", { class: "reason" }, row.reason);
    return el("div", { class: "mix" }, el("span", { class: "who" }, data.sides[at].title), picture);
  });
  return el("article", { class: "figure modes" }, definition(figure, data), ...bars.filter(Boolean), mixTable(mix, data.sides, names));
};
