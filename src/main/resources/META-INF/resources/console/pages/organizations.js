// The organizations: all of them for a superuser, otherwise one's own.
import { html, nothing } from "lit";
import { api, path } from "../api.js";
import { avatar, bytes, quotaBar } from "../format.js";
import { text } from "../text.js";
import { ask, button, confirmDeletion, Part, query, setQuery, sorted, table, toast, toastDeleted } from "../ui.js";

const SOURCE = "/superuser/organizations?limit=50";
const pick = (page) => page.organizations;

const VALUES = {
  name: (it) => it.name,
  size: (it) => it.quota_report?.quota_bytes ?? 0,
  share: (it) => share(it),
};

function share(it) {
  const most = it.quota_report?.configured_quota;
  return most ? (it.quota_report.quota_bytes ?? 0) / most : 0;
}

/** Asks for name and e-mail, and leads to the new organization. */
export async function createOrganization() {
  const name = await ask(text.createOrganization, {
    fields: [
      { name: "name", label: text.name, required: true, hint: text.organizationNameHint },
      { name: "email", label: text.email, type: "email", hint: text.optional },
    ],
    submit: text.create,
    action: async ({ name: wanted, email }) => {
      await api.post("/organization/", { name: wanted, ...(email ? { email } : {}) });
      return wanted;
    },
  });
  if (name) {
    toast(text.didCreate(name));
    location.hash = `/organizations/${encodeURIComponent(name)}`;
  }
}

class Organizations extends Part {
  static properties = { user: {}, word: { state: true }, sort: { state: true }, own: { state: true } };

  constructor() {
    super();
    const asked = query();
    this.word = asked.get("q") ?? "";
    this.sort = asked.get("sort") ? { key: asked.get("sort"), down: asked.get("down") === "1" } : undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.loadOwn();
  }

  async loadOwn() {
    this.own = (await api.get("/user/")).organizations;
  }

  get all() {
    return Boolean(this.user.super_user || this.user.global_readonly_super_user);
  }

  type(event) {
    this.word = event.target.value.trim();
    setQuery({ q: this.word });
  }

  sortBy(key) {
    this.sort = { key, down: this.sort?.key === key ? !this.sort.down : key !== "name" };
    setQuery({ sort: key, down: this.sort.down ? "1" : "" });
  }

  async deleteOrganization(name) {
    const action = () => api.delete(path`/superuser/organizations/${name}`);
    if (await confirmDeletion(text.organization, name, action)) {
      toastDeleted("organization", name, () => this.querySelector("wf-pages")?.reload());
      await this.querySelector("wf-pages")?.reload();
    }
  }

  rows(rows, more) {
    const size = { key: "size", label: text.size, kind: "number", cell: (it) => (it.quota_report ? bytes(it.quota_report.quota_bytes ?? 0) : "") };
    const used = {
      key: "share",
      label: text.share,
      kind: "wide",
      cell: (it) =>
        it.quota_report?.configured_quota
          ? html`<div class="share">${quotaBar(it.quota_report.quota_bytes, it.quota_report.configured_quota, it.quotas?.[0]?.limits)}<span>${Math.round(share(it) * 100)} %</span></div>`
          : html`<span class="quiet">${text.none}</span>`,
    };
    const found = rows.filter((it) => it.name.includes(this.word.toLowerCase()));
    return html`${this.word && more ? html`<p class="quiet">${text.foundAmong(rows.length)}</p>` : nothing}${this.sort && more ? html`<p class="quiet">${text.sortedAmong(rows.length)}</p>` : nothing}${table({
      caption: text.organizations,
      empty: this.word ? text.nothingFound(this.word) : text.noOrganizations,
      rows: sorted(found, this.sort, VALUES),
      sort: this.sort,
      onSort: (key) => this.sortBy(key),
      columns: [
        { key: "name", label: text.name, cell: (it) => html`<a class="entity" href="#/organizations/${encodeURIComponent(it.name)}">${avatar(it.avatar, it.name)}${it.name}</a>` },
        ...(this.all ? [size, used] : []),
        ...(this.user.super_user ? [{ label: "", kind: "end", cell: (it) => html`<button type="button" class="small quiet" @click=${() => this.deleteOrganization(it.name)}>${text.delete}<span class="unseen"> ${it.name}</span></button>` }] : []),
      ],
    })}`;
  }

  list() {
    if (this.all) {
      return html`<wf-pages .source=${SOURCE} .pick=${pick} .view=${(rows, more) => this.rows(rows, more)}></wf-pages>`;
    }
    return this.own ? this.rows(this.own, false) : nothing;
  }

  render() {
    return html`<header class="page"><h1 tabindex="-1">${text.organizations}</h1><div class="actions">${button(text.createOrganization, createOrganization, "primary")}</div></header>
      <div class="filters"><input type="search" aria-label=${text.search} placeholder=${text.search} .value=${this.word} @input=${this.type}></div>
      ${this.list()}`;
  }
}
customElements.define("wf-organizations", Organizations);
