// What was deleted and can be brought back, with a look at what would come before it does.
import { html } from "lit";
import { api, HISTORY, segments } from "../api.js";
import { time } from "../format.js";
import { text } from "../text.js";
import { badge, button, confirm, panel, Part, query, restore, setQuery, table, toast } from "../ui.js";

const pick = (page) => page.deleted;
const KINDS = ["organization", "repository", "team", "robot"];

class Deleted extends Part {
  static properties = { kind: { state: true } };

  constructor() {
    super();
    this.kind = query().get("kind") ?? "";
  }

  choose(kind) {
    this.kind = kind;
    setQuery({ kind });
  }

  async restore(it) {
    const body = { seq: it.last_seq - 1 };
    let plan;
    try {
      plan = await api.post(`${HISTORY}/${it.kind}/${segments(it.name)}/restore`, { ...body, dry_run: true });
    } catch (refusal) {
      toast(refusal.message);
      return;
    }
    if (await confirm(text.restoreTitle(it.kind, it.name), text.restorePlan(plan), text.restore, () => restore(it.kind, it.name, body))) {
      await this.querySelector("wf-pages").reload();
    }
  }

  rows(rows) {
    return table({
      caption: text.deleted,
      rows,
      empty: text.nothingDeleted,
      columns: [
        { label: text.name, cell: (it) => html`<span class="entity">${it.name} ${badge(it.kind)}</span>` },
        { label: text.when, kind: "time", cell: (it) => time(it.time) },
        { label: text.performer, kind: "wide", cell: (it) => it.actor?.name ?? text.none },
        { label: "", kind: "end", cell: (it) => button(html`${text.restore}<span class="unseen"> ${it.name}</span>`, () => this.restore(it), "small") },
      ],
    });
  }

  render() {
    const source = `${HISTORY}/deleted${this.kind ? `?kind=${this.kind}` : ""}`;
    return html`<header class="page"><h1 tabindex="-1">${text.deleted}</h1></header>
      <div class="filters"><label>${text.kind}<select @change=${(event) => this.choose(event.target.value)}><option value="">${text.allKinds}</option>${KINDS.map((it) => html`<option value=${it} ?selected=${it === this.kind}>${text.kindOf(it)}</option>`)}</select></label></div>
      ${panel(text.deleted, html`<p class="quiet">${text.deletedIntro}</p><wf-pages .source=${source} .pick=${pick} .view=${(rows) => this.rows(rows)}></wf-pages>`)}`;
  }
}
customElements.define("wf-deleted", Deleted);
