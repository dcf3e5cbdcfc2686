/* Decisions: what the person says of pairs, names and versions, as the file that `--decisions` reads. */
const panel = document.getElementById("decisions");
let decisions = data.decisions.slice();
let decider = false;
let file = null;
const about_pair = (one) => one.a && one.b && [one.a, one.b].map((side) => `${side.version} ${side.sentence}`).sort().join(" / ");
const pointed = (version, number) => ({
  version: data.versions[version].id, sentence: data.versions[version].sentences[number], text: text(version, number),
});
const pair = (link) => ({ a: pointed(link[0], link[1]), b: pointed(link[2], link[3]) });

function decide(decision) {
  const key = about_pair(decision);
  if (key) decisions = decisions.filter((one) => about_pair(one) !== key);
  decisions.push(decision);
  written();
}

function judge(link, action) {
  const sentences = pair(link);
  const before = decisions.find((one) => about_pair(one) === about_pair(sentences));
  if (before && before.action === action) {
    decisions = decisions.filter((one) => one !== before);
    written();
  } else decide({ action, ...sentences });
}

function said(one) {
  const side = (pointed) => `${pointed.version}, “${pointed.text || pointed.sentence}”`;
  if (one.action === "rename") return `${one.version} is called ${one.outlet}`;
  if (one.action === "merge") return `${one.outlet} is another name of ${one.into}`;
  if (one.action === "partial") return `${one.version} was not read whole`;
  return `${one.action === "reject" ? "Not" : "Report"} the same thing: ${side(one.a)} and ${side(one.b)}`;
}

function written() {
  const list = find("ol", panel);
  list.replaceChildren(...decisions.map((one) => {
    const button = make("button", { type: "button", "aria-label": `Take back: ${said(one)}` }, "Take back");
    button.addEventListener("click", () => { decisions = decisions.filter((other) => other !== one); written(); });
    return make("li", {}, make("span", { dir: "auto" }, said(one)), " ", button);
  }));
  find(".count", panel).textContent = String(decisions.length);
  if (file) URL.revokeObjectURL(file);
  file = URL.createObjectURL(new Blob([JSON.stringify({ schema: data.schema, decisions }, null, 2) + "\n"], { type: "application/json" }));
  find("a[download]", panel).href = file;
  pressed();
}

function pressed() {
  const actions = new Map(decisions.filter(about_pair).map((one) => [about_pair(one), one.action]));
  for (const button of all("button[data-judge]")) {
    const action = actions.get(about_pair(pair(data.links[button.dataset.of])));
    const now = button.dataset.judge === "reject" ? action === "reject" : action === "accept" || action === "add";
    button.setAttribute("aria-pressed", String(now));
  }
}

function judging(details, number) {
  const link = data.links[number];
  const box = make("p", { class: "judge" });
  const known = data.versions[link[0]].sentences[link[1]] && data.versions[link[2]].sentences[link[3]];
  for (const [action, label] of known ? [["accept", "Right pair"], ["reject", "Wrong pair"]] : []) {
    const button = make("button", { type: "button", "data-judge": action, "data-of": number }, label);
    button.addEventListener("click", () => judge(link, action));
    box.append(button);
  }
  if (!details.closest("#sides")) {
    const button = make("button", { type: "button" }, "The two texts side by side");
    button.addEventListener("click", () => beside(link[0], link[2]));
    box.append(button);
  }
  details.append(box);
  pressed();
}

function readyDecisions() {
  decider = true;
  document.addEventListener("toggle", (event) => {
    const home = event.target.closest("[data-link]");
    const outer = home && (home.tagName === "DETAILS" ? home : find("details", home));
    if (home && event.target === outer && outer.open && !find(".judge", outer)) judging(outer, Number(home.dataset.link));
  }, true);
  for (const select of all("select[name=version]", panel)) data.versions.forEach((version) => select.append(option(version.id, version.name)));
  const take = {
    rename: (asked) => ({ action: "rename", version: asked.version.value, outlet: asked.outlet.value.trim() }),
    merge: (asked) => ({ action: "merge", outlet: asked.outlet.value.trim(), into: asked.into.value.trim() }),
    partial: (asked) => ({ action: "partial", version: asked.version.value }),
    add: (asked) => {
      const places = [chosen.left, chosen.right].map((select) => Number(select.value));
      const numbers = [asked.left, asked.right].map((input) => Number(input.value) - 1);
      const [a, b] = places.map((place, side) => pointed(place, numbers[side]));
      return a.sentence && b.sentence && places[0] !== places[1] ? { action: "add", a, b } : null;
    },
  };
  for (const form of all("form", panel)) form.addEventListener("submit", (event) => {
    event.preventDefault();
    const decision = take[form.getAttribute("name")](form.elements);
    if (decision) decide(decision);
    form.reset();
  });
  panel.hidden = false;
  written();
}
