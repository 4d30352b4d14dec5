// All users, for superusers.
import { html, nothing } from "lit";
import { api, path } from "../api.js";
import { address, avatar, bytes } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, confirmDeletion, Part, query, reveal, setQuery, table, toast } from "../ui.js";

const SOURCE = "/superuser/users?limit=50&disabled=true";
const pick = (page) => page.users;

class Users extends Part {
  static properties = { user: {}, word: { state: true } };

  constructor() {
    super();
    this.word = query().get("q") ?? "";
  }

  async changed(message) {
    toast(message);
    await this.querySelector("wf-pages").reload();
  }

  async create() {
    const made = await ask(text.createUser, {
      fields: [
        { name: "username", label: text.username, required: true },
        { name: "email", label: text.email, type: "email", hint: text.optional },
      ],
      submit: text.create,
      action: ({ username, email }) => api.post("/superuser/users/", { username, ...(email ? { email } : {}) }),
    });
    if (made) {
      await this.changed(text.didCreate(made.username));
      await reveal(text.passwordOf(made.username), text.shownOnce, [[text.password, made.password]]);
    }
  }

  async enable(it, enabled) {
    const action = () => api.put(path`/superuser/users/${it.username}`, { enabled });
    if (enabled) {
      await action();
    } else if (!(await confirm(text.disableTitle(it.username), text.disableIntro, text.disable, action))) {
      return;
    }
    await this.changed(enabled ? text.didEnable(it.username) : text.didDisable(it.username));
  }

  async setPassword(it) {
    const spec = {
      intro: text.setPasswordIntro,
      fields: [{ name: "password", label: text.newPassword, type: "password", autocomplete: "new-password", hint: text.passwordHint, required: true }],
      submit: text.setPassword,
      action: ({ password }) => api.put(path`/superuser/users/${it.username}`, { password }),
    };
    if (await ask(`${text.setPassword}: ${it.username}`, spec)) {
      await this.changed(text.didSave(it.username));
    }
  }

  async remove(it) {
    if (await confirmDeletion(text.user, it.username, () => api.delete(path`/superuser/users/${it.username}`))) {
      await this.changed(text.didDelete(it.username));
    }
  }

  actions(it) {
    const of = html`<span class="unseen"> ${it.username}</span>`;
    return html`${button(html`${text.setPassword}${of}`, () => this.setPassword(it), "small")}
      ${it.enabled ? button(html`${text.disable}${of}`, () => this.enable(it, false), "small") : button(html`${text.enable}${of}`, () => this.enable(it, true), "small")}
      ${button(html`${text.delete}${of}`, () => this.remove(it), "small quiet")}`;
  }

  rows(rows, more) {
    const word = this.word.toLowerCase();
    const found = rows.filter((it) => it.username.includes(word) || (it.email ?? "").toLowerCase().includes(word));
    return html`${word && more ? html`<p class="quiet">${text.foundAmong(rows.length)}</p>` : nothing}${table({
      caption: text.users,
      rows: found,
      empty: word ? text.nothingFound(this.word) : text.nothingHere,
      columns: [
        {
          label: text.name,
          cell: (it) => html`<span class="entity">${avatar(it.avatar, it.username)}${it.username}
            ${it.super_user ? badge(text.superuser, "warn") : nothing}${it.global_readonly_super_user ? badge(text.readOnly) : nothing}${it.enabled ? nothing : badge(text.disabled, "bad")}</span>`,
        },
        { label: text.email, kind: "wide", cell: (it) => address(it.email) },
        { label: text.size, kind: "number", cell: (it) => (it.quota_report ? bytes(it.quota_report.quota_bytes ?? 0) : "") },
        ...(this.user.super_user ? [{ label: "", kind: "end", cell: (it) => (it.username === this.user.username ? nothing : this.actions(it)) }] : []),
      ],
    })}`;
  }

  render() {
    const type = (event) => {
      this.word = event.target.value.trim();
      setQuery({ q: this.word });
    };
    return html`<header class="page"><h1 tabindex="-1">${text.users}</h1><div class="actions">${this.user.super_user ? button(text.createUser, () => this.create(), "primary") : nothing}</div></header>
      <div class="filters"><input type="search" aria-label=${text.search} placeholder=${text.filterUsers} .value=${this.word} @input=${type}></div>
      <wf-pages .source=${SOURCE} .pick=${pick} .view=${(rows, more) => this.rows(rows, more)}></wf-pages>`;
  }
}
customElements.define("wf-users", Users);
