// Repositories of a namespace.
import { html } from "lit";
import { api, path, segments } from "../api.js";
import { bytes, time } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirmDeletion, panel, Part, query, setQuery, table, toast, toastDeleted } from "../ui.js";

const pick = (page) => page.repositories;
const place = (it) => `${encodeURIComponent(it.namespace)}/${segments(it.name)}`;
const route = (it) => `/repository/${place(it)}`;

class Repositories extends Part {
  static properties = { name: {}, word: { state: true } };

  constructor() {
    super();
    this.word = query().get("q") ?? "";
  }

  async reload(message) {
    toast(message);
    await this.querySelector("wf-pages").reload();
  }

  async create() {
    const made = await ask(text.createRepository, {
      fields: [
        { name: "repository", label: text.name, required: true },
        { name: "visibility", label: text.visibility, options: text.visibilities },
        { name: "description", label: text.description, type: "textarea" },
      ],
      submit: text.create,
      action: (values) => api.post("/repository", { ...values, namespace: this.name, repo_kind: "image" }),
    });
    if (made) {
      await this.reload(text.didCreate(made.name));
    }
  }

  async remove(it) {
    if (await confirmDeletion(text.repository, it.name, () => api.delete(route(it)))) {
      const pages = this.querySelector("wf-pages");
      toastDeleted("repository", `${it.namespace}/${it.name}`, () => pages.reload());
      await pages.reload();
    }
  }

  async turn(it) {
    try {
      await api.post(`${route(it)}/changevisibility`, { visibility: it.is_public ? "private" : "public" });
      await this.reload(text.didSave(it.name));
    } catch (refusal) {
      toast(refusal.message);
    }
  }

  rows(rows) {
    const found = rows.filter((it) => it.name.includes(this.word.toLowerCase()));
    return table({
      caption: text.repositories,
      rows: found,
      empty: this.word ? text.nothingFound(this.word) : text.nothingHere,
      columns: [
        { label: text.name, cell: (it) => html`<span class="entity"><a href="#/repositories/${place(it)}">${it.name}</a> ${badge(it.is_public ? text.public : text.private, it.is_public ? "good" : "")}</span>` },
        { label: text.description, kind: "wide", cell: (it) => it.description },
        { label: text.size, kind: "number", cell: (it) => bytes(it.quota_report?.quota_bytes ?? 0) },
        { label: text.lastModified, cell: (it) => time(it.last_modified) },
        { label: "", kind: "end", cell: (it) => html`${button(html`${it.is_public ? text.makePrivate : text.makePublic}<span class="unseen"> ${it.name}</span>`, () => this.turn(it), "small")}${button(html`${text.delete}<span class="unseen"> ${it.name}</span>`, () => this.remove(it), "small quiet")}` },
      ],
    });
  }

  render() {
    const source = path`/repository?last_modified=true&namespace=${this.name}`;
    const type = (event) => {
      this.word = event.target.value.trim();
      setQuery({ q: this.word });
    };
    return panel(
      text.repositories,
      html`<div class="filters"><input type="search" aria-label=${text.search} placeholder=${text.search} .value=${this.word} @input=${type}></div>
        <wf-pages .source=${source} .pick=${pick} .view=${(rows) => this.rows(rows)}></wf-pages>`,
      button(text.createRepository, () => this.create(), "primary"),
    );
  }
}
customElements.define("wf-repositories", Repositories);
