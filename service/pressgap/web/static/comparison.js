// The comparison reads without this file: every step is a link or a form. With it, selecting a
// clause keeps both texts where they are and only moves to the evidence.
"use strict";

(() => {
  const sides = document.getElementById("sides");
  const told = document.getElementById("told");
  const say = (words) => { told.textContent = words; };

  // --- select a clause or a question -------------------------------------------------------

  const pane = (element) => element.closest(".pane");
  const scrolls = (box) => getComputedStyle(box).overflowY === "auto";

  function bring(element, share) {
    const box = pane(element);
    const folded = element.closest("details:not([open])");
    if (folded) folded.open = true;
    if (!scrolls(box)) return;
    // Twice: what was never on the screen has its true height only once it is near.
    for (let n = 0; n < 2; n++) {
      const from = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += from - box.clientHeight * share;
    }
  }

  function marked(id) {
    const words = (name) => [...sides.querySelectorAll(`[${name}~="${CSS.escape(id)}"]`)];
    return { on: [...words("data-for"), ...words("data-asks")], close: words("data-near") };
  }

  function mark(id) {
    for (const old of sides.querySelectorAll(".m.on, .m.close")) old.classList.remove("on", "close");
    const found = marked(id);
    for (const each of found.close) each.classList.add("close");
    for (const each of found.on) { each.classList.remove("close"); each.classList.add("on"); }
    // The likeliest is listed first, wherever it stands in the text.
    const best = sides.querySelector(".detail .there");
    const spot = best && document.getElementById(best.hash.slice(1));
    const first = spot || found.on[0] || found.close[0];
    if (first && !first.closest(".left")) bring(first, 0.25);
    return found;
  }

  function link(clauses) {
    for (const old of sides.querySelectorAll(".linked")) old.classList.remove("linked");
    const found = clauses.map((id) => document.getElementById(id)).filter(Boolean);
    for (const each of found) each.classList.add("linked");
    if (found.length) bring(found[0], 0.15);
  }

  // What stands under a clause, or after the turn of a question, comes from the page of its own.
  async function detail(id, back) {
    const address = sides.dataset.finding.replace("TARGET", encodeURIComponent(id));
    const answer = await fetch(`${address}?back=${encodeURIComponent(back)}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".detail");
  }

  let wanted = "";

  async function select(link_) {
    const id = link_.dataset.pick;
    const clause = link_.closest(".clause");
    wanted = id;
    let found;
    try {
      found = await detail(id, new URL(link_.href).pathname + new URL(link_.href).search + new URL(link_.href).hash);
    } catch {
      location.assign(link_.href);
      return;
    }
    if (wanted !== id) return; // another was selected meanwhile
    for (const old of sides.querySelectorAll(".detail")) old.remove();
    for (const old of sides.querySelectorAll(".clause[aria-current]")) old.removeAttribute("aria-current");
    (clause || link_.closest(".words")).append(found);
    if (clause) clause.setAttribute("aria-current", "true");
    history.replaceState(null, "", link_.href);
    link(link_.dataset.clauses ? link_.dataset.clauses.split(" ") : []);
    const { on, close } = mark(id);
    if (clause) bring(clause, 0.12);
    const back = sides.querySelector(".return");
    back.hidden = !clause;
    if (clause) { back.firstChild.href = "#" + id; back.firstChild.textContent = "Back to " + clause.getAttribute("aria-label").toLowerCase(); }
    steps();
    const count = on.length || close.length;
    const kind = on.length ? "marked" : "that came near";
    say(`${(clause || link_).getAttribute("aria-label") || link_.textContent.trim()}: ${clause ? clause.querySelector(".verdict").textContent.trim() + ", " : ""}${count} ${count === 1 ? "stretch" : "stretches"} ${kind}`);
  }

  // --- next and previous -------------------------------------------------------------------

  const picks = () => [...sides.querySelectorAll(".clause .pick")];
  const here = () => picks().findIndex((each) => each.closest(".clause").hasAttribute("aria-current"));

  function steps() {
    const all = picks();
    const at = here();
    for (const [name, other] of [["before", all[at - 1]], ["after", at < 0 ? all[0] : all[at + 1]]]) {
      const step = document.getElementById(name);
      step.hidden = !other;
      if (other) step.href = other.href;
    }
  }

  function step(by) {
    const all = picks();
    const at = here();
    const other = at < 0 ? all[0] : all[at + by];
    if (!other) { say(by > 0 ? "This is the last clause." : "This is the first clause."); return; }
    other.focus({ preventScroll: true });
    select(other);
  }

  if (sides) {
    const keys = document.getElementById("keys");
    keys.closest("label").hidden = false;
    keys.checked = localStorage.getItem("pressgap-keys") !== "off";
    keys.addEventListener("change", () => localStorage.setItem("pressgap-keys", keys.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
      if (!keys.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "j" || event.key === "k") { event.preventDefault(); step(event.key === "j" ? 1 : -1); }
    });
    document.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      const pick = event.target.closest("[data-pick]");
      const moved = event.target.closest("#before, #after");
      if (!pick && !moved) return;
      event.preventDefault();
      if (pick) select(pick); else step(moved.id === "after" ? 1 : -1);
    });
    // After the browser has gone to the place that the address names.
    if (sides.dataset.shown) addEventListener("load", () => setTimeout(() => begin(sides.dataset.shown)));
  }

  function begin(shown) {
    if (scrolls(sides.firstElementChild)) document.querySelector(".bar").scrollIntoView();
    const linked = sides.querySelector(".linked");
    if (linked) bring(linked, 0.15);
    const selected = document.getElementById(shown);
    if (selected) bring(selected, 0.12);
    const spot = location.hash.startsWith("#p-") && document.getElementById(location.hash.slice(1));
    if (spot) bring(spot, 0.25);
    else if (selected && selected.matches(".clause")) mark(shown);
  }

  // --- the map as a picture of dots, drawn here from the SVG --------------------------------

  async function picture(button) {
    const text = await (await fetch(button.dataset.png)).text();
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    const canvas = document.createElement("canvas");
    const scale = Math.min(2, 16000 / Math.max(image.naturalWidth, image.naturalHeight));
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const link_ = document.createElement("a");
    link_.href = URL.createObjectURL(blob);
    link_.download = button.dataset.name;
    link_.click();
    setTimeout(() => URL.revokeObjectURL(link_.href), 10000);
  }

  for (const button of document.querySelectorAll("[data-png]")) {
    button.closest(".png").hidden = false;
    button.addEventListener("click", () => picture(button).catch(() => say("The picture could not be drawn; take the SVG.")));
  }
})();
