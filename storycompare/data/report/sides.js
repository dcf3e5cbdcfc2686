/* Two versions side by side: drawn from the texts on this page, when they are asked for. */
const sides = document.getElementById("sides");
const chosen = find("form", sides).elements;
const line = (version, sentence) => document.getElementById(`v${version + 1}-s${sentence + 1}`);
const text = (version, sentence) => {
  const p = find("p", line(version, sentence) || sides.ownerDocument.createElement("p"));
  return p && !find(".none", p) ? p.textContent : "";
};
let index = null;

function linksOf(left, right) {
  if (!index) {
    index = new Map();
    for (const link of data.links) {
      const key = `${link[0]} ${link[2]}`;
      if (!index.has(key)) index.set(key, []);
      index.get(key).push(link);
    }
  }
  const turned = (link) => ({ link, left: link[3], right: link[1], marks: [link[10], link[9]] });
  const straight = (link) => ({ link, left: link[1], right: link[3], marks: [link[9], link[10]] });
  return left < right ? (index.get(`${left} ${right}`) || []).map(straight) : (index.get(`${right} ${left}`) || []).map(turned);
}

function marked(version, sentence, lengths, side) {
  const written = text(version, sentence);
  const p = make("p", { dir: "auto" });
  if (!written) p.append(make("span", { class: "none" }, "text not kept"));
  const changed = (lengths || []).reduce((sum, length, turn) => sum + (turn % 2 ? length : 0), 0);
  const mostly = changed > data.mostly * written.length;
  let at = 0;
  for (const [turn, length] of (lengths || [written.length]).entries()) {
    const run = written.slice(at, at + length);
    const plain = !lengths || (turn % 2 === 1) === mostly;
    const [, before, words, after] = run.match(mostly ? /^([^\p{L}\p{N}]*)([^]*?)([^\p{L}\p{N}]*)$/u : /^(\s*)([^]*?)(\s*)$/);
    p.append(before, plain || !words ? words : make(mostly ? "span" : "mark", { class: mostly ? "same" : side }, words), after);
    at += length;
  }
  p.append(written.slice(at));
  return p;
}

function sentence(version, number, lengths, side) {
  const numeral = make("a", { class: "numeral", href: `#v${version + 1}-s${number + 1}`, "aria-label": `Sentence ${number + 1} in the text` });
  numeral.append(String(number + 1));
  return make("div", { class: "sentence" }, numeral, marked(version, number, lengths, side));
}

function about(found) {
  const [, , , , score, relation, moved, decision, because] = found.link;
  const sure = decision ? "your decision" : (Math.min(score, 99) / 100).toFixed(2);
  const details = make("details", {}, make("summary", {}, `${sure}: ${score < 50 && !decision ? "perhaps " : ""}${RELATIONS[relation]}${moved ? "; in another place" : ""}`));
  if (because.length) details.append(make("ul", {}, ...because.map((place) => make("li", {}, data.reasons[place]))));
  details.dataset.link = data.links.indexOf(found.link);
  return details;
}

function row(left, right, found) {
  const node = make("div", { class: "row" });
  const first = found[0];
  node.append(make("div", {}, ...(left ? [sentence(...left, first && first.marks[0], "one")] : [make("p", { class: "none" }, "—")])));
  const other = right ? [sentence(...right)] : found.flatMap((one) => [sentence(one.version, one.right, one.marks[1], "two"), about(one)]);
  node.append(make("div", {}, ...(other.length ? other : [make("p", { class: "none" }, "—")])));
  return node;
}

function rows(left, right) {
  const links = linksOf(left, right);
  const of = new Map();
  for (const found of links) of.set(found.left, [...(of.get(found.left) || []), { ...found, version: right }]);
  const matched = new Set(links.map((found) => found.right));
  const alone = data.versions[right].body.filter((number) => !matched.has(number));
  const result = [];
  for (const number of data.versions[left].body) {
    const found = (of.get(number) || []).sort((a, b) => b.link[4] - a.link[4]);
    const straight = found.find((one) => !one.link[6]);
    while (straight && alone.length && alone[0] < straight.right) result.push(row(null, [right, alone.shift()], []));
    result.push(row([left, number], null, found));
  }
  return [result.concat(alone.map((number) => row(null, [right, number], []))), links.length];
}

function draw() {
  const left = Number(chosen.left.value), right = Number(chosen.right.value);
  const table = find(".table", sides);
  if (left === right) {
    table.replaceChildren();
    find("[role=status]", sides).textContent = "Choose two different versions.";
    return;
  }
  const [drawn, count] = rows(left, right);
  const names = make("div", { class: "row names" });
  for (const place of [left, right]) names.append(make("h3", {}, make("bdi", {}, data.versions[place].name)));
  table.replaceChildren(names, ...drawn);
  const cut = [left, right].filter((place) => data.versions[place].status !== "ok").map((place) => `${data.versions[place].name} was not read whole`);
  const pairs = `${count} pair${count === 1 ? "" : "s"} of sentences; the number under each is how sure we are that the two report the same thing. A dash: matched with none on the other side`;
  find("[role=status]", sides).textContent = [pairs, ...cut].join("; ");
  if (decider) pressed();
}

function beside(left, right) {
  chosen.left.value = left;
  chosen.right.value = right;
  draw();
  sides.parentElement.scrollIntoView();
}

function readySides() {
  const usable = data.versions.map((version, place) => [version, place]).filter(([version]) => version.body.length);
  if (usable.length < 2) return;
  for (const select of [chosen.left, chosen.right]) for (const [version, place] of usable) select.append(option(place, version.name));
  chosen.right.value = usable[1][1];
  sides.hidden = false;
  find(".no-script").hidden = true;
  find("form", sides).addEventListener("change", () => {
    draw();
    history.replaceState(null, "", `#pair-${Number(chosen.left.value) + 1}-${Number(chosen.right.value) + 1}`);
  });
  chosen.swap.addEventListener("click", () => beside(chosen.right.value, chosen.left.value));
  draw();
}
