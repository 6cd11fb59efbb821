// Keeps what one types in a form with data-draft="<key>" on this device, until the server has taken it.
// A member's draft shows to that member alone and goes when they sign out, for others may sit at the same device.
{
  const me = document.body.dataset.member ?? "";
  const place = (key) => `draft:${key}`;
  const read = (key) => { try { return JSON.parse(localStorage.getItem(place(key))); } catch { return null; } };
  const write = (key, draft) => { try { localStorage.setItem(place(key), JSON.stringify(draft)); } catch { /* full or refused */ } };
  const drop = (key) => { try { localStorage.removeItem(place(key)); } catch { /* refused */ } };
  const all = () => { try { return Object.keys(localStorage).filter((one) => one.startsWith("draft:")).map((one) => one.slice(6)); } catch { return []; } };
  const mine = (key) => { const draft = read(key); return draft?.values && (!draft.by || draft.by === me) ? draft : null; };
  const kept = (form) => [...form.elements].filter((field) => field.name && field.matches(
    'textarea, select, input:is([type="text"], [type="search"], [type="date"], :not([type]))'));

  ensemble.on("form[data-draft]", (form) => {
    const key = form.dataset.draft;
    const note = form.querySelector("[data-draft-note]");
    const draft = mine(key);
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
      const values = { ...mine(key)?.values, ...typed };
      if (Object.values(values).some((value) => String(value).trim())) write(key, { values, first, sent, by: me, at: Date.now() });
      else drop(key);
    };
    form.addEventListener("input", () => {
      clearTimeout(clock);
      clock = setTimeout(() => { save(false); if (note) note.textContent = ensemble.say("draftKept"); }, 400);
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(clock);
      save(event.submitter?.hasAttribute("formtarget") ? false : location.href.split("#")[0]);
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.elt === form && event.detail.successful) drop(key);
    });
  });

  document.addEventListener("submit", (event) => { if (event.target.matches("[data-leaves]")) all().forEach(drop); });
  // What the server has taken, it answers by leading on, from the page of the form, to a page that is neither the form
  // again nor a sign-in nor a fault. Once the page stands: the first look into the browser's store takes a while.
  addEventListener("load", () => {
    const led = performance.getEntriesByType("navigation")[0]?.redirectCount > 0 && !document.querySelector('.lost, input[type="password"], [data-keeps-drafts]');
    for (const key of all()) {
      const draft = read(key);
      const taken = led && draft?.sent === document.referrer && !document.querySelector(`form[data-draft="${CSS.escape(key)}"]`);
      const anothers = me && draft?.by && draft.by !== me;
      if (taken || anothers || !(Date.now() - draft?.at < 30 * 86400000)) drop(key);
    }
  });
}
