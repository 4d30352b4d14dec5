// OAuth applications of an organization, and tokens for them.
import { html } from "lit";
import { api, path } from "../api.js";
import { text } from "../text.js";
import { ask, button, confirm, confirmDeletion, Loaded, panel, reveal, table, toast } from "../ui.js";

const DAY_SECONDS = 86_400;

class Applications extends Loaded {
  static properties = { name: {} };

  get base() {
    return path`/organization/${this.name}/applications`;
  }

  load() {
    return api.get(this.base);
  }

  async create() {
    const made = await ask(text.createApplication, {
      fields: [
        { name: "name", label: text.name, required: true },
        { name: "description", label: text.description },
        { name: "application_uri", label: text.homepage, type: "url", hint: text.optional },
        { name: "redirect_uri", label: text.redirectUri, type: "url", hint: text.optional },
      ],
      submit: text.create,
      action: (values) => api.post(this.base, values),
    });
    if (made) {
      toast(text.didCreate(made.name));
      await this.reload();
    }
  }

  async resetSecret(it) {
    const changed = await confirm(text.resetSecret, text.resetSecretIntro, text.resetSecret, () => api.post(`${this.base}/${it.client_id}/resetclientsecret`));
    if (changed) {
      await this.reload();
      await reveal(it.name, text.shownOnce, [[text.clientId, changed.client_id], [text.clientSecret, changed.client_secret]]);
    }
  }

  async createToken(it) {
    const made = await ask(text.createToken, {
      fields: [
        { name: "name", label: text.tokenTitle, required: true },
        { name: "scope", label: text.scope, value: "repo:read", required: true, hint: text.scopeHint },
        { name: "days", label: text.expiresInDays, type: "number", min: "1", value: "90", required: true },
      ],
      submit: text.create,
      action: ({ name, scope, days }) => api.post(`${this.base}/${it.client_id}/tokens`, { name, scope, expiration: Number(days) * DAY_SECONDS }),
    });
    if (made) {
      await reveal(made.name, text.shownOnce, [[text.accessToken, made.token]]);
    }
  }

  async remove(it) {
    if (await confirmDeletion(text.application, it.name, () => api.delete(`${this.base}/${it.client_id}`))) {
      toast(text.didDelete(it.name));
      await this.reload();
    }
  }

  view({ applications }) {
    return panel(
      text.tabs.applications,
      table({
        caption: text.tabs.applications,
        rows: applications,
        columns: [
          { label: text.name, cell: (it) => it.name },
          { label: text.description, kind: "wide", cell: (it) => it.description },
          { label: text.clientId, cell: (it) => html`<code>${it.client_id}</code>` },
          {
            label: "",
            kind: "end",
            cell: (it) => html`${button(html`${text.createToken}<span class="unseen"> ${it.name}</span>`, () => this.createToken(it), "small")}
              ${button(html`${text.resetSecret}<span class="unseen"> ${it.name}</span>`, () => this.resetSecret(it), "small")}
              ${button(html`${text.delete}<span class="unseen"> ${it.name}</span>`, () => this.remove(it), "small quiet")}`,
          },
        ],
      }),
      button(text.createApplication, () => this.create(), "primary"),
    );
  }
}
customElements.define("wf-applications", Applications);
