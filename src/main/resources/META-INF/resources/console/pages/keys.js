// Service keys, for superusers.
import { html } from "lit";
import { api, path } from "../api.js";
import { time } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirmDeletion, Loaded, reveal, table, toast } from "../ui.js";

const DAY_SECONDS = 86_400;
const short = (kid) => kid.slice(0, 12);
const expiry = (days) => (days === "" ? null : Math.floor(Date.now() / 1000) + Number(days) * DAY_SECONDS);

class Keys extends Loaded {
  load() {
    return api.get("/superuser/keys");
  }

  async create() {
    const made = await ask(text.createKey, {
      fields: [
        { name: "name", label: text.keyName, required: true },
        { name: "service", label: text.service, value: "quay", required: true },
        { name: "days", label: text.expiresInDays, type: "number", min: "1", value: "365", hint: text.expiresHint },
      ],
      submit: text.create,
      action: ({ name, service, days }) => api.post("/superuser/keys", { name, service, expiration: expiry(days) }),
    });
    if (made) {
      await this.reload();
      await reveal(made.name, text.shownOnce, [[text.keyId, made.kid], [text.privateKey, made.private_key]]);
    }
  }

  async changed(message) {
    toast(message);
    await this.reload();
  }

  async approve(it) {
    await api.post(path`/superuser/approvedkeys/${it.kid}`, { notes: "" });
    await this.changed(text.didApprove(it.name || short(it.kid)));
  }

  async changeExpiry(it) {
    const spec = {
      fields: [{ name: "days", label: text.expiresInDays, type: "number", min: "1", value: "365", hint: text.expiresHint }],
      submit: text.save,
      action: ({ days }) => api.put(path`/superuser/keys/${it.kid}`, { expiration: expiry(days) }),
    };
    if (await ask(text.changeExpiry, spec)) {
      await this.changed(text.didSave(it.name || short(it.kid)));
    }
  }

  async remove(it) {
    if (await confirmDeletion(text.key, it.name || short(it.kid), () => api.delete(path`/superuser/keys/${it.kid}`))) {
      await this.changed(text.didDelete(it.name || short(it.kid)));
    }
  }

  state(it) {
    const ended = it.expiration_date && new Date(it.expiration_date) < new Date();
    return ended ? badge(text.expired, "bad") : it.approval ? badge(text.approved, "good") : badge(text.waiting, "warn");
  }

  view({ keys }) {
    return html`<header class="page"><h1 tabindex="-1">${text.keys}</h1><div class="actions">${button(text.createKey, () => this.create(), "primary")}</div></header>
      ${table({
        caption: text.keys,
        rows: keys,
        columns: [
          { label: text.keyName, cell: (it) => it.name || html`<span class="quiet">${text.none}</span>` },
          { label: text.service, cell: (it) => it.service },
          { label: text.keyId, kind: "wide", cell: (it) => html`<code title=${it.kid}>${short(it.kid)}…</code>` },
          { label: text.approval, cell: (it) => this.state(it) },
          { label: text.created, cell: (it) => time(it.created_date) },
          { label: text.expires, cell: (it) => time(it.expiration_date) },
          {
            label: "",
            kind: "end",
            cell: (it) => {
              const of = html`<span class="unseen"> ${it.name || short(it.kid)}</span>`;
              return html`${it.approval ? "" : button(html`${text.approve}${of}`, () => this.approve(it), "small")}
                ${button(html`${text.changeExpiry}${of}`, () => this.changeExpiry(it), "small")}${button(html`${text.delete}${of}`, () => this.remove(it), "small quiet")}`;
            },
          },
        ],
      })}`;
  }
}
customElements.define("wf-keys", Keys);
