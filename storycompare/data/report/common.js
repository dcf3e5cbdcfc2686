/* The report's script, first part: what the others share. All parts are one function, put together by `render/html.py`. Everything is made
   as text nodes: nothing an outlet wrote is ever markup. */
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
