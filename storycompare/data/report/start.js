/* The report's script, last part: all of it made ready, and the address that the page was opened with. */
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
