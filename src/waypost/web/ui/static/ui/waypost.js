// Waypost's own script. Every page works without it; it adds keys, counting, and care for what was typed.
"use strict";
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const store = (where, name, value) => {
    try { // storage may be switched off
      if (value === undefined) return where.getItem(name);
      if (value === null) where.removeItem(name); else where.setItem(name, value);
    } catch { /* then nothing is kept */ }
    return null;
  };

  const words = { ...(document.getElementById("words") || { dataset: {} }).dataset };

  // Keys: g and a letter goes to a place, a key of the page presses what carries it, ? shows them.
  const help = document.getElementById("keys");
  const wanted = document.getElementById("keys-on");
  if (wanted) {
    wanted.checked = store(localStorage, "keys") !== "off";
    wanted.addEventListener("change", () => store(localStorage, "keys", wanted.checked ? null : "off"));
  }
  const typing = (el) => el.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog");
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const key = event.key;
    if (key === "Escape") { all("details.me[open]").forEach((menu) => { menu.open = false; menu.firstElementChild.focus(); }); return; }
    if (wanted && !wanted.checked) return;
    if (key === "?" && help) { help.togglePopover(true); return; }
    if (Date.now() - going < 1500) {
      going = 0;
      const place = document.querySelector(`.places a[data-key="${CSS.escape(key)}"]`);
      if (place) { event.preventDefault(); place.click(); }
      return;
    }
    if (key === "g") { going = Date.now(); return; }
    const pressed = document.querySelector(`[data-press="${CSS.escape(key)}"]`);
    if (pressed && !pressed.disabled) { event.preventDefault(); pressed.focus(); pressed.click(); }
  });
  document.addEventListener("click", (event) => {
    all("details.me[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // Counting: how much room is left, said aloud only when it grows short.
  const counting = (field) => {
    const says = document.querySelector(`[data-count="${CSS.escape(field.id)}"]`);
    if (!says) return;
    const most = Number(says.dataset.most), left = most - field.value.length;
    says.textContent = words.count.replace("{have}", field.value.length.toLocaleString()).replace("{most}", most.toLocaleString());
    says.classList.toggle("over", left < 0);
    if (left < most / 10) says.setAttribute("aria-live", "polite"); else says.removeAttribute("aria-live");
  };
  all("textarea").forEach(counting);
  document.addEventListener("input", (event) => { if (event.target.id) counting(event.target); });

  // What was typed is kept in this tab until it was sent, and offered again. It never leaves the tab's own storage,
  // goes with the tab, and is dropped at signing out.
  const prefix = "draft:";
  const kept = (form) => prefix + location.pathname + "#" + all("form[data-guard]").indexOf(form);
  const fields = (form) => [...form.elements].filter((f) => f.name && !["hidden", "password", "file", "submit"].includes(f.type));
  const values = (form) => fields(form).map((f) => [f.name, f.value, f.matches("[type=radio], [type=checkbox]") ? f.checked : null]);
  const drafts = () => { try { return Object.keys(sessionStorage).filter((k) => k.startsWith(prefix)); } catch { return []; } };
  // An act that was done leads on to a page of its own; any other answer means that what was sent may be lost.
  const done = "settled" in document.body.dataset && performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  drafts().forEach((k) => {
    const draft = JSON.parse(store(sessionStorage, k));
    if (draft.sent) store(sessionStorage, k, done ? null : JSON.stringify({ ...draft, sent: false }));
  });
  const putBack = (form, was) => {
    const now = fields(form);
    was.forEach(([name, value, on], i) => {
      const field = now[i];
      if (!field || field.name !== name || (on !== null && field.value !== value)) return;
      if (on === null) field.value = value; else field.checked = on;
      counting(field);
    });
  };
  const offer = (form, draft) => {
    const box = document.createElement("p");
    box.className = "kept";
    box.setAttribute("role", "status");
    box.append(words.kept);
    [[words.back, () => { putBack(form, draft.was); form.dataset.dirty = ""; }], [words.forget, () => store(sessionStorage, kept(form), null)]].forEach(([says, act]) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = "button quiet"; button.textContent = says;
      button.addEventListener("click", () => { act(); box.remove(); });
      box.append(button);
    });
    form.prepend(box);
  };
  // A draft that is being saved gives the form its next version, so what was pressed meanwhile waits for it; once the
  // form is sent no draft follows, which would be one window against itself.
  const savings = new Set(), waiting = new Map(), sent = new Set();
  const patience = 5000; // then the server may say what is wrong
  const send = (form) => {
    if (!waiting.has(form)) return;
    const button = waiting.get(form);
    waiting.delete(form);
    form.requestSubmit(button);
  };
  all("form[data-guard]").forEach((form) => {
    const first = JSON.stringify(values(form));
    const draft = JSON.parse(store(sessionStorage, kept(form)) || "null");
    if ("bound" in form.dataset) form.dataset.dirty = "";
    else if (draft && JSON.stringify(draft.was) !== first) offer(form, draft);
    const keep = (sent) => store(sessionStorage, kept(form), JSON.stringify({ was: values(form), sent }));
    form.addEventListener("input", () => { form.dataset.dirty = ""; sent.delete(form); keep(false); });
    form.addEventListener("submit", (event) => {
      if (savings.has(form)) {
        event.preventDefault();
        if (!waiting.has(form)) setTimeout(() => { savings.delete(form); send(form); }, patience);
        waiting.set(form, event.submitter);
        return;
      }
      sent.add(form);
      delete form.dataset.dirty;
      keep(true);
    });
  });
  // A form that saves itself is clean once its draft is saved, unless somebody typed on meanwhile.
  const saving = (event) => event.target.classList.contains("saved") && event.target.closest("form[data-guard]");
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = saving(event);
    if (!form) return;
    if (sent.has(form)) { event.preventDefault(); return; }
    savings.add(form);
    delete form.dataset.dirty;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = saving(event);
    if (!form) return;
    savings.delete(form);
    if (!event.detail.successful) {
      // A refusal says in a line of plain text why nothing was saved; silence and pages are the server's trouble.
      const { xhr } = event.detail, said = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
      form.dataset.dirty = "";
      event.target.textContent = said && xhr.status < 500 ? xhr.responseText : words.unsaved;
    }
    else if (!("dirty" in form.dataset)) store(sessionStorage, kept(form), null);
    send(form);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-guard]").forEach((form) => sent.delete(form)); });
  addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-dirty]")) event.preventDefault(); });
  all("[data-leave]").forEach((button) => button.addEventListener("click", () => drafts().forEach((k) => store(sessionStorage, k, null))));

  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
})();
