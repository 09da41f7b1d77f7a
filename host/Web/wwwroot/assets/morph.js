// Makes an element's content that of some HTML and keeps every node that stays: focus, selection and scrolling survive.

export function morph(target, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  children(target, template.content);
}

function children(target, source) {
  let at = target.firstChild;
  for (const next of [...source.childNodes]) {
    const match = next.id ? [...target.children].find(c => c.id === next.id) ?? at : at;
    if (match && alike(match, next)) {
      if (match !== at) target.insertBefore(match, at);
      update(match, next);
      at = match.nextSibling;
    } else {
      target.insertBefore(next, at);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id ?? "") === (b.id ?? "");

function update(target, source) {
  if (target.nodeType !== Node.ELEMENT_NODE) {
    if (target.data !== source.data) target.data = source.data;
    return;
  }
  // The clock writes into these.
  if (target.nodeName === "TIME" && target.dateTime === source.dateTime && target.dataset.since === source.dataset.since) return;
  for (const { name } of [...target.attributes])
    if (!source.hasAttribute(name)) target.removeAttribute(name);
  for (const { name, value } of source.attributes)
    if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  children(target, source);
}
