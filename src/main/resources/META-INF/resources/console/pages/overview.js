// What superusers look at first: how much there is, who has most, what moves.
import { html, nothing } from "lit";
import { api } from "../api.js";
import "../chart.js";
import { bytes, filterDay, lastDays, number, quotaBar, time } from "../format.js";
import { text } from "../text.js";
import { Loaded, notice, panel } from "../ui.js";

const DAYS = 30;
const PAGE = 100;
/** Pages that are read to count; beyond them the number is a least one. */
const MOST_PAGES = 10;
const POLL_MILLIS = 2000;
const KINDS = [["push_repo", text.pushes], ["pull_repo", text.pulls]];

async function all(source, key) {
  const rows = [];
  let next;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.get(`${source}limit=${PAGE}${next ? `&next_page=${encodeURIComponent(next)}` : ""}`);
    rows.push(...answer[key]);
    next = answer.next_page;
    if (!next) {
      break;
    }
  }
  return { rows, more: Boolean(next) };
}

class Overview extends Loaded {
  async load() {
    const [organizations, users, activity] = await Promise.all([
      all("/superuser/organizations?", "organizations"),
      all("/superuser/users?disabled=true&", "users"),
      api.get(`/superuser/aggregatelogs?starttime=${filterDay(DAYS - 1)}&endtime=${filterDay(0)}`),
    ]);
    return { organizations, users, activity: activity.aggregated };
  }

  fullest({ organizations, users }) {
    const largest = [...organizations.rows, ...users.rows]
      .map((it) => ({ name: it.name ?? it.username, organization: !it.username, used: it.quota_report?.quota_bytes ?? 0, quota: it.quota_report?.configured_quota, limits: it.quotas?.[0]?.limits ?? [] }))
      .filter((it) => it.used > 0 || it.quota)
      .sort((one, other) => other.used - one.used)
      .slice(0, 10);
    if (largest.length === 0) {
      return html`<p class="empty">${text.nothingHere}</p>`;
    }
    return html`<ol class="bars">${largest.map((it) => html`<li>
        <span>${it.organization ? html`<a href="#/organizations/${encodeURIComponent(it.name)}">${it.name}</a>` : it.name}</span>
        <span class="quiet number">${bytes(it.used)}${it.quota ? ` / ${bytes(it.quota)}` : ""}</span>
        ${quotaBar(it.used, it.quota ?? largest[0].used, it.limits)}
      </li>`)}</ol>`;
  }

  view(data) {
    const days = lastDays(DAYS);
    const series = KINDS.map(([kind, label]) => ({
      label,
      values: days.map((day) => data.activity.filter((it) => it.kind === kind && new Date(it.datetime).toISOString().startsWith(day)).reduce((sum, it) => sum + it.count, 0)),
    }));
    const count = ({ rows, more }) => (more ? text.atLeast(number(rows.length)) : number(rows.length));
    const stored = data.organizations.rows.concat(data.users.rows).reduce((sum, it) => sum + (it.quota_report?.quota_bytes ?? 0), 0);
    const incomplete = data.organizations.more || data.users.more;
    return html`<header class="page"><h1 tabindex="-1">${text.overview}</h1></header>
      <ul class="figures">
        <li><a href="#/organizations"><b>${count(data.organizations)}</b>${text.organizations}</a></li>
        <li><a href="#/users"><b>${count(data.users)}</b>${text.users}</a></li>
        <li><span><b>${incomplete ? text.atLeast(bytes(stored)) : bytes(stored)}</b>${text.inNamespaces}</span></li>
      </ul>
      ${panel(text.activity, html`<wf-chart .days=${days} .series=${series} .label=${text.activity}></wf-chart>`)}
      <div class="grid">${panel(text.fullest, this.fullest(data))}<wf-registry-size></wf-registry-size></div>`;
  }
}
customElements.define("wf-overview", Overview);

class RegistrySize extends Loaded {
  async load() {
    const size = await api.get("/superuser/registrysize/");
    clearTimeout(this.timer);
    if ((size.queued || size.running) && this.isConnected) {
      this.timer = setTimeout(() => this.reload(), POLL_MILLIS);
    }
    return size;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  async compute() {
    try {
      await api.post("/superuser/registrysize/", { namespace: "" });
      await this.reload();
    } catch (failure) {
      this.refused = failure.message;
      this.requestUpdate();
    }
  }

  view(size) {
    const busy = size.queued || size.running;
    return panel(
      text.registrySize,
      html`<p class="figure">${size.last_ran ? bytes(size.size_bytes) : html`<span class="quiet">${text.notYet}</span>`}</p>
        <p>${busy ? html`<progress aria-label=${size.running ? text.running : text.queued}></progress> ${size.running ? text.running : text.queued}` : html`<span class="quiet">${text.lastRan}:</span> ${time(size.last_ran)}`}</p>
        ${this.refused ? notice("error", this.refused) : nothing}`,
      html`<button type="button" class="small" ?disabled=${busy} @click=${this.compute}>${text.compute}</button>`,
    );
  }
}
customElements.define("wf-registry-size", RegistrySize);
