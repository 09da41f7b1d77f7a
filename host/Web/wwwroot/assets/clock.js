// Shows points in time in the user's own zone, and counts what goes on.

const near = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const far = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });

export function tell(root = document) {
  for (const time of root.querySelectorAll("time[data-local]")) {
    const at = new Date(time.dateTime);
    write(time, at.toDateString() === new Date().toDateString() ? `today ${near.format(at)}` : far.format(at));
    time.title = time.dateTime;
  }
  for (const time of root.querySelectorAll("time[data-since]"))
    write(time, duration((Date.now() - new Date(time.dataset.since)) / 1000));
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${String(whole % 60).padStart(2, "0")} s` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

tell();
setInterval(() => tell(), 1000);
