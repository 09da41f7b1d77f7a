// Starts what a page needs: it works without any of this, but then it stands still.
import "./clock.js";
import { follow } from "./live.js";
import { openLog } from "./log.js";

document.addEventListener("submit", event => {
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  getSelection().selectAllChildren(text);
  // Only secure origins have a clipboard.
  if (navigator.clipboard) await navigator.clipboard.writeText(text.textContent);
  else document.execCommand("copy");
  button.textContent = "Copied";
});

const page = document.querySelector("[data-live]");
if (page) {
  const { live, run, status, pipeline, skip } = page.dataset;
  const asks = { Run: [run], Runs: [status ?? "", pipeline ?? "", Number(skip ?? 0)], Nodes: [], Schedules: [] };
  const connection = follow(live, asks[live]);
  if (live === "Run") openLog(connection, run);
}
