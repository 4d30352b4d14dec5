// Messages for everybody, written by superusers.
import { html } from "lit";
import { api, path } from "../api.js";
import { message } from "../markdown.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, Loaded, table, toast } from "../ui.js";

class Messages extends Loaded {
  load() {
    return api.get("/messages");
  }

  async changed(what) {
    toast(what);
    await this.reload();
    this.dispatchEvent(new CustomEvent("messageschange"));
  }

  async create() {
    const made = await ask(text.createMessage, {
      intro: text.messagesIntro,
      fields: [
        { name: "content", label: text.content, type: "textarea", required: true },
        { name: "severity", label: text.severity, options: text.severities },
        { name: "media_type", label: text.mediaType, options: text.mediaTypes },
      ],
      preview: (values) => (values.content ? html`<div class="notice ${values.severity}">${message(values.content, values.media_type)}</div>` : ""),
      submit: text.create,
      action: (values) => api.post("/messages", { message: values }),
    });
    if (made) {
      await this.changed(text.didCreate(text.message));
    }
  }

  async remove(it) {
    if (await confirm(text.deleteMessage, it.content.slice(0, 200), text.delete, () => api.delete(path`/message/${it.uuid}`))) {
      await this.changed(text.didDelete(text.message));
    }
  }

  view({ messages }) {
    return html`<header class="page"><h1 tabindex="-1">${text.messages}</h1><div class="actions">${button(text.createMessage, () => this.create(), "primary")}</div></header>
      <p class="quiet">${text.messagesIntro}</p>
      ${table({
        caption: text.messages,
        rows: messages,
        columns: [
          { label: text.severity, cell: (it) => badge(it.severity, { warning: "warn", error: "bad" }[it.severity] ?? "") },
          { label: text.content, kind: "wide", cell: (it) => message(it.content, it.media_type) },
          { label: "", kind: "end", cell: (it) => button(html`${text.delete}<span class="unseen"> ${it.content.slice(0, 40)}</span>`, () => this.remove(it), "small quiet") },
        ],
      })}`;
  }
}
customElements.define("wf-messages", Messages);
