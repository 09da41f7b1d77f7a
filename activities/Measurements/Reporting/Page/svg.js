
const SVG = 'http://www.w3.org/2000/svg';
const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== null));
  return element;
};
const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
const html = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
// The table that says the same as a chart, made when it is first opened.
const tableOf = (caption, columns, rows) => {
  const details = html('details', {}, html('summary', {}, 'As a table'));
  details.addEventListener('toggle', () => {
    if (details.childElementCount > 1) return;
    details.append(html('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption }, html('table', {},
      html('caption', {}, caption),
      html('thead', {}, html('tr', {}, ...columns.map(column => html('th', { scope: 'col' }, column)))),
      html('tbody', {}, ...rows().map(row => html('tr', {}, ...row.map((cell, i) => i ? html('td', {}, cell) : html('th', { scope: 'row' }, cell))))))));
  });
  return details;
};
const onWidth = (element, draw) => {
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(element.clientWidth);
    if (width && width !== last) requestAnimationFrame(() => draw(last = width));
  }).observe(element);
};
