// Keeps what one types in a form with data-draft="<key>" on this device, until the server has taken it.
{
  const place = (key) => `draft:${key}`;
  const read = (key) => { try { return JSON.parse(localStorage.getItem(place(key))); } catch { return null; } };
  const write = (key, draft) => { try { localStorage.setItem(place(key), JSON.stringify(draft)); } catch { /* full or refused */ } };
  const drop = (key) => { try { localStorage.removeItem(place(key)); } catch { /* refused */ } };
  const kept = (form) => [...form.elements].filter((field) => field.name && field.matches(
    'textarea, select, input:is([type="text"], [type="search"], [type="date"], :not([type]))'));

  ensemble.on("form[data-draft]", (form) => {
    const key = form.dataset.draft;
    const note = form.querySelector("[data-draft-note]");
    const draft = read(key);
    // What the page came with: a reload brings the same words again, and what was made of them since goes first.
    const first = Object.fromEntries(kept(form).map((field) => [field.name, field.defaultValue ?? ""]));
    let came = false;
    for (const field of draft ? kept(form) : []) {
      const value = draft.values[field.name];
      const again = field.value && field.value === draft.first?.[field.name] && value !== field.value;
      if (value && (!field.value || again)) { field.value = value; came = true; field.dispatchEvent(new Event("input", { bubbles: true })); }
    }
    if (draft?.sent) write(key, { ...draft, sent: false });
    if (came && note) note.textContent = ensemble.say("draftBack");
    let clock;
    const save = (sent) => {
      const typed = Object.fromEntries(kept(form).map((field) => [field.name, field.value]));
      const values = { ...read(key)?.values, ...typed };
      if (Object.values(values).some((value) => value.trim())) write(key, { values, first, sent, at: Date.now() });
      else drop(key);
    };
    form.addEventListener("input", () => {
      clearTimeout(clock);
      clock = setTimeout(() => { save(false); if (note) note.textContent = ensemble.say("draftKept"); }, 400);
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(clock);
      save(!event.submitter?.hasAttribute("formtarget"));
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.elt === form && event.detail.successful) drop(key);
    });
  });

  // The page after a sent form: unless it is the form again, a sign-in or a fault, the server has taken it.
  // Once the page stands: the first look into the browser's store takes a while.
  addEventListener("load", () => {
    if (document.querySelector('.lost, input[type="password"], [data-keeps-drafts]')) return;
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith("draft:"))) {
      const key = name.slice(6);
      const form = document.querySelector(`form[data-draft="${CSS.escape(key)}"]`);
      const draft = read(key);
      const old = Date.now() - (draft?.at ?? 0) > 30 * 86400000;
      if (old || (draft?.sent && !form)) drop(key);
    }
  });
}
