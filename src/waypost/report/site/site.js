// The site's own script: finding words and comparing any two levels. It reads files that lie beside it and sends nothing.
"use strict";
(() => {
  const el = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inside);
    return made;
  };
  const files = (document.body.dataset.tracks || "").split(" ").filter(Boolean);
  const asked = new URLSearchParams(location.search);

  document.querySelectorAll("[data-unscripted]").forEach((one) => { one.hidden = true; });

  // Each track's data is a script that calls this with its file's name; it is fetched once, when first needed.
  const held = new Map(), waiting = new Map();
  window.waypostData = (file, content) => { held.set(file, content); };
  const load = (file) => {
    if (!waiting.has(file)) waiting.set(file, new Promise((done, failed) => {
      const script = el("script", { src: file });
      script.addEventListener("load", () => done(held.get(file)));
      script.addEventListener("error", failed);
      document.head.append(script);
    }));
    return waiting.get(file);
  };

  // Keys: / goes to searching.
  const query = document.getElementById("_q");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); query.focus(); query.select(); }
  });

  // Finding: every word that was typed must be there; capitals and accents do not count.
  const MOST = 100;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const found = document.getElementById("_found"), count = document.getElementById("_count");
  const hits = (data, words) => {
    const all = [];
    const has = (text) => words.every((word) => plain(text).includes(word));
    data.levels.forEach((level) => {
      if (has(`${level.title} ${data.track}`)) all.push({ rank: 0, title: level.title, page: level.page, says: data.track });
      level.asks.forEach(([place, inherited, ids]) => {
        const [key, title] = data.criteria[place], page = `${level.page}#${key}`, head = `${title}, ${level.title}`;
        const own = ids.slice(inherited).map((id) => data.texts[id]);
        const says = own.filter(([text, more]) => has(`${head} ${text} ${more}`));
        if (has(head)) all.push({ rank: 1, title: head, page, says: own.length ? own[0][0] : "" });
        else says.forEach(([text]) => all.push({ rank: has(text) ? 2 : 3, title: head, page, says: text }));
      });
    });
    return all;
  };
  const marking = (text, words) => {
    // Where a word stands in the plain text it stands in the text, as long as no sign became longer or shorter.
    const bare = plain(text), parts = [];
    if (bare.length !== text.length) return [text];
    let at = 0;
    while (at < text.length) {
      const next = words.map((word) => [bare.indexOf(word, at), word.length]).filter(([start]) => start >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      if (!next) break;
      parts.push(text.slice(at, next[0]), el("mark", {}, text.slice(next[0], next[0] + next[1])));
      at = next[0] + next[1];
    }
    return [...parts, text.slice(at)];
  };
  const search = async () => {
    const words = [...new Set(plain(query.value).split(/\s+/).filter(Boolean))];
    if (!words.length) { found.replaceChildren(); count.textContent = ""; return; }
    const typed = query.value;
    const data = await Promise.all(files.map(load));
    if (query.value !== typed) return;
    const all = data.flatMap((one) => hits(one, words)).sort((a, b) => a.rank - b.rank);
    count.textContent = all.length > MOST ? `${all.length} places; the first ${MOST} are shown.` : all.length === 1 ? "1 place." : all.length ? `${all.length} places.` : "Nothing holds all of these words. Try fewer, or the beginning of one.";
    found.replaceChildren(...all.slice(0, MOST).map((hit) => el("li", {}, el("p", {}, el("a", { href: hit.page }, ...marking(hit.title, words))), el("p", {}, ...marking(hit.says, words)))));
  };
  if (found && query) {
    query.value = asked.get("q") || "";
    query.addEventListener("input", search);
    query.form.addEventListener("submit", (event) => { event.preventDefault(); history.replaceState(null, "", `?q=${encodeURIComponent(query.value)}`); search(); });
    search();
  }

  // Comparing: the same statements paired by likeness, the same words marked, as on the pages of moves.
  const ALIKE = 0.5;
  const cut = (text) => text.match(/\S+\s*/g) || [];
  const blocks = (a, b) => {
    const x = a.map((word) => word.trimEnd()), y = b.map((word) => word.trimEnd());
    const table = Array.from({ length: x.length + 1 }, () => new Uint16Array(y.length + 1));
    for (let i = x.length - 1; i >= 0; i--) for (let j = y.length - 1; j >= 0; j--) table[i][j] = x[i] === y[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    return { x, y, table, ratio: x.length + y.length ? 2 * table[0][0] / (x.length + y.length) : 1 };
  };
  const marked = (old, next) => {
    const a = cut(old), b = cut(next), { x, y, table } = blocks(a, b), left = [], right = [];
    let i = 0, j = 0;
    const put = (side, name, word) => { const last = side.at(-1); if (last && last.name === name) last.text += word; else side.push({ name, text: word }); };
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && x[i] === y[j]) { put(left, "", a[i++]); put(right, "", b[j++]); }
      else if (j >= b.length || (i < a.length && table[i + 1][j] >= table[i][j + 1])) put(left, "del", a[i++]);
      else put(right, "ins", b[j++]);
    }
    return [left, right];
  };
  const paired = (old, next) => {
    const left = [...old];
    const matches = next.map((text) => {
      const best = left.map((one) => [blocks(cut(one), cut(text)).ratio, one]).sort((a, b) => b[0] - a[0])[0];
      if (!best || best[0] < ALIKE) return ["", text];
      left.splice(left.indexOf(best[1]), 1);
      return [best[1], text];
    });
    const some = matches.some(([before]) => before);
    const alone = (name, text) => [{ name: some ? name : "", text }];
    return { old: [...left.map((text) => alone("del", text)), ...matches.filter(([a]) => a).map(([a, b]) => marked(a, b)[0])],
      next: matches.map(([a, b]) => (a ? marked(a, b)[1] : alone("ins", b))) };
  };
  const runs = (parts) => el("p", {}, ...parts.map(({ name, text }) => (name ? el(name, {}, text) : text)));
  const nothing = () => el("p", { class: "soft" }, "nothing asked here");
  const says = (data, level, place) => { const cell = level.asks.find(([one]) => one === place); return cell ? cell[2].map((id) => data.texts[id][0]) : []; };
  const line = (left, right, place) => {
    const [key, title, , must] = left.data.criteria[place];
    const old = says(left.data, left.level, place), next = says(right.data, right.level, place);
    if (!old.length && !next.length) return null;
    const same = old.join("\n") === next.join("\n");
    const label = same ? ["the same", "ok"] : !old.length ? ["newly asked", "wait"] : !next.length ? ["no longer asked", ""] : null;
    const head = el("th", { scope: "rowgroup", colspan: "2" }, title);
    if (must) head.append(" ", el("span", { class: "mark" }, "must"));
    if (label) head.append(" ", el("span", { class: `mark ${label[1]}` }, label[0]));
    const pairs = paired(old, next);
    const cells = [el("td", { class: "expect" }, ...(pairs.old.length ? pairs.old.map(runs) : [nothing()])), el("td", { class: "expect" }, ...(pairs.next.length ? pairs.next.map(runs) : [nothing()]))];
    if (next.length) cells[1].append(el("p", { class: "soft" }, el("a", { href: `${right.level.page}#${key}`, "aria-label": `${title}, ${right.level.title}` }, "more")));
    return el("tbody", { id: key }, el("tr", {}, head), el("tr", {}, ...cells));
  };
  const form = document.querySelector("[data-compare]");
  const compare = async () => {
    const chosen = [...form.querySelectorAll("select")].map((select) => ({ key: select.value, file: select.selectedOptions[0].dataset.track }));
    const [left, right] = await Promise.all(chosen.map(async ({ key, file }) => { const data = await load(file); return { data, level: data.levels.find((one) => one.key === key) }; }));
    const sections = left.data.dimensions.map(([dimension, title]) => {
      const bodies = left.data.criteria.map((one, place) => (one[2] === dimension ? line(left, right, place) : null)).filter(Boolean);
      const weights = [left, right].map(({ data }) => data.weights[dimension] || 0);
      const weighs = weights[0] === weights[1] ? `${weights[0]} per cent at both.` : `${weights[0]} per cent on the left, ${weights[1]} on the right.`;
      const heads = [left, right].map(({ level }) => el("th", { scope: "col" }, el("a", { href: level.page }, level.title)));
      return bodies.length ? el("section", { "aria-label": title }, el("h2", {}, title), el("p", { class: "soft" }, weighs), el("table", { class: "sides" }, el("thead", {}, el("tr", {}, ...heads)), ...bodies)) : null;
    }).filter(Boolean);
    const order = ["newly asked", "changed", "no longer asked", "the same"];
    const labels = sections.flatMap((section) => [...section.querySelectorAll("tbody")].map((body) => order.find((word) => [...body.querySelectorAll(".mark")].some((one) => one.textContent === word)) || "changed"));
    const counts = order.map((word) => [labels.filter((one) => one === word).length, word]).filter(([count]) => count).map((one) => one.join(" ")).join(", ");
    const summary = counts ? [el("p", { class: "soft" }, `Of the criteria: ${counts}.`)] : [];
    const both = left.level === right.level ? [el("p", { class: "soft" }, "This is one level twice. Choose another on one side to see what changes.")] : [];
    document.getElementById("_compared").replaceChildren(...both, ...summary, ...(sections.length ? sections : [el("p", { class: "soft" }, "Neither level is asked anything.")]));
    document.title = document.title.replace(/^.*?(?= · )/, `${left.level.title} to ${right.level.title}`);
  };
  if (form) {
    form.hidden = false;
    const selects = [...form.querySelectorAll("select")];
    selects[1].selectedIndex = Math.min(1, selects[1].length - 1);
    selects.forEach((select) => { if ([...select.options].some((one) => one.value === asked.get(select.name))) select.value = asked.get(select.name); });
    form.addEventListener("submit", (event) => { event.preventDefault(); history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`); compare(); });
    if (asked.has("from") || asked.has("to")) compare();
  }
})();
