// Coding by keys: a code is shown and sent at once, and the next utterance is in focus.

const CODING_KEYS = [
  ["D, A, I …", "the letter marked in a code’s name codes and goes on"],
  ["1–5", "a mode, then the number of a code"],
  ["↑ Backspace", "back to the one before"],
  ["↓", "on without a code"],
  ["End", "to the first without a code"],
  ["Esc", "forget the mode"],
  ["Enter", "finish, on the button at the end"],
];

const say = (view, sentence) => {
  view.said.textContent = sentence;
};

const asked = (view) => view.data.rows.filter((row) => row.asked);
const nOpen = (view) => asked(view).filter((row) => isOpen(view, row)).length;
const inWords = (n) => n.toLocaleString("en");

const giveCode = (view, code) => {
  const row = view.data.rows[view.at];
  chooseMode(view, null);
  if (!row || view.data.done) return;
  view.given.set(row.index, code);
  act(view, "code", { codes: { [row.index]: code } });
  renewAnswer(view, view.at);
  showProgress(view);
  say(view, `${nameOf(view, code)}.`);
  moveRow(view, 1);
};

const LEAPS = {
  ArrowUp: (view) => moveRow(view, -1),
  Backspace: (view) => moveRow(view, -1),
  ArrowDown: (view) => moveRow(view, 1),
  End: (view) => {
    const at = firstOpen(view);
    goToRow(view, at < 0 ? view.data.rows.length : at);
  },
  Escape: (view) => {
    chooseMode(view, null);
    goToRow(view, view.at);
  },
};

const pressKey = (view, event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("summary")) return;
  const code = Object.keys(view.data.codes).find((id) => view.data.codes[id].letter === event.key.toLowerCase());
  const leap = LEAPS[event.key];
  if (!leap && !code && !/^[1-9]$/.test(event.key)) return;
  event.preventDefault();
  if (leap) leap(view);
  else if (!view.data.done) code ? giveCode(view, code) : pressDigit(view, Number(event.key));
};

const showProgress = (view) => {
  const [n, left] = [asked(view).length, nOpen(view)];
  view.progress.textContent = `${inWords(n - left)} of ${inWords(n)} coded`;
  view.bar.style.width = `${n ? (100 * (n - left)) / n : 0}%`;
  offerFinish(view);
};

const finishText = (view) => {
  const [n, left] = [asked(view).length, nOpen(view)];
  return left ? `${view.data.finish} with ${inWords(n - left)} of ${inWords(n)} coded` : view.data.finish;
};

// Finishing with gaps is asked about once more: codes cannot be changed after it.
const offerFinish = (view) => {
  view.finish.hidden = Boolean(view.data.done) || nOpen(view) === asked(view).length;
  view.finish.textContent = finishText(view);
  view.finish.onclick = () => {
    if (nOpen(view) && view.finish.dataset.sure !== "yes") {
      view.finish.dataset.sure = "yes";
      view.finish.textContent = `Yes, leave ${inWords(nOpen(view))} without a code`;
      return;
    }
    act(view, "finish", {});
    say(view, "Sent.");
  };
  view.finish.onblur = () => {
    delete view.finish.dataset.sure;
    view.finish.textContent = finishText(view);
  };
};

const codingKeys = () => {
  const lines = CODING_KEYS.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]);
  return el("details", { class: "keys" }, el("summary", {}, "Keys"), el("dl", {}, ...lines));
};

const codingHead = (view) => {
  view.progress = el("p", { class: "progress" });
  view.bar = el("span");
  view.said = el("p", { class: "said quiet", role: "status" });
  view.finish = el("button", { type: "button", class: "finish" });
  view.doneLine = el("p", { class: "done", role: "status" });
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, view.bar);
  const about = view.data.about ? el("p", { class: "quiet about" }, view.data.about) : null;
  return el("div", { class: "head" }, about, view.doneLine, el("div", { class: "line" }, view.progress, view.said, codingKeys()), bar);
};
