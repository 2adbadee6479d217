// Two parts: the table of agreement, and the differences to settle.

const settlings = new WeakMap();

const updateSettling = (root, data, setStateValue) => {
  root.acts ??= newActs();
  root.acts.send = (sent) => setStateValue("sent", sent);
  dropAnswered(root.acts, data.applied);
  let view = settlings.get(root);
  const asBefore = view && view.data.id === data.id && view.compared === comparedOf(data);
  if (!asBefore) view = drawSettling(root, data);
  Object.assign(view, { data, compared: comparedOf(data) });
  settlings.set(root, view);
  showDifferences(view);
};

// Other codings of the same call are other differences.
const comparedOf = (data) => JSON.stringify([data.total, data.names]);

export default function ({ data, parentElement, setStateValue }) {
  const root = rootOf(parentElement, `comparing ${data.part}`);
  if (data.part === "settling") {
    updateSettling(root, data, setStateValue);
    return;
  }
  const open = root.querySelector("details")?.open;
  root.replaceChildren(...agreement(data).filter(Boolean));
  root.querySelector("details").open = Boolean(open);
}
