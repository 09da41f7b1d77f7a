// Keeps the bar above Elsa Studio's viewer as the run is now. It asks: Studio's own scripts leave no room for the hub's library.
const SOON = 1_000;
const LATER = 5_000;
let shown = "";

const bar = () => document.getElementById("standing");
const isOpen = () => bar().dataset.open === "yes";

async function look() {
  try {
    const answer = await fetch(`/workflows/instances/${bar().dataset.run}/standing`);
    if (answer.status === 401) return location.reload();
    if (answer.ok) show(await answer.text());
  } catch {
    // The host does not answer: it is asked again.
  }
  setTimeout(look, isOpen() ? SOON : LATER);
}

function show(html) {
  if (html === shown) return;
  const wasOpen = isOpen();
  bar().outerHTML = shown = html;
  document.title = bar().dataset.title;
  // Studio follows only what runs when it is opened: an instance that was retried elsewhere is opened again.
  if (isOpen() && !wasOpen) location.reload();
}

look();
