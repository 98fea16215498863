// The reading room reads without this file; it only makes some things quicker.
"use strict";

// --- forms: say that work goes on, show what was wrong without losing what was typed --------

function working(form, on) {
  const told = form.querySelector(".busy");
  for (const button of form.querySelectorAll("button")) button.disabled = on;
  clearInterval(form.clock);
  if (!told) return;
  if (!on) { told.replaceChildren(); return; }
  const seconds = document.createElement("span");
  seconds.setAttribute("aria-hidden", "true"); // read out once, not every second
  told.replaceChildren(form.dataset.busy + " …", seconds);
  const began = Date.now();
  form.clock = setInterval(() => { seconds.textContent = " " + Math.round((Date.now() - began) / 1000) + " s"; }, 1000);
}

function showInstead(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
  prepare();
  const first = document.getElementById("wrong") || document.getElementById("main");
  first.focus();
}

async function send(event) {
  const form = event.target;
  event.preventDefault();
  const body = new FormData(form);
  const kept = [...form.querySelectorAll("input[type=file]")].filter((input) => input.files.length);
  working(form, true);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.headers.get("Content-Type").startsWith("application/json")) {
      location.assign((await answer.json()).location);
      return; // the form stays busy until the next page is there
    }
    showInstead(await answer.text());
    for (const input of kept) { // chosen files are lost in a new page; not here
      const again = document.getElementById(input.id);
      if (again) again.files = input.files;
    }
  } catch {
    working(form, false);
    form.querySelector(".busy").textContent = "The server does not answer. Is it still running? What you typed is still here.";
  }
}

// --- passages: a link by offsets finds its place even where no passage has just these --------

function spanOf(element) {
  const found = /^p-(\d+)-(\d+)$/.exec(element.id);
  return found && { start: Number(found[1]), end: Number(found[2]), element };
}

// In a long text what lies between is laid out on the way, and moves the place one jumps to.
function bringIntoView(element, tries) {
  const place = element.getBoundingClientRect();
  if (place.top < 0 || place.top > innerHeight / 2) element.scrollIntoView({ block: "start" });
  if (tries > 0) requestAnimationFrame(() => bringIntoView(element, tries - 1));
}

function markPassage() {
  for (const each of document.querySelectorAll(".target")) each.classList.remove("target");
  const wanted = spanOf({ id: location.hash.slice(1) });
  const exact = document.getElementById(location.hash.slice(1));
  if (exact && document.querySelector(".long")) bringIntoView(exact, 5);
  if (!wanted || (exact && !exact.matches("a"))) return;
  const inside = [...document.querySelectorAll("[id^=p-]:not(a)")].map(spanOf)
    .filter((each) => each && each.start < wanted.end && each.end > wanted.start);
  const paragraphs = inside.filter((each) => each.element.matches("p"));
  const sentences = inside.filter((each) => !each.element.matches("p"));
  const chosen = sentences.length ? sentences : paragraphs;
  for (const each of chosen) each.element.classList.add("target");
  if (chosen.length && !exact) bringIntoView(chosen[0].element, 5);
}

// --- what only works here is shown only here -------------------------------------------------

function prepare() {
  for (const form of document.querySelectorAll("form[data-busy]")) form.addEventListener("submit", send);
  for (const folding of document.querySelectorAll(".folding")) folding.hidden = false;
  for (const button of document.querySelectorAll("[data-fold]")) {
    button.addEventListener("click", () => {
      for (const each of document.querySelectorAll("details.exchange")) each.open = button.dataset.fold === "open";
    });
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      button.textContent = "Copied";
    });
  }
}

prepare();
markPassage();
addEventListener("hashchange", markPassage);
addEventListener("pageshow", (event) => { // back from the next page
  if (event.persisted) for (const form of document.querySelectorAll("form[data-busy]")) working(form, false);
});
