// What pages are made of: elements without a shadow, so that one stylesheet and one document serve all.
import { LitElement, html, nothing } from "lit";
import { api, HISTORY, segments } from "./api.js";
import { text } from "./text.js";

export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** A page or panel that shows what it loads: a skeleton before, the API's words if it cannot. */
export class Loaded extends Part {
  static properties = { data: { state: true }, failure: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.reload();
  }

  async reload() {
    try {
      this.data = await this.load();
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  render() {
    if (this.failure) {
      return notice("error", this.failure.message);
    }
    return this.data === undefined ? skeleton() : this.view(this.data);
  }
}

export const notice = (severity, message) => html`<p class="notice ${severity}" role=${severity === "error" ? "alert" : "status"}>${message}</p>`;

export const skeleton = () => html`<div class="skeleton" role="status" aria-label=${text.loading}><i></i><i></i><i></i><i></i></div>`;

export const badge = (label, kind = "") => html`<span class="badge ${kind}">${label}</span>`;

/** Rows under headings; a heading with a key sorts. */
export function table({ caption, columns, rows, empty = text.nothingHere, sort, onSort }) {
  if (rows.length === 0) {
    return html`<p class="empty">${empty}</p>`;
  }
  const heading = (column) =>
    column.key && onSort
      ? html`<button class="sort" @click=${() => onSort(column.key)}>${column.label}<span aria-hidden="true">${sort?.key === column.key ? (sort.down ? " ↓" : " ↑") : ""}</span></button>`
      : column.label;
  const order = (column) => (column.key && sort?.key === column.key ? (sort.down ? "descending" : "ascending") : nothing);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <caption class="unseen">${caption}</caption>
    <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.kind ?? ""} aria-sort=${order(column)}>${column.label ? heading(column) : html`<span class="unseen">${text.actions}</span>`}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td class=${column.kind ?? ""}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

export const button = (label, action, kind = "") => html`<button type="button" class=${kind} @click=${action}>${label}</button>`;

export const panel = (title, content, actions = nothing) => html`<section class="panel"><header><h2>${title}</h2><div class="actions">${actions}</div></header>${content}</section>`;

/** Says what happened, for some seconds; longer if it can be undone. */
export function toast(message, undo) {
  const place = document.querySelector("#toasts");
  const element = document.createElement("p");
  element.textContent = message;
  if (undo) {
    const back = document.createElement("button");
    back.type = "button";
    back.className = "small";
    back.textContent = text.undo;
    back.addEventListener("click", () => {
      element.remove();
      undo();
    });
    element.append(" ", back);
  }
  place.append(element);
  setTimeout(() => element.remove(), undo ? 20_000 : 6000);
}

/** Brings back what was just deleted, and tells of what could not come back. */
export async function restore(kind, name, body = {}) {
  const answer = await api.post(`${HISTORY}/${kind}/${segments(name)}/restore`, body);
  const missing = answer.left_out.length + answer.secrets_renewed.length;
  toast(missing ? text.didRestoreBut(name, answer.left_out.length, answer.secrets_renewed.length) : text.didRestore(name));
  return answer;
}

/** Says that something was deleted, with the way back. */
export function toastDeleted(kind, name, after) {
  toast(text.didDelete(name), async () => {
    try {
      await restore(kind, name);
      await after?.();
    } catch (refusal) {
      toast(refusal.message);
    }
  });
}

/** A line that can be copied. */
export class Copyable extends Part {
  static properties = { content: {}, label: {}, done: { state: true } };

  async copy() {
    try {
      await navigator.clipboard.writeText(this.content);
    } catch {
      // Without https browsers have no clipboard; the text is selected instead.
      getSelection().selectAllChildren(this.querySelector("pre"));
    }
    this.done = true;
    setTimeout(() => (this.done = false), 2000);
  }

  render() {
    return html`<figure class="copyable">
      <figcaption><span>${this.label}</span><button type="button" class="small" @click=${this.copy}>${this.done ? text.copied : text.copy}<span class="unseen"> ${this.label}</span></button></figcaption>
      <pre tabindex="0">${this.content}</pre>
    </figure>`;
  }
}
customElements.define("wf-copyable", Copyable);

export const copyable = (label, content) => html`<wf-copyable .label=${label} .content=${content}></wf-copyable>`;

function field(spec, index, typed) {
  const id = `field-${index}`;
  const value = spec.value ?? "";
  const common = html`<label for=${id}>${spec.label}</label>`;
  const hint = spec.hint ? html`<small id="${id}-hint">${spec.hint}</small>` : nothing;
  if (spec.options) {
    return html`<div class="field">${common}<select id=${id} name=${spec.name}>${spec.options.map(([key, label]) => html`<option value=${key} ?selected=${key === value}>${label}</option>`)}</select>${hint}</div>`;
  }
  if (spec.type === "checkbox") {
    return html`<div class="field check"><input id=${id} name=${spec.name} type="checkbox" ?checked=${Boolean(value)}>${common}${hint}</div>`;
  }
  if (spec.type === "textarea") {
    return html`<div class="field">${common}<textarea id=${id} name=${spec.name} rows="4" ?required=${spec.required} .value=${value} @input=${typed}></textarea>${hint}</div>`;
  }
  return html`<div class="field">${common}<input id=${id} name=${spec.name} type=${spec.type ?? "text"} .value=${value} ?required=${spec.required}
    min=${spec.min ?? nothing} autocomplete=${spec.autocomplete ?? "off"} spellcheck="false" aria-describedby=${spec.hint ? `${id}-hint` : nothing} @input=${typed}>${hint}</div>`;
}

/** A form that stays as it is if the API refuses, with the API's words. */
export class Form extends Part {
  static properties = { spec: {}, failure: { state: true }, busy: { state: true }, values: { state: true } };

  read() {
    const form = this.querySelector("form");
    return Object.fromEntries(
      (this.spec.fields ?? []).map((it) => {
        const input = form.elements.namedItem(it.name);
        return [it.name, it.type === "checkbox" ? input.checked : it.type === "password" || it.type === "textarea" ? input.value : input.value.trim()];
      }),
    );
  }

  async submit(event) {
    event.preventDefault();
    const values = this.read();
    if (this.spec.typed && values.typed !== this.spec.typed) {
      this.failure = { message: text.typeExactly(this.spec.typed) };
      return;
    }
    this.busy = true;
    try {
      const result = await this.spec.action(values);
      this.failure = null;
      this.dispatchEvent(new CustomEvent("done", { detail: { result }, bubbles: true }));
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const { spec } = this;
    const typed = spec.preview ? () => (this.values = this.read()) : nothing;
    return html`<form @submit=${this.submit} novalidate=${spec.novalidate ?? nothing}>
      ${spec.intro ? html`<p>${spec.intro}</p>` : nothing}
      ${(spec.fields ?? []).map((it, index) => field(it, `${spec.id ?? "form"}-${index}`, typed))}
      ${spec.preview && this.values ? html`<div class="preview" aria-live="polite">${spec.preview(this.values)}</div>` : nothing}
      ${this.failure ? notice("error", this.failure.message) : nothing}
      <footer>
        <button type="submit" class=${spec.danger ? "danger" : "primary"} ?disabled=${this.busy}>${spec.submit}</button>
        ${spec.cancel ? html`<button type="button" @click=${() => this.dispatchEvent(new CustomEvent("cancelled"))}>${text.cancel}</button>` : nothing}
      </footer>
    </form>`;
  }
}
customElements.define("wf-form", Form);

/** Opens a dialog; closed by its content, Escape or nothing else. Focus returns to where it was. */
export function open(title, content) {
  const before = document.activeElement;
  const dialog = document.createElement("dialog");
  const heading = document.createElement("h2");
  heading.textContent = title;
  heading.id = `dialog-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.append(heading, content);
  document.body.append(dialog);
  const ended = new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
      resolve();
    }),
  );
  dialog.showModal();
  return { dialog, ended };
}

/** Asks by a form in a dialog; the result of its action, or undefined if cancelled. */
export async function ask(title, spec) {
  const form = document.createElement("wf-form");
  form.spec = { ...spec, cancel: true, id: "ask" };
  const { dialog, ended } = open(title, form);
  let result;
  form.addEventListener("done", (event) => {
    result = event.detail.result ?? true;
    dialog.close();
  });
  form.addEventListener("cancelled", () => dialog.close());
  await form.updateComplete;
  form.querySelector("input, select, textarea, button")?.focus();
  await ended;
  return result;
}

/** Deletes after the name was typed. */
export function confirmDeletion(what, name, action) {
  return ask(text.deleteTitle(what, name), {
    intro: text.deleteIntro,
    fields: [{ name: "typed", label: text.typeToConfirm(name), required: true }],
    typed: name,
    danger: true,
    submit: text.delete,
    action,
  });
}

/** Asks whether something that can be done again should be done. */
export function confirm(title, intro, submit, action) {
  return ask(title, { intro, submit, danger: true, action });
}

/** Shows what is shown once. */
export async function reveal(title, intro, snippets) {
  const place = document.createElement("div");
  const { render } = await import("lit");
  const { dialog, ended } = open(title, place);
  render(html`<p>${intro}</p>${snippets.map(([label, content]) => copyable(label, content))}<footer>${button(text.close, () => dialog.close(), "primary")}</footer>`, place);
  await ended;
}

/** Where a list is: filters and tab, kept in the address behind the fragment's question mark. */
export function query() {
  return new URLSearchParams(location.hash.split("?")[1] ?? "");
}

export function setQuery(changes) {
  const now = query();
  Object.entries(changes).forEach(([key, value]) => (value ? now.set(key, value) : now.delete(key)));
  const suffix = now.toString() ? `?${now}` : "";
  history.replaceState(null, "", `${location.hash.split("?")[0]}${suffix}`);
}

/** Pages of a list by key, the next one as the reader comes to the end of what is there. */
export class Pages extends Part {
  static properties = { rows: { state: true }, next: { state: true }, failure: { state: true }, source: {}, pick: {}, view: {} };

  constructor() {
    super();
    this.round = 0;
  }

  willUpdate(changed) {
    if (changed.has("source")) {
      this.reload();
    }
  }

  async reload() {
    this.rows = undefined;
    this.failure = null;
    await this.fetch(undefined, ++this.round);
  }

  async fetch(next, round) {
    try {
      const separator = this.source.includes("?") ? "&" : "?";
      const page = await api.get(this.source + (next ? `${separator}next_page=${encodeURIComponent(next)}` : ""));
      if (round === this.round) {
        this.rows = [...(next ? this.rows : []), ...this.pick(page)];
        this.next = page.next_page;
      }
    } catch (failure) {
      if (round === this.round) {
        this.failure = failure;
      }
    }
  }

  async more() {
    if (this.next) {
      const next = this.next;
      this.next = undefined;
      await this.fetch(next, this.round);
    }
  }

  updated() {
    const end = this.querySelector(".end");
    this.observer?.disconnect();
    if (end) {
      this.observer = new IntersectionObserver((entries) => entries.some((it) => it.isIntersecting) && this.more());
      this.observer.observe(end);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer?.disconnect();
  }

  render() {
    if (this.failure) {
      return notice("error", this.failure.message);
    }
    if (!this.rows) {
      return skeleton();
    }
    return html`${this.view(this.rows, Boolean(this.next))}${this.next ? html`<p class="end">${button(text.more, () => this.more(), "small")}</p>` : nothing}`;
  }
}
customElements.define("wf-pages", Pages);

/** Rows in the order of a column; text by the reader's language. */
export function sorted(rows, sort, values) {
  if (!sort?.key || !values[sort.key]) {
    return rows;
  }
  const value = values[sort.key];
  const compare = (one, other) => {
    const [a, b] = [value(one), value(other)];
    return typeof a === "string" ? a.localeCompare(b) : a - b;
  };
  return [...rows].sort((one, other) => (sort.down ? -compare(one, other) : compare(one, other)));
}
