// What the pages do beyond reading, which needs none of this: records and their words light up together, and keys in the review queue.
// Both listen on the document, so that they hold for what htmx puts in later.
"use strict";

// A record in the margin and its words in the text light up together, by pointer and by keyboard.
const MARKED = ".mk[data-r], .margin [data-id]";

function light(one, on) {
  const ids = (one.dataset.r || one.dataset.id).split(" ");
  for (const id of ids) document.getElementById("r-" + id)?.classList.toggle("on", on);
  for (const mark of document.querySelectorAll(".mk")) {
    if (mark.dataset.r.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("on", on);
  }
}

function lightUnder(event, on) {
  const one = event.target.closest?.(MARKED);
  if (one && !one.contains(event.relatedTarget)) light(one, on);
}

for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (event) => lightUnder(event, true));
for (const name of ["mouseout", "focusout"]) document.addEventListener(name, (event) => lightUnder(event, false));

// j and k go through the queue; a and x press the buttons of the record that has the focus, or of the first; u undoes the last correction.
const TYPING = /^(INPUT|SELECT|TEXTAREA)$/;

function inQueue(event) {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && !TYPING.test(event.target.tagName) && document.querySelector(".queue") !== null;
}

document.addEventListener("keydown", (event) => {
  if (!inQueue(event)) return;
  const items = [...document.querySelectorAll(".queue > li")];
  const at = items.indexOf(document.activeElement?.closest(".queue > li"));
  if (event.key === "j") items[Math.min(items.length - 1, at + 1)]?.focus();
  else if (event.key === "k") items[Math.max(0, at - 1)]?.focus();
  else if (event.key === "a" || event.key === "x") items[Math.max(0, at)]?.querySelector(`[data-key="${event.key}"]`)?.click();
  else if (event.key === "u") document.querySelector('[data-key="u"]')?.click();
});

// After a verdict the queue comes anew, and the focus stays in it.
document.addEventListener("htmx:after:swap", () => document.querySelector(".queue > li")?.focus());
