"use strict";
// Answers are kept in this browser until they are saved as a file. Nothing is sent anywhere.
(() => {
  const byId = (id) => document.getElementById(id);
  document.documentElement.classList.add("scripted");

  for (const input of document.querySelectorAll("input[data-table]")) {
    const table = byId(input.dataset.table);
    const rows = [...table.querySelectorAll("tbody tr, li.event")].map((row) => [row, row.textContent.toLowerCase()]);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const [row, text] of rows) row.hidden = !text.includes(wanted);
    });
  }

  const cards = [...document.querySelectorAll("#cards article")];
  if (!cards.length) return;
  const KEY = `alliances:${document.body.dataset.run}`;
  const WHO = "alliances:who";
  const COLUMNS = ["decided_at", "decided_by", "item_id", "alliance_code", "name_as_written", "ods_code", "decision",
    "note", "question", "basis", "about"];
  const trusts = new Set([...byId("trusts").options].map((option) => option.value));
  const texts = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  const groups = [...document.querySelectorAll("#cards .group")];
  let answers = {};

  // Some browsers keep nothing for files, or the reader forbids it; the page works without.
  const keep = (key, value) => {
    try { localStorage.setItem(key, value); } catch {
      say("This browser keeps no answers. Save them before you close the page.");
    }
  };
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const say = (text) => { byId("message").textContent = text; };

  const radios = (card) => [...card.querySelectorAll("input[type=radio]")];
  const asked = (radio) => radio.closest("p").querySelector(".asked");
  const title = (card) => card.querySelector(".name").textContent;

  // What one card says: nothing, a whole answer, or an answer that lacks its code.
  const read = (card) => {
    const list = radios(card);
    const index = list.findIndex((radio) => radio.checked);
    if (index < 0) return null;
    const value = asked(list[index]) ? asked(list[index]).value.trim().toUpperCase() : "";
    return { index, value, note: card.querySelector(".note").value.trim() };
  };
  const fault = (card, answer) => {
    const ask = radios(card)[answer.index].dataset.ask;
    if (ask === "trust" && !trusts.has(answer.value)) {
      return answer.value ? `No open trust has the code ${answer.value}.` : "Type the code of the trust.";
    }
    return ask === "alliance" && !answer.value ? "Pick the alliance." : "";
  };

  const showCard = (card) => {
    const answer = answers[card.dataset.id];
    const wrong = answer ? fault(card, answer) : "";
    card.classList.toggle("answered", Boolean(answer) && !wrong);
    card.querySelector(".state").textContent = answer ? wrong || "Answered." : "";
  };
  const whole = () => cards.filter((card) => answers[card.dataset.id] && !fault(card, answers[card.dataset.id]));
  const showProgress = () => {
    const done = whole().length;
    byId("progress").value = done;
    byId("count").textContent = `${done} of ${cards.length} answered`;
  };
  const take = (card) => {
    const answer = read(card);
    if (answer) answers[card.dataset.id] = answer; else delete answers[card.dataset.id];
    keep(KEY, JSON.stringify(answers));
    showCard(card);
    showProgress();
  };
  const put = (card, answer) => {
    radios(card).forEach((radio, index) => { radio.checked = Boolean(answer) && index === answer.index; });
    if (answer) {
      const field = asked(radios(card)[answer.index]);
      if (field) field.value = answer.value;
    }
    card.querySelector(".note").value = answer ? answer.note : "";
  };
  const clear = (card) => { put(card, null); take(card); };

  const restore = () => {
    let stored;
    try { stored = JSON.parse(kept(KEY) || "{}"); } catch { stored = {}; }
    for (const card of cards) {
      const answer = stored[card.dataset.id];
      if (!answer || !radios(card)[answer.index]) continue;
      answers[card.dataset.id] = answer;
      put(card, answer);
      showCard(card);
    }
    byId("who").value = kept(WHO) || "";
    showProgress();
  };

  const filter = () => {
    const wanted = byId("find").value.trim().toLowerCase();
    const alliance = byId("by-alliance").value;
    const kind = byId("by-kind").value;
    const state = byId("by-answer").value;
    let fits = 0;
    for (const card of cards) {
      const fit = (!alliance || (card.dataset.alliance || "-") === alliance) && (!kind || card.dataset.kind === kind) &&
        (!state || (state === "yes") === Boolean(answers[card.dataset.id])) && texts.get(card).includes(wanted);
      if (card.hidden === fit) card.hidden = !fit;
      fits += fit;
    }
    for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
    byId("nothing").hidden = fits > 0;
    say(fits === cards.length ? "" : `${fits} of ${cards.length} questions shown.`);
  };

  const go = (from, step) => {
    for (let index = from + step; index >= 0 && index < cards.length; index += step) {
      if (cards[index].hidden) continue;
      cards[index].focus({ preventScroll: true });
      cards[index].scrollIntoView({ block: "start" });
      return;
    }
  };
  const onKey = (event) => {
    const card = event.target.closest && event.target.closest("article");
    if (!card || !byId("keys").checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input:not([type=radio]), select");
    if (typing) {
      if (event.key === "Escape" || event.key === "Enter") { card.focus(); event.preventDefault(); }
      return;
    }
    const key = event.key.toLowerCase();
    const at = cards.indexOf(card);
    if (key === "j") go(at, 1);
    else if (key === "k") go(at, -1);
    else if (key === "u") clear(card);
    else if (key === "/") byId("find").focus();
    else if (/^[1-9]$/.test(key) && radios(card)[key - 1]) choose(card, Number(key) - 1);
    else return;
    event.preventDefault();
  };
  const choose = (card, index) => {
    radios(card)[index].checked = true;
    take(card);
    const field = asked(radios(card)[index]);
    if (field) field.focus();
  };

  // A spreadsheet must not take a cell for a formula.
  const guarded = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const row = (card, now) => {
    const answer = answers[card.dataset.id];
    const { ask, code = "", alliance = "" } = radios(card)[answer.index].dataset;
    const typedCode = ask === "trust" ? answer.value : code;
    const typedAlliance = ask === "alliance" ? answer.value : alliance;
    const cells = [now, byId("who").value.trim(), card.dataset.id, typedAlliance || card.dataset.alliance, "",
      typedCode || card.dataset.code, radios(card)[answer.index].value, answer.note, card.dataset.kind,
      card.dataset.basis, title(card)];
    return cells.map((text) => cell(guarded(text))).join(",");
  };
  const save = () => {
    const done = whole();
    if (!done.length) { say("Nothing is answered yet."); return; }
    const now = new Date().toISOString().replace(/\.\d+Z$/, "+00:00");
    const lines = [COLUMNS.join(","), ...done.map((card) => row(card, now))];
    const file = new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "decisions.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    const open = Object.keys(answers).length - done.length;
    say(`Saved ${done.length} decisions as decisions.csv. ${open ? `${open} lack a code and were left out. ` : ""}` +
      "Take them in with: alliances decide decisions.csv");
  };
  const forget = () => {
    if (!confirm("Forget all answers on this page?")) return;
    for (const card of cards) { delete answers[card.dataset.id]; put(card, null); showCard(card); }
    keep(KEY, "{}");
    showProgress();
    filter();
  };

  byId("cards").addEventListener("change", (event) => take(event.target.closest("article")));
  byId("cards").addEventListener("input", (event) => {
    if (!event.target.matches(".asked")) return;
    event.target.closest("p").querySelector("input[type=radio]").checked = true;
    take(event.target.closest("article"));
  });
  document.addEventListener("keydown", onKey);
  byId("tools").addEventListener("submit", (event) => event.preventDefault());
  byId("tools").addEventListener("input", (event) => {
    if (event.target.id === "who") keep(WHO, event.target.value); else filter();
  });
  byId("begin").addEventListener("click", () => go(-1, 1));
  byId("save").addEventListener("click", save);
  byId("forget").addEventListener("click", forget);
  restore();
})();
