// The story in plain sentences, the moments worth reading again, and one thing to try.

const quote = ([place, speaker, words]) =>
  el("p", { class: "quote" }, el("span", { class: "quiet" }, `${place} `, el("bdi", {}, speaker)), " ", el("q", { dir: "auto" }, words));

const momentCard = (moment) => {
  const lines = moment.words.map(quote);
  if (moment.more > 0) lines.push(el("p", { class: "quiet more" }, `and ${moment.more} more`));
  const head = el("p", { class: "claim", title: moment.rule }, moment.claim);
  return el("li", { class: "moment" }, head, ...lines, goThere(moment.row));
};

const storyOf = (moments) => (moments?.story.length ? el("p", { class: "story" }, moments.story.join(" ")) : null);

const momentsOf = (moments) => {
  if (!moments) return null;
  const head = el("h2", { class: "section" }, "Moments to read again");
  const cards = el("ol", { class: "cards" }, ...moments.items.map(momentCard));
  const toTry = moments.to_try && el("p", { class: "try" }, el("strong", {}, "One thing to try next time."), " ", moments.because, " ", el("span", {}, moments.to_try));
  return el("section", { class: "moments" }, ...(moments.items.length ? [head, cards] : []), toTry || null);
};
