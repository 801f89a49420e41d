// The whole of our own JavaScript. Every page works without it.
"use strict";

const form = document.getElementById("step");

// Copy buttons appear only where they work.
for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

// A link to something inside a closed part opens the part.
function open() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", open);
open();

// Why a line is there: shown while somebody points at its row or has the focus on its number, until
// they leave it or press Escape. Without JavaScript, and by tap, the number leads to a page that says it.
const why = window.htmx && document.body.appendChild(document.createElement("div"));
if (why) {
  why.id = "why-line";
  why.role = "status";
  let shown, pause;
  function numberOf(target) {
    const row = target.closest?.(".diff tr, .quoted .line");
    const side = target.closest?.("td.left") ? ".left" : target.closest?.("td.right") ? ".right" : "";
    return row?.querySelector(row.matches(".line") ? "a" : `.n${side} a[href*="line="]`);
  }
  function reasonUrl(link) {
    const url = new URL(link.href), line = url.searchParams.get("line"), path = url.searchParams.get("path");
    const base = path ? url.pathname.replace("/threads/new/", "/reason/") + encodeURI(path) : url.pathname.replace("/files/", "/reason/");
    return `${base}?line=${line}`;
  }
  function show(event) {
    if (why.contains(event.target)) return;
    const link = numberOf(event.target);
    if (link === shown) return;
    clearTimeout(pause);
    htmx.trigger(why, "htmx:abort");
    why.replaceChildren();
    shown = link;
    if (link) pause = setTimeout(() => htmx.ajax("GET", reasonUrl(link), { source: why, target: why }), 200);
  }
  addEventListener("mouseover", show);
  addEventListener("focusin", show);
  addEventListener("keydown", (event) => { if (event.key === "Escape") why.replaceChildren(); });
}

// In a file or a difference the arrow keys go from line number to line number.
addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const lines = step && !event.target.matches("input, select, textarea") && event.target.closest(".listing, .hunks, .diff");
  if (!lines) return;
  const rows = [...lines.querySelectorAll("tr, .line")].filter((row) => row.querySelector(".n a") || row.matches(".line"));
  const next = rows[rows.indexOf(event.target.closest("tr, .line")) + step]?.querySelector("a");
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.querySelector(".stages [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// In the inbox j and k go to the next and the previous item, and e says that it is done.
const inbox = document.querySelector("ul.inbox");
if (inbox) {
  const links = [...inbox.querySelectorAll("li > a")];
  document.querySelector(".keys").hidden = false;
  links.find((link) => link.id === location.hash.slice(1))?.focus();
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const at = links.indexOf(document.activeElement?.closest("li")?.querySelector("a"));
    if (event.key === "j") (links[at + 1] ?? links[at])?.focus();
    else if (event.key === "k") links[Math.max(at - 1, 0)]?.focus();
    else if (event.key === "e" && at >= 0) links[at].parentElement.querySelector("button").click();
  });
}

if (form) {
  // Counted, since words typed while a save is under way are not in it.
  let typed = 0, sending = 0, sent = 0;
  const inputs = new Map();
  form.addEventListener("input", (event) => { inputs.set(event.target, typed += 1); });
  // A pasted text, or one that somebody has left, may be taken apart; one being typed may not.
  form.addEventListener("htmx:configRequest", (event) => {
    const cause = event.detail.triggeringEvent;
    if (cause?.type === "change" || cause?.inputType === "insertFromPaste") event.detail.parameters.settled = "1";
  });
  form.addEventListener("submit", () => { sent = typed; });
  // A question that somebody comes to says how many lines it makes.
  for (const kind of ["focusin", "mouseover"]) form.addEventListener(kind, (event) => {
    const question = event.target.closest(".question");
    const count = question?.querySelector(".lines-count");
    if (!count || question.contains(event.relatedTarget)) return;
    htmx.ajax("GET", `${count.previousElementSibling.href}count/`, { source: count, target: count });
  });
  // Requests of elements inside the form arrive here too, and save nothing.
  form.addEventListener("htmx:beforeSend", (event) => { if (event.target === form) sending = typed; });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== form) return;
    if (event.detail.successful) sent = sending;
    // “Saved.” must not stand where the server did not answer, or refused.
    document.getElementById("unsaved").hidden = event.detail.successful;
    if (event.detail.successful) return;
    document.querySelector(".saved")?.replaceChildren("Not saved.");
    // So the page does not show what the server believes: let it send all of it again.
    for (const part of form.querySelectorAll("[name=shown]")) part.remove();
  });
  // An answer that somebody types into while the page is refreshed stays as they type it.
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    for (const [input, at] of inputs) {
      if (at > sending && event.detail.target.contains(input)) event.detail.shouldSwap = false;
    }
  });
  // Whoever leaves while typing keeps the last words too.
  addEventListener("pagehide", () => {
    if (sent !== typed) navigator.sendBeacon(form.getAttribute("hx-post"), new FormData(form));
  });
  // An input is never swapped while it has the focus, so its state follows the notes beside it.
  document.body.addEventListener("htmx:afterSettle", () => {
    for (const notes of form.querySelectorAll(".notes")) {
      const input = document.getElementById(notes.id.replace("notes-", "field-"));
      input?.toggleAttribute("aria-invalid", false);
      if (notes.querySelector("[data-invalid]")) input?.setAttribute("aria-invalid", "true");
    }
  });
}
