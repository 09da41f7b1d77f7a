// A log that may be long: all lines are kept as text, only those in sight are in the document.

const LINE = 18;
const BEYOND = 30;
const MOST_LINES = 400_000;
const DROPPED_AT_ONCE = 50_000;
const AGAIN = 2000;
const CONTROL = /\x1b\[[0-9;?]*[A-Za-z]/g;

export function openLog(connection, run) {
  const view = document.getElementById("log-view");
  const choice = document.getElementById("log-choice");
  const follow = document.getElementById("log-follow");
  const size = document.getElementById("log-size");
  const whole = document.getElementById("log-whole");
  const lines = new Lines(view, follow);
  let key = "", job = null, offset = 0, stream = null;

  const wanted = () => choice.value || choice.options[0].dataset.now;

  function choose() {
    if (wanted() === key) return;
    key = wanted();
    restart();
    resume();
  }

  function restart() {
    [job, offset] = [null, 0];
    lines.clear();
    size.textContent = "";
  }

  function resume() {
    stream?.dispose();
    if (!key) return;
    const [activity, step, visit, node] = JSON.parse(key);
    whole.href = `/api/runs/${run}/logs/${encodeURIComponent(step)}?visit=${visit}&node=${encodeURIComponent(node)}`;
    whole.hidden = false;
    const mine = stream = connection.stream("Log", { run, activity, step, visit, node, job, offset }).subscribe({
      next(part) {
        if (mine !== stream) return;
        if (job !== null && part.job !== job) restart();
        [job, offset] = [part.job, part.next];
        lines.add(part.text);
        size.textContent = bytes(offset);
      },
      complete() {},
      error(fault) {
        if (mine !== stream) return;
        size.textContent = String(fault.message ?? fault);
        setTimeout(() => { if (mine === stream) resume(); }, AGAIN);
      },
    });
  }

  connection.onBegin(() => wanted() === key ? resume() : choose());
  choice.addEventListener("change", choose);
  choice.addEventListener("shown", choose);
  document.querySelector(".steps").addEventListener("click", event => {
    const link = event.target.closest("[data-log]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choice.value = link.dataset.log;
    choose();
    document.getElementById("log").scrollIntoView();
    view.focus({ preventScroll: true });
  });
}

const bytes = n => n < 1000 ? `${n} B` : n < 1e6 ? `${(n / 1e3).toFixed(1)} kB` : `${(n / 1e6).toFixed(1)} MB`;

class Lines {
  #lines = [];
  #rest = "";
  #dropped = 0;
  #top = 0;
  #due = false;

  constructor(view, follow) {
    [this.view, this.follow] = [view, follow];
    [this.space, this.text] = [view.querySelector(".log-space"), view.querySelector(".log-lines")];
    view.addEventListener("scroll", () => this.#scrolled());
    follow.addEventListener("change", () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(view);
  }

  add(text) {
    const parts = (this.#rest + text).split("\n");
    this.#rest = parts.pop();
    for (const part of parts) this.#lines.push(part);
    if (this.#lines.length > MOST_LINES) {
      this.#lines.splice(0, DROPPED_AT_ONCE);
      this.#dropped += DROPPED_AT_ONCE;
    }
    this.#draw();
  }

  clear() {
    [this.#lines, this.#rest, this.#dropped, this.#top] = [[], "", 0, 0];
    this.follow.checked = true;
    this.#draw();
  }

  // Who scrolls up wants to read; who comes back to the end wants to follow.
  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.view;
    if (scrollTop + clientHeight >= scrollHeight - 4) this.follow.checked = true;
    else if (scrollTop < this.#top - 2) this.follow.checked = false;
    this.#top = scrollTop;
    this.#draw();
  }

  #draw() {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => { this.#due = false; this.#paint(); });
  }

  #paint() {
    const count = this.#lines.length + (this.#rest ? 1 : 0);
    this.space.style.height = `${Math.max(1, count) * LINE}px`;
    if (this.follow.checked) this.#top = this.view.scrollTop = this.view.scrollHeight;
    const first = Math.max(0, Math.floor(this.view.scrollTop / LINE) - BEYOND);
    const last = Math.min(count, first + Math.ceil(this.view.clientHeight / LINE) + 2 * BEYOND);
    const shown = [];
    for (let i = first; i < last; i++) shown.push(plain(this.#lines[i] ?? this.#rest));
    if (first === 0 && this.#dropped > 0) shown[0] = `… ${this.#dropped} earlier lines are in the whole log …`;
    const text = shown.join("\n");
    if (this.text.textContent !== text) this.text.textContent = text;
    this.text.style.transform = `translateY(${first * LINE}px)`;
  }
}

// A terminal overwrites what stands before a carriage return; colours say nothing here.
function plain(line) {
  const clean = line.replace(CONTROL, "").replace(/\r+$/, "");
  return clean.slice(clean.lastIndexOf("\r") + 1);
}
