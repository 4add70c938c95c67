// What the page does beyond reading: notes stand beside their words, findings are filtered and walked through,
// a speaker's words light up. Every part of the page reads without it.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const WEIGHTS = ["error", "warning", "info"];
  const GAP = 12; // pixels between two notes
  const NEAR = 24; // pixels within which the note in hand stands beside its words
  const FAR = 160; // pixels from which any note has lost them
  const wide = window.matchMedia("(min-width: 60rem)");

  document.documentElement.classList.add("js");

  const stories = all(".story").map((root) => ({
    root,
    copy: one(".copy", root),
    notes: all(".note", root),
    marks: all("mark[data-notes]", root),
  }));
  const byNote = new Map(); // note -> {story, ref, marks}
  for (const story of stories) {
    const marks = new Map();
    for (const mark of story.marks) {
      for (const number of mark.dataset.notes.split(" ")) {
        marks.set(number, [...(marks.get(number) || []), mark]);
      }
    }
    for (const note of story.notes) {
      const ref = document.getElementById(`${story.root.dataset.story}-m${note.dataset.note}`);
      byNote.set(note, { story, ref, marks: marks.get(note.dataset.note) || [] });
    }
  }
  let active = null; // the note in hand

  // -- Where notes stand -------------------------------------------------------------------------------------

  const words = (note) => {
    const { marks, ref } = byNote.get(note);
    return marks[0] || ref;
  };

  // Each note is to stand beside its first word, none over another. The one in hand stands exactly there if it can:
  // those before it make room upwards, those after it downwards. Tells whether every note is near its words.
  function place(story) {
    if (!wide.matches) return true;
    const gap = story.root.dataset.density === "line" ? GAP / 3 : GAP;
    const top = story.copy.getBoundingClientRect().top;
    // Words that are not shown (on paper, in a folded story) have no place to stand beside.
    const notes = story.notes.filter((note) => !note.hidden && words(note).getClientRects().length);
    const heights = notes.map((note) => note.offsetHeight + gap);
    const wanted = notes.map((note) => words(note).getClientRects()[0].top - top);
    const tops = [];
    const held = notes.indexOf(active);
    let room = 0;
    notes.forEach((note, at) => {
      if (at === held) {
        tops[at] = Math.max(wanted[at], heights.slice(0, at).reduce((sum, height) => sum + height, 0));
        for (let before = at - 1, limit = tops[at]; before >= 0; before -= 1) {
          tops[before] = Math.min(tops[before], limit - heights[before]);
          limit = tops[before];
        }
      } else {
        tops[at] = Math.max(wanted[at], room);
      }
      room = tops[at] + heights[at];
    });
    notes.forEach((note, at) => note.style.setProperty("--top", `${Math.round(tops[at])}px`));
    story.copy.style.setProperty("--least", `${Math.ceil(room)}px`);
    return tops.every((height, at) => height - wanted[at] <= (at === held ? NEAR : FAR));
  }

  // Where many findings crowd, the notes not in hand say less, so that each stays in sight of its words.
  function settle(story) {
    if (story.root.closest("details.draft:not([open])")) return; // a folded story is set when it is unfolded
    for (const density of ["full", "brief", "short", "line"]) {
      story.root.dataset.density = density;
      if (place(story)) return;
    }
  }
  // Only stories near the window are set: with hundreds unfolded, setting all would take the browser's breath away.
  const near = new Set(stories.length === 1 ? stories : []);
  const settleAll = () => near.forEach(settle);
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const story = stories.find(({ root }) => root === target);
      near.delete(story);
      if (isIntersecting) {
        near.add(story);
        settle(story);
      }
    }
  }, { rootMargin: "50% 0px" });
  stories.forEach(({ root }) => watch.observe(root));

  // -- Which findings are shown ------------------------------------------------------------------------------

  const filters = all("input[data-filter]");
  const position = one("#position");

  function filter() {
    const off = { severity: new Set(), code: new Set() };
    for (const box of filters) if (!box.checked) off[box.dataset.filter].add(box.value);
    for (const story of stories) {
      const shown = new Map();
      for (const note of story.notes) {
        note.hidden = off.severity.has(note.dataset.severity) || off.code.has(note.dataset.code);
        byNote.get(note).ref.hidden = note.hidden;
        if (!note.hidden) shown.set(note.dataset.note, note.dataset.severity || "passed");
      }
      for (const mark of story.marks) {
        const left = mark.dataset.notes.split(" ").map((number) => shown.get(number));
        mark.className = [...WEIGHTS, "passed"].find((weight) => left.includes(weight)) || "off";
      }
      const draft = story.root.closest("details.draft");
      if (draft) draft.classList.toggle("quiet", story.notes.length > 0 && shown.size === 0);
    }
    if (active && active.hidden) letGo();
    const rules = filters.filter((box) => box.dataset.filter === "code");
    const chosen = rules.filter((box) => box.checked).length;
    const told = one(".chosen");
    if (told) told.textContent = chosen === rules.length ? "all" : `${chosen} of ${rules.length}`;
    tell();
    settleAll();
  }

  const findings = () => [...byNote.keys()].filter((note) => !note.hidden);

  function tell() {
    if (!position) return;
    const notes = findings();
    const whole = byNote.size;
    const at = notes.indexOf(active);
    const count = notes.length === whole ? `${whole}` : `${notes.length} of ${whole} shown`;
    position.textContent = at < 0 ? count : `${at + 1} of ${notes.length}`;
  }

  // -- Walking through them ----------------------------------------------------------------------------------

  function open(element) {
    for (let up = element.closest("details.draft"); up; up = up.parentElement.closest("details")) up.open = true;
  }

  function light(note, on) {
    note.classList.toggle("active", on);
    for (const mark of byNote.get(note).marks) mark.classList.toggle("active", on);
  }

  function letGo() {
    const before = active;
    active = null;
    if (before) {
      light(before, false);
      settle(byNote.get(before).story);
    }
    tell();
  }

  function take(note, { scroll = true, focus = true } = {}) {
    const before = active;
    if (before) light(before, false);
    one("#show-findings").checked = true;
    active = note;
    open(note);
    light(note, true);
    for (const story of new Set([before || note, note].map((one) => byNote.get(one).story))) settle(story);
    if (scroll) words(note).scrollIntoView({ block: wide.matches ? "center" : "start" });
    if (focus) note.focus({ preventScroll: true });
    if (scroll && note.getBoundingClientRect().bottom > window.innerHeight) note.scrollIntoView({ block: "nearest" });
    tell();
  }

  function step(by) {
    const notes = findings();
    if (!notes.length) return;
    const at = notes.indexOf(active);
    take(notes[at < 0 ? (by > 0 ? 0 : notes.length - 1) : (at + by + notes.length) % notes.length]);
  }

  // -- Speakers ----------------------------------------------------------------------------------------------

  function hear(button) {
    const story = button.closest(".story");
    const was = button.getAttribute("aria-pressed") === "true";
    hush(story);
    if (was) return;
    button.setAttribute("aria-pressed", "true");
    story.classList.add("hearing");
    const speaker = button.closest("[data-speaker]").dataset.speaker;
    for (const span of all("[data-speakers]", story)) {
      span.classList.toggle("heard", span.dataset.speakers.split(" ").includes(speaker));
    }
    const first = one(".heard", story);
    if (first) first.scrollIntoView({ block: "nearest" });
  }

  function hush(root = document) {
    for (const button of all(".voices button[aria-pressed=true]", root)) button.setAttribute("aria-pressed", "false");
    for (const span of all(".heard", root)) span.classList.remove("heard");
    for (const story of root === document ? all(".hearing") : [root]) story.classList.remove("hearing");
  }

  for (const voice of all("[data-speaker] .voice")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "voice";
    button.setAttribute("aria-pressed", "false");
    button.append(...voice.childNodes);
    voice.replaceWith(button);
  }

  // -- What the reader does ----------------------------------------------------------------------------------

  const help = one("#help");
  const keys = one("#keys");

  function explain() {
    help.showModal();
    one("#help-close").focus();
  }

  document.addEventListener("click", (event) => {
    const found = (selector) => event.target.closest(selector);
    const stepper = found("[data-step]");
    const setter = found("[data-all]");
    const voice = found(".voices button");
    if (stepper) return step(Number(stepper.dataset.step));
    if (voice) return hear(voice);
    if (setter) {
      for (const box of filters) if (box.dataset.filter === "code") box.checked = Boolean(setter.dataset.all);
      return filter();
    }
    if (found("#help-button")) return explain();
    if (found("#help-close")) return help.close();
    const menu = one(".menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
    if (found("a:not(.ref), summary, button, input, label")) return undefined;
    const story = stories.find((candidate) => candidate.root.contains(event.target));
    if (!story || String(window.getSelection())) return undefined;
    const ref = found(".ref");
    const mark = found("mark[data-notes]");
    let note = found(".note");
    if (ref) note = story.notes.find((candidate) => byNote.get(candidate).ref === ref);
    else if (mark) note = story.notes.find((candidate) => !candidate.hidden && byNote.get(candidate).marks.includes(mark));
    if (!note) return undefined;
    if (ref) event.preventDefault();
    take(note, { scroll: !found(".note") && !wide.matches, focus: !mark || Boolean(ref) });
    return undefined;
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key === "Escape") {
      const menu = one(".menu[open]");
      if (menu) {
        menu.open = false;
        one("summary", menu).focus();
        return;
      }
      const note = active;
      hush();
      letGo();
      if (note && note.contains(document.activeElement)) byNote.get(note).ref.focus({ preventScroll: true });
      return;
    }
    if (event.key === "Enter" && active && document.activeElement === active) {
      const why = one("details", active);
      if (why) why.open = !why.open;
      return;
    }
    if (!keys || !keys.checked) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
    else if (event.key === "?") explain();
    else return;
    event.preventDefault();
  });

  document.addEventListener("focusin", (event) => {
    const note = event.target.closest(".note");
    if (note && note !== active) take(note, { scroll: false, focus: false });
  });

  for (const box of filters) box.addEventListener("change", filter);

  // A reason unfolded, the window turned: the notes find their places anew.
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".why")) place(stories.find(({ root }) => root.contains(event.target)));
  }, true);
  window.addEventListener("resize", settleAll);
  wide.addEventListener("change", settleAll);

  function follow() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    open(target);
    const draft = target.closest("details.draft");
    const note = target.closest(".note");
    if (note) take(note);
    else if (draft) target.scrollIntoView();
  }
  window.addEventListener("hashchange", follow);

  // On paper nothing can be unfolded.
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = all("details:not([open]):not(.menu)");
    for (const details of unfolded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
  });

  filter();
  follow();
})();
