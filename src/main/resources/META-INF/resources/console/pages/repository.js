// One repository: its tags, its policies and its history.
import { html, nothing } from "lit";
import { api, segments } from "../api.js";
import { bytes, time } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, Loaded, notice, panel, Part, skeleton, table, toast } from "../ui.js";
import "./policies.js";
import "./history.js";
import "./logs.js";

const SHOWN = 100;
const short = (digest) => digest.replace(/^(sha256:.{12}).*$/, "$1");

class Tags extends Part {
  static properties = { base: {}, features: {}, tags: { state: true }, more: { state: true }, failure: { state: true }, ended: { state: true } };

  willUpdate(changed) {
    if (changed.has("base") || changed.has("ended")) {
      this.reload();
    }
  }

  async reload() {
    this.tags = undefined;
    await this.fetch(1);
  }

  async fetch(page) {
    try {
      const answer = await api.get(`${this.base}/tag/?limit=${SHOWN}&page=${page}&onlyActiveTags=${!this.ended}`);
      this.tags = [...(page > 1 ? this.tags : []), ...answer.tags];
      this.more = answer.has_additional ? page + 1 : 0;
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  async did(promise, message) {
    if (await promise) {
      toast(message);
      await this.reload();
    }
  }

  expire(it) {
    const spec = {
      fields: [{ name: "days", label: text.expiresInDays, type: "number", min: "1", hint: text.expiresHint }],
      submit: text.save,
      action: async ({ days }) => {
        await api.put(`${this.base}/tag/${encodeURIComponent(it.name)}`, { expiration: days ? Math.round(Date.now() / 1000) + Number(days) * 86400 : null });
        return true;
      },
    };
    return this.did(ask(text.changeExpiry, spec), text.didSave(it.name));
  }

  lock(it) {
    const action = () => api.put(`${this.base}/tag/${encodeURIComponent(it.name)}`, { immutable: !it.immutable });
    const label = it.immutable ? text.makeMutable : text.makeImmutable;
    return this.did(confirm(label, text.immutableIntro(it.name), label, action), text.didSave(it.name));
  }

  remove(it) {
    return this.did(confirm(text.deleteTitle(text.tag, it.name), text.deleteIntro, text.delete, async () => (await api.delete(`${this.base}/tag/${encodeURIComponent(it.name)}`), true)), text.didDelete(it.name));
  }

  bringBack(it) {
    return this.did(confirm(text.restoreTitle(text.tag, it.name), short(it.manifest_digest), text.restore, () => api.post(`${this.base}/tag/${encodeURIComponent(it.name)}/restore`, { manifest_digest: it.manifest_digest })), text.didRestore(it.name));
  }

  does(it) {
    const label = (word) => html`${word}<span class="unseen"> ${it.name}</span>`;
    if (it.end_ts && it.end_ts * 1000 < Date.now()) {
      return button(label(text.restore), () => this.bringBack(it), "small");
    }
    return html`${button(label(text.changeExpiry), () => this.expire(it), "small")}${this.features.IMMUTABLE_TAGS ? button(label(it.immutable ? text.makeMutable : text.makeImmutable), () => this.lock(it), "small") : nothing}${button(label(text.delete), () => this.remove(it), "small quiet")}`;
  }

  render() {
    if (this.failure) {
      return notice("error", this.failure.message);
    }
    if (!this.tags) {
      return skeleton();
    }
    const rows = table({
      caption: text.tags,
      rows: this.tags,
      empty: text.noTags,
      columns: [
        { label: text.name, cell: (it) => html`<span class="entity">${it.name} ${it.immutable ? badge(text.immutable, "good") : nothing}${it.is_manifest_list ? badge(text.multiArch) : nothing}</span>` },
        { label: text.manifest, cell: (it) => html`<code title=${it.manifest_digest}>${short(it.manifest_digest)}</code>` },
        { label: text.size, kind: "number", cell: (it) => bytes(it.size) },
        { label: text.since, kind: "time", cell: (it) => time(it.start_ts) },
        { label: text.expires, kind: "time", cell: (it) => time(it.end_ts) },
        { label: "", kind: "end", cell: (it) => this.does(it) },
      ],
    });
    return panel(
      text.tags,
      html`${rows}${this.more ? html`<p class="end">${button(text.more, () => this.fetch(this.more), "small")}</p>` : nothing}`,
      html`<label><input type="checkbox" .checked=${Boolean(this.ended)} @change=${(event) => (this.ended = event.target.checked)}> ${text.endedToo}</label>`,
    );
  }
}
customElements.define("wf-tags", Tags);

class Repository extends Loaded {
  static properties = { namespace: {}, name: {}, tab: {}, config: {} };

  get base() {
    return `/repository/${encodeURIComponent(this.namespace)}/${segments(this.name)}`;
  }

  willUpdate(changed) {
    if (changed.get("name") !== undefined || changed.get("namespace") !== undefined) {
      this.data = undefined;
      this.reload();
    }
  }

  load() {
    return api.get(`${this.base}?includeTags=false`);
  }

  content(repository) {
    switch (this.tab) {
      case "policies":
        return html`<wf-policies .base=${this.base} .features=${this.config.features}></wf-policies>`;
      case "logs":
        return html`<wf-logs base=${this.base}></wf-logs>`;
      case "history":
        return html`<wf-history kind="repository" .name=${`${this.namespace}/${this.name}`}></wf-history>`;
      default:
        return html`${repository.description ? html`<p>${repository.description}</p>` : nothing}<wf-tags .base=${this.base} .features=${this.config.features}></wf-tags>`;
    }
  }

  view(repository) {
    const { AUTO_PRUNE, IMMUTABLE_TAGS } = this.config.features;
    const tabs = Object.entries(text.repositoryTabs).filter(([key]) => key === "tags" || (repository.can_admin && (key !== "policies" || AUTO_PRUNE || IMMUTABLE_TAGS)));
    const here = `#/repositories/${encodeURIComponent(this.namespace)}/${segments(this.name)}`;
    return html`<header class="page">
        <h1 tabindex="-1"><a href="#/organizations/${encodeURIComponent(this.namespace)}?tab=repositories">${this.namespace}</a> / ${this.name} ${badge(repository.is_public ? text.public : text.private, repository.is_public ? "good" : "")}</h1>
      </header>
      <nav class="tabs" aria-label=${this.name}>${tabs.map(([key, label]) => html`<a href="${here}?tab=${key}" aria-current=${this.tab === key ? "page" : nothing}>${label}</a>`)}</nav>
      ${this.content(repository)}`;
  }
}
customElements.define("wf-repository", Repository);
