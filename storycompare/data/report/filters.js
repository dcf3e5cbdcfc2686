/* Filters: a finding is hidden when it is not of the kind or version asked for, or less sure. */
const findings = all("[data-finding]").map((node) => ({
  node,
  kinds: node.dataset.finding.split(/\s+/),
  versions: node.dataset.versions.split(/\s+/),
  score: "score" in node.dataset ? Number(node.dataset.score) : 100,
}));
const sections = new Set(findings.map((one) => one.node.closest("main > section")));
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
  for (const section of sections) section.classList.toggle("filtered", !find("[data-finding]:not([hidden])", section));
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
