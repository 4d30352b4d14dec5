// Permissions that new repositories of an organization get by themselves.
import { html } from "lit";
import { api, path } from "../api.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, Loaded, panel, table, toast } from "../ui.js";

class Defaults extends Loaded {
  static properties = { name: {} };

  get base() {
    return path`/organization/${this.name}/prototypes`;
  }

  load() {
    return api.get(this.base);
  }

  async create() {
    const made = await ask(text.createDefault, {
      intro: text.defaultIntro,
      fields: [
        { name: "creator", label: text.creator, hint: text.optional },
        { name: "kind", label: text.kind, options: text.delegateKinds },
        { name: "delegate", label: text.grantedTo, required: true },
        { name: "role", label: text.role, options: text.permissions },
      ],
      submit: text.create,
      action: ({ creator, kind, delegate, role }) => api.post(this.base, { role, delegate: { name: delegate, kind }, ...(creator ? { activating_user: { name: creator } } : {}) }),
    });
    if (made) {
      toast(text.didSave(text.defaultPermission));
      await this.reload();
    }
  }

  async remove(it) {
    if (await confirm(text.remove, `${it.delegate.name}: ${it.role}`, text.remove, () => api.delete(`${this.base}/${it.id}`))) {
      toast(text.didDelete(text.defaultPermission));
      await this.reload();
    }
  }

  view({ prototypes }) {
    return panel(
      text.tabs.defaults,
      html`<p class="quiet">${text.defaultIntro}</p>${table({
        caption: text.tabs.defaults,
        rows: prototypes,
        columns: [
          { label: text.grantedTo, cell: (it) => html`${it.delegate.name} ${badge(text.kindOf(it.delegate.is_robot ? "robot" : it.delegate.kind))}` },
          { label: text.role, cell: (it) => it.role },
          { label: text.creator, kind: "wide", cell: (it) => it.activating_user?.name ?? html`<span class="quiet">${text.anybody}</span>` },
          { label: "", kind: "end", cell: (it) => button(html`${text.remove}<span class="unseen"> ${it.delegate.name}</span>`, () => this.remove(it), "small quiet") },
        ],
      })}`,
      button(text.createDefault, () => this.create(), "primary"),
    );
  }
}
customElements.define("wf-defaults", Defaults);
