// Usage logs: how many by kind and day, and the entries; both of the chosen time.
import { html, nothing } from "lit";
import { api } from "../api.js";
import { byKind } from "../chart.js";
import { filterDay, lastDays, time } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, notice, panel, Part, query, setQuery, skeleton, table, toast } from "../ui.js";

const RANGES = [7, 30, 90];
const pick = (page) => page.logs;

/** The metadata of an entry in a line. */
function details(metadata) {
  return Object.entries(metadata ?? {})
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => `${key}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}

class Logs extends Part {
  static properties = { base: {}, days: { state: true }, performer: { state: true }, kind: { state: true }, counts: { state: true }, failure: { state: true } };

  constructor() {
    super();
    const asked = query();
    this.days = RANGES.includes(Number(asked.get("days"))) ? Number(asked.get("days")) : 30;
    this.performer = asked.get("by") ?? "";
    this.kind = asked.get("kind") ?? "";
  }

  get everything() {
    return this.base === "/superuser";
  }

  get span() {
    const by = this.performer && !this.everything ? `&performer=${encodeURIComponent(this.performer)}` : "";
    return `?starttime=${filterDay(this.days - 1)}&endtime=${filterDay(0)}${by}`;
  }

  willUpdate(changed) {
    if (changed.has("days") || changed.has("performer") || changed.has("base")) {
      this.count();
    }
  }

  async count() {
    try {
      this.counts = (await api.get(`${this.base}/aggregatelogs${this.span}`)).aggregated;
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  choose(change) {
    Object.assign(this, change);
    setQuery({ days: String(this.days), by: this.performer, kind: this.kind });
  }

  async export() {
    const started = await ask(text.exportLogs, {
      intro: text.exportIntro,
      fields: [
        { name: "url", label: text.exportTo, type: "url" },
        { name: "email", label: text.exportMail, type: "email" },
      ],
      submit: text.exportLogs,
      action: ({ url, email }) => api.post(`${this.base}/exportlogs${this.span}`, { ...(url ? { callback_url: url } : {}), ...(email ? { callback_email: email } : {}) }),
    });
    if (started) {
      toast(text.exportStarted(started.export_id));
    }
  }

  rows(rows) {
    return table({
      caption: text.logs,
      rows: this.kind ? rows.filter((it) => it.kind === this.kind) : rows,
      empty: text.noLogs,
      columns: [
        { label: text.when, kind: "time", cell: (it) => time(it.datetime) },
        { label: text.what, cell: (it) => html`<code>${it.kind}</code>` },
        ...(this.everything ? [{ label: text.namespace, cell: (it) => it.namespace?.name ?? nothing }] : []),
        { label: text.performer, cell: (it) => html`${it.performer?.name ?? html`<span class="quiet">${text.none}</span>`} ${it.performer?.is_robot ? badge(text.robotBadge) : nothing}` },
        { label: text.details, kind: "wide details", cell: (it) => details(it.metadata) },
        { label: text.from, cell: (it) => it.ip },
      ],
    });
  }

  chart() {
    if (this.failure) {
      return notice("error", this.failure.message);
    }
    if (!this.counts) {
      return skeleton();
    }
    const days = lastDays(this.days);
    const series = byKind(this.counts, days);
    return series.length ? html`<wf-chart .days=${days} .series=${series} .label=${text.perDay}></wf-chart>` : html`<p class="empty">${text.noLogs}</p>`;
  }

  render() {
    const kinds = [...new Set((this.counts ?? []).map((it) => it.kind))].sort();
    return html`<div class="filters">
        <label>${text.range}<select @change=${(event) => this.choose({ days: Number(event.target.value) })}>${RANGES.map((it) => html`<option value=${it} ?selected=${it === this.days}>${text.days(it)}</option>`)}</select></label>
        <label>${text.kind}<select @change=${(event) => this.choose({ kind: event.target.value })}><option value="">${text.allKinds}</option>${kinds.map((it) => html`<option value=${it} ?selected=${it === this.kind}>${it}</option>`)}</select></label>
        ${this.everything ? nothing : html`<input type="search" aria-label=${text.performer} placeholder=${text.performerHint} .value=${this.performer} @change=${(event) => this.choose({ performer: event.target.value.trim() })}>`}
        ${this.everything ? nothing : button(text.exportLogs, () => this.export())}
      </div>
      ${panel(text.perDay, this.chart())}
      <section class="panel"><wf-pages .source=${`${this.base}/logs${this.span}`} .pick=${pick} .view=${(rows) => this.rows(rows)}></wf-pages></section>`;
  }
}
customElements.define("wf-logs", Logs);
