// Keeps the page's regions as the host tells them. After a reconnect it asks again and gets the state as it is then.
import { morph } from "./morph.js";
import { tell } from "./clock.js";

const LONGEST_PAUSE = 10_000;
const pause = tries => Math.min(LONGEST_PAUSE, 500 * 2 ** tries);

export function follow(topic, asks) {
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = signalR;
  const connection = new HubConnectionBuilder()
    .withUrl("/live", { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: c => pause(c.previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();

  const begun = [];
  const begin = () => {
    lost(false);
    connection.stream(topic, ...asks).subscribe({ next: regions => regions.forEach(show), complete: () => {}, error: () => {} });
    begun.forEach(f => f());
  };
  connection.onreconnecting(() => { lost(true); checkLogin(); });
  connection.onreconnected(begin);
  connection.onclose(() => { lost(true); start(1); });

  async function start(tries) {
    try {
      await connection.start();
      begin();
    } catch {
      lost(true);
      await checkLogin();
      setTimeout(() => start(tries + 1), pause(tries));
    }
  }

  start(0);
  return { stream: (...ask) => connection.stream(...ask), onBegin: f => begun.push(f) };
}

function show({ id, html }) {
  if (id === "title") {
    document.title = `${html} · Pipeline`;
    return;
  }
  const target = document.getElementById(id);
  if (!target) return;
  morph(target, html);
  tell(target);
  target.dispatchEvent(new Event("shown"));
}

function lost(is) {
  document.getElementById("connection").hidden = !is;
}

// Who is logged out, or whose key was revoked, is led to the login.
async function checkLogin() {
  try {
    const answer = await fetch("/api/host");
    if (answer.status === 401) location.reload();
  } catch {
    // The host does not answer: it is tried again.
  }
}
