// Leads from one screen of Elsa Studio to the next. Studio changes the address but not the page, and hands choices to callbacks.
const addresses = {
  editWorkflowDefinition: id => `/workflows/definitions/${encodeURIComponent(id)}/edit`,
  viewWorkflowInstance: id => `/workflows/instances/${encodeURIComponent(id)}/view`,
};

const shown = location.pathname;
const push = history.pushState.bind(history);
history.pushState = (state, title, url) => {
  const to = new URL(url ?? location.href, document.baseURI);
  if (to.pathname !== location.pathname) location.assign(to);
  else push(state, title, url);
};
addEventListener("popstate", () => {
  if (location.pathname !== shown) location.reload();
});

// A link that Studio renders is followed by its own router, which has no page for it.
addEventListener("click", event => {
  const link = event.composedPath().find(e => e instanceof HTMLAnchorElement && e.href);
  if (!link || event.ctrlKey || event.metaKey || event.button || link.target) return;
  const to = new URL(link.href);
  if (to.origin === location.origin && /^\/(workflows|diagnostics)\//.test(to.pathname) && to.pathname !== location.pathname) {
    event.preventDefault();
    event.stopImmediatePropagation();
    location.assign(to);
  }
}, true);

// Absolute, and as the browser sees this host: a proxy before it may speak TLS.
const element = document.getElementById("screen");
element.setAttribute("remote-endpoint", location.origin + element.dataset.api);

// A callback set before the element is known to the browser is lost.
customElements.whenDefined(element.localName).then(() => {
  for (const [callback, address] of Object.entries(addresses)) element[callback] = id => location.assign(address(id));
});
