// What people do, on its way to the server. Acts are numbered and all that have no answer yet are sent each time, so that
// none is lost however quickly they come.

const newActs = () => ({ browser: crypto.randomUUID(), n: 0, waiting: [], send: () => {} });

const act = (view, kind, content) => {
  const acts = view.root.acts;
  acts.n += 1;
  acts.waiting.push({ n: acts.n, call: view.data.id, kind, ...content });
  acts.send({ browser: acts.browser, acts: acts.waiting });
};

const dropAnswered = (acts, applied) => {
  const done = applied[acts.browser] ?? 0;
  acts.waiting = acts.waiting.filter((each) => each.n > done);
};
