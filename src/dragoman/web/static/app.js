// What the pages do beyond reading, which needs none of this: records and their words light up together, and keys in the review queue.
"use strict";

// A record in the margin and its words in the text light up together, by pointer and by keyboard.
function linkWordsAndRecords() {
  const light = (ids, on) => {
    for (const id of ids) {
      document.getElementById("r-" + id)?.classList.toggle("on", on);
    }
    for (const mark of document.querySelectorAll(".mk")) {
      if (mark.dataset.r.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("on", on);
    }
  };
  for (const one of document.querySelectorAll(".mk[data-r], .margin [data-id]")) {
    const ids = (one.dataset.r || one.dataset.id).split(" ");
    for (const name of ["mouseenter", "focusin"]) one.addEventListener(name, () => light(ids, true));
    for (const name of ["mouseleave", "focusout"]) one.addEventListener(name, () => light(ids, false));
  }
}

// j and k go through the queue; a and x press the buttons of the record that has the focus; u undoes the last correction.
function keysOfQueue() {
  const items = [...document.querySelectorAll(".queue > li")];
  if (!document.querySelector(".queue")) return;
  let at = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j" || event.key === "k") {
      at = Math.max(0, Math.min(items.length - 1, at + (event.key === "j" ? 1 : -1)));
      items[at]?.focus();
    } else if (event.key === "a" || event.key === "x") {
      items[at]?.querySelector(`[data-key="${event.key}"]`)?.click();
    } else if (event.key === "u") {
      document.querySelector('[data-key="u"]')?.click();
    }
  });
}

linkWordsAndRecords();
keysOfQueue();
