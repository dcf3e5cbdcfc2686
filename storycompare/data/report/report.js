/* What the report can do besides being read: filter findings, set two versions side by side, write down a person's decisions.
   Everything is made as text nodes: nothing an outlet wrote is ever markup. */
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const RELATIONS = ["the same words", "the same information in other words", "a shared point; at least one side says more"];
  const KINDS = { conflict: "these differ", only: "only in one version", absent: "no counterpart found", quote: "quotation" };
  const find = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }
  const option = (value, label) => make("option", { value }, label);

  // Filters: a finding is hidden when it is not of the kind or version asked for, or less sure.
  const findings = all("[data-finding]").map((node) => ({
    node,
    kinds: node.dataset.finding.split(/\s+/),
    versions: node.dataset.versions.split(/\s+/),
    score: "score" in node.dataset ? Number(node.dataset.score) : 100,
  }));
  const filters = document.getElementById("filters");
  const asked = filters.elements;

  function filter() {
    const kind = asked.kind.value, version = asked.version.value, least = Number(asked.score.value);
    let shown = 0;
    for (const one of findings) {
      const fits = (!kind || one.kinds.includes(kind)) && (!version || one.versions.includes(version)) && one.score >= least;
      if (one.node.hidden === fits) one.node.hidden = !fits;
      shown += fits;
    }
    asked.least.value = (least / 100).toFixed(2);
    document.getElementById("shown").textContent = `${shown} of ${findings.length} findings shown`;
  }

  function readyFilters() {
    for (const kind of new Set(findings.flatMap((one) => one.kinds))) if (kind) asked.kind.append(option(kind, KINDS[kind] || kind));
    data.versions.forEach((version, place) => asked.version.append(option(place + 1, version.name)));
    for (const event of ["input", "change"]) filters.addEventListener(event, filter);
    filters.addEventListener("reset", () => queueMicrotask(filter));
    filters.hidden = !findings.length;
    filter();
  }

  // Two versions side by side: drawn from the texts on this page, when they are asked for.
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
      const [, before, words, after] = run.match(/^(\s*)([^]*?)(\s*)$/);
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
    const details = make("details", {}, make("summary", {}, `${sure}: ${RELATIONS[relation]}${moved ? "; in another place" : ""}`));
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
    const pairs = `${count} pair${count === 1 ? "" : "s"} of sentences report the same thing; a dash: matched with none on the other side`;
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

  // Decisions: what the person says of pairs, names and versions, as the file that `--decisions` reads.
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

  // The matrix is one stop of the Tab key; the arrows walk its squares.
  function readyMatrix(svg) {
    const lines = [];
    for (const link of all("a", svg)) {
      if (link.classList.contains("line")) lines.push([]);
      lines.at(-1).push(link);
      link.setAttribute("tabindex", "-1");
    }
    lines[0][0].setAttribute("tabindex", "0");
    svg.addEventListener("keydown", (event) => {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      const here = event.target.closest("a");
      const y = lines.findIndex((line) => line.includes(here));
      if (!step || y < 0) return;
      const x = lines[y].indexOf(here);
      const line = lines[Math.min(Math.max(y + step[0], 0), lines.length - 1)];
      const next = line[Math.min(Math.max(x + step[1], 0), line.length - 1)];
      here.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      event.preventDefault();
    });
  }

  function arrive() {
    const beside_each_other = location.hash.match(/^#pair-(\d+)-(\d+)$/);
    if (beside_each_other && !sides.hidden) return beside(beside_each_other[1] - 1, beside_each_other[2] - 1);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      filters.reset();
      filter();
      target.scrollIntoView();
    }
  }

  readyFilters();
  readySides();
  readyDecisions();
  all("svg.matrix").forEach(readyMatrix);
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
