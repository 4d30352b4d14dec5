// What something was at any moment, what changed it, and who could do what then.
import { html, nothing } from "lit";
import { api, HISTORY, segments } from "../api.js";
import { time } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, Loaded, panel, Part, query, setQuery, table } from "../ui.js";

const pick = (page) => page.changes;
const PARTS = 500;

/** A value of the history in words; secrets and personal data come as digests or stand-ins already. */
function shown(value) {
  if (value === undefined || value === null || value === "") {
    return html`<span class="quiet">${text.none}</span>`;
  }
  return typeof value === "object" ? html`<code>${JSON.stringify(value)}</code>` : String(value);
}

const facts = (state) => html`<dl class="facts">${Object.entries(state).map(([key, value]) => html`<dt>${key}</dt><dd>${shown(value)}</dd>`)}</dl>`;

function by(actor) {
  const name = actor?.name ?? (actor?.account ? `#${actor.account}` : text.service);
  return html`${name}${actor?.application ? html` ${badge(actor.application)}` : nothing}${actor?.address ? html` <span class="quiet">${actor.address}</span>` : nothing}`;
}

/** Something and its parts after one record; the record is chosen by a slider. */
class Moment extends Loaded {
  static properties = { base: {}, seq: { state: true } };

  constructor() {
    super();
    this.seq = Number(query().get("at")) || undefined;
  }

  async load() {
    const view = await api.get(`${this.base}${this.seq ? `?at=${this.seq}` : ""}`);
    this.last ??= view.last_seq ?? (await this.head(view));
    return view;
  }

  /** The latest record of all: the slider ends there. */
  async head(view) {
    return this.seq ? (await api.get(this.base)).seq : view.seq;
  }

  async choose(seq) {
    this.seq = seq;
    setQuery({ at: String(seq) });
    await this.reload();
  }

  parts(parts) {
    const kinds = Object.groupBy(parts, (it) => it.entity.split("/")[0]);
    return Object.entries(kinds).map(
      ([kind, of]) => html`<details><summary>${text.countOf(kind, of.length)}</summary>${table({
        caption: kind,
        rows: of,
        columns: [
          { label: text.what, cell: (it) => html`<code>${it.entity}</code>` },
          { label: text.details, kind: "wide", cell: (it) => Object.entries(it.state).map(([key, value]) => html`${key}: ${shown(value)} `) },
          { label: text.sinceRecord, kind: "number", cell: (it) => it.from_seq },
        ],
      })}</details>`,
    );
  }

  view(view) {
    const seq = this.seq ?? this.last;
    return panel(
      text.asItWas,
      html`<div class="moment"><label for="moment">${text.record} ${seq}</label>
          <input id="moment" type="range" min=${view.first_seq} max=${this.last} .value=${String(seq)} aria-valuetext=${text.recordOf(seq, this.last)} @change=${(event) => this.choose(Number(event.target.value))}>
          <span>${time(view.time)}</span></div>
        ${view.state === null ? html`<p class="empty">${text.wasNotThere}</p>` : html`${facts(view.state)}${this.parts(view.parts)}${view.parts.length >= PARTS ? html`<p class="quiet">${text.firstParts(PARTS)}</p>` : nothing}`}
        ${view.others?.length ? html`<p class="quiet">${text.othersOfName(view.others.length)}</p>` : nothing}`,
    );
  }
}
customElements.define("wf-moment", Moment);

const entry = (change, choose) => html`<li>
  <header>${time(change.time)} <code>${change.operation}</code> ${badge(change.action, { created: "good", deleted: "bad" }[change.action] ?? "")} <code>${change.entity}</code> <span>${by(change.actor)}</span>
    ${button(html`${text.asItWasThen}<span class="unseen"> ${text.record} ${change.seq}</span>`, () => choose(change.seq), "small quiet")}</header>
  ${Object.keys(change.fields ?? {}).length
    ? table({
        caption: change.operation,
        rows: Object.entries(change.fields),
        columns: [
          { label: text.field, cell: ([key]) => key },
          { label: text.before, kind: "wide", cell: ([, it]) => shown(it.before) },
          { label: text.after, kind: "wide", cell: ([, it]) => shown(it.after) },
        ],
      })
    : nothing}
</li>`;

/** Answers an incident's first question. */
class Access extends Part {
  static properties = { namespace: {}, answer: { state: true } };

  async find() {
    const answer = await ask(text.whoCould, {
      intro: text.whoCouldIntro,
      fields: [
        { name: "account", label: text.memberName, required: true },
        { name: "repository", label: text.repositories, value: `${this.namespace}/`, required: true },
        { name: "at", label: text.atTime, hint: text.atTimeHint },
      ],
      submit: text.show,
      action: async ({ account, repository, at }) => {
        const when = at ? `&at=${encodeURIComponent(at)}` : "";
        return { account, repository, ...(await api.get(`${HISTORY}/access?account=${encodeURIComponent(account)}&repository=${encodeURIComponent(repository)}${when}`)), names: { account, repository } };
      },
    });
    this.answer = answer ?? this.answer;
  }

  render() {
    const { answer } = this;
    return panel(
      text.whoCould,
      answer
        ? html`<p>${text.couldDo(answer.names.account, answer.names.repository, answer.role, answer.seq)} ${answer.enabled === false ? badge(text.disabled, "bad") : nothing}</p>
            ${table({
              caption: text.reasons,
              rows: answer.reasons,
              empty: text.noReasons,
              columns: [
                { label: text.through, cell: (it) => it.by },
                { label: text.role, cell: (it) => it.role },
                { label: text.team, cell: (it) => it.team_name ?? nothing },
                { label: text.sinceRecord, kind: "number", cell: (it) => it.since_seq },
              ],
            })}`
        : html`<p class="quiet">${text.whoCouldIntro}</p>`,
      button(text.ask, () => this.find(), "small"),
    );
  }
}
customElements.define("wf-access", Access);

class History extends Part {
  static properties = { kind: {}, name: {} };

  render() {
    const base = `${HISTORY}/${this.kind}/${segments(this.name)}`;
    const choose = (seq) => {
      const moment = this.querySelector("wf-moment");
      moment.scrollIntoView({ block: "start" });
      moment.choose(seq);
    };
    return html`<wf-moment .base=${base}></wf-moment>
      ${["organization", "repository"].includes(this.kind) ? html`<wf-access .namespace=${this.name.split("/")[0]}></wf-access>` : nothing}
      ${panel(text.changes, html`<wf-pages .source=${`${base}/changes`} .pick=${pick} .view=${(rows) => (rows.length ? html`<ol class="timeline">${rows.map((it) => entry(it, choose))}</ol>` : html`<p class="empty">${text.nothingHere}</p>`)}></wf-pages>`)}`;
  }
}
customElements.define("wf-history", History);
