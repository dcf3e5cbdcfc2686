/* The matrix is one stop of the Tab key; the arrows walk its squares. */
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
