// One organization: its panels, each with what the API lets one do there.
import { html, nothing } from "lit";
import { api, path } from "../api.js";
import { address, avatar, bytes, quotaBar } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, confirmDeletion, Loaded, panel, toast, toastDeleted } from "../ui.js";
import "./teams.js";
import "./robots.js";
import "./repositories.js";
import "./applications.js";
import "./defaults.js";
import "./logs.js";
import "./policies.js";
import "./proxy-cache.js";
import "./history.js";

const GIB = 1024 ** 3;

class Organization extends Loaded {
  static properties = { name: {}, user: {}, config: {}, tab: {} };

  willUpdate(changed) {
    if (changed.has("name") && changed.get("name") !== undefined) {
      this.data = undefined;
      this.reload();
    }
  }

  async load() {
    const organization = await api.get(path`/organization/${this.name}`);
    let quotas = [];
    try {
      quotas = await api.get(path`/organization/${this.name}/quota`);
    } catch {
      // Without the feature, or without the right to see it, there is no bar.
    }
    return { organization, quotas };
  }

  get administers() {
    const anywhere = this.config?.features.SUPERUSERS_FULL_ACCESS && this.user.super_user;
    return Boolean(this.data.organization.is_admin || anywhere);
  }

  async did(promise, message) {
    if (await promise) {
      toast(message);
      await this.reload();
    }
  }

  setQuota(quota) {
    const base = path`/superuser/organization/${this.name}/quota`;
    const spec = {
      fields: [{ name: "size", label: text.quotaSize, type: "number", min: "0", value: quota ? String(quota.limit_bytes / GIB) : "10", required: true }],
      submit: text.save,
      action: ({ size }) => {
        const body = { limit_bytes: Math.round(Number(size) * GIB) };
        return quota ? api.put(`${base}/${quota.id}`, body) : api.post(base, body);
      },
    };
    return this.did(ask(text.setQuota, spec), text.didSave(text.quota));
  }

  addLimit(quota) {
    const spec = {
      fields: [
        { name: "type", label: text.limitType, options: text.limitTypes },
        { name: "percent", label: text.limitPercent, type: "number", min: "1", value: "80", required: true },
      ],
      submit: text.save,
      action: ({ type, percent }) => api.post(`${path`/organization/${this.name}/quota/`}${quota.id}/limit`, { type, threshold_percent: Number(percent) }),
    };
    return this.did(ask(text.addLimit, spec), text.didSave(text.quota));
  }

  rename() {
    return ask(text.rename, {
      fields: [{ name: "name", label: text.name, value: this.name, required: true, hint: text.organizationNameHint }],
      submit: text.save,
      action: ({ name }) => api.put(path`/superuser/organizations/${this.name}`, { name }),
    }).then((renamed) => {
      if (renamed) {
        toast(text.didSave(renamed.name));
        location.hash = `/organizations/${encodeURIComponent(renamed.name)}`;
      }
    });
  }

  async deleteIt() {
    const admined = this.data.organization.is_admin;
    const action = () => api.delete(admined ? path`/organization/${this.name}` : path`/superuser/organizations/${this.name}`);
    if (await confirmDeletion(text.organization, this.name, action)) {
      const name = this.name;
      toastDeleted("organization", name, () => (location.hash = `/organizations/${encodeURIComponent(name)}`));
      location.hash = "/organizations";
    }
  }

  changeEmail() {
    const spec = {
      fields: [{ name: "email", label: text.email, type: "email", value: this.data.organization.email?.includes("@") ? this.data.organization.email : "" }],
      submit: text.save,
      action: ({ email }) => api.put(path`/organization/${this.name}`, { email }),
    };
    return this.did(ask(text.changeEmail, spec), text.didSave(text.email));
  }

  quotaPanel() {
    const { organization, quotas } = this.data;
    const quota = quotas[0];
    const used = organization.quota_report?.quota_bytes ?? 0;
    const change = this.user.super_user
      ? html`${button(text.setQuota, () => this.setQuota(quota), "small")}${quota && !quota.default_config ? button(text.addLimit, () => this.addLimit(quota), "small") : nothing}`
      : nothing;
    const content = quota
      ? html`<p class="figure">${bytes(used)} <span class="quiet">/ ${bytes(quota.limit_bytes)}</span></p>${quotaBar(used, quota.limit_bytes, quota.limits)}
          <ul class="tags">${quota.limits.map((limit) => html`<li>${badge(text.limitAt(limit), limit.type === "Reject" ? "bad" : "warn")}</li>`)}</ul>`
      : html`<p class="figure">${bytes(used)}</p><p class="quiet">${text.noQuota}</p>`;
    return panel(text.quota, content, change);
  }

  overview() {
    const { organization } = this.data;
    const teams = Object.values(organization.teams ?? {});
    return html`<div class="grid">${this.quotaPanel()}
      ${panel(
        text.organization[0].toUpperCase() + text.organization.slice(1),
        html`<dl class="facts">
          <dt>${text.email}</dt><dd>${address(organization.email)}</dd>
          <dt>${text.teams}</dt><dd>${teams.length}</dd>
        </dl>`,
        organization.is_admin ? button(text.changeEmail, () => this.changeEmail(), "small") : nothing,
      )}</div>`;
  }

  content() {
    const { organization } = this.data;
    switch (this.tab) {
      case "teams":
        return html`<wf-teams .organization=${organization} .editable=${this.administers} @change=${() => this.reload()}></wf-teams>`;
      case "members":
        return html`<wf-members .name=${this.name}></wf-members>`;
      case "robots":
        return html`<wf-robots .name=${this.name} .host=${this.config.config.SERVER_HOSTNAME ?? location.host}></wf-robots>`;
      case "repositories":
        return html`<wf-repositories .name=${this.name}></wf-repositories>`;
      case "applications":
        return html`<wf-applications .name=${this.name}></wf-applications>`;
      case "defaults":
        return html`<wf-defaults .name=${this.name}></wf-defaults>`;
      case "policies":
        return html`<wf-policies base=${path`/organization/${this.name}`} .features=${this.config.features}></wf-policies>`;
      case "proxy":
        return html`<wf-proxy-cache .name=${this.name}></wf-proxy-cache>`;
      case "history":
        return html`<wf-history kind="organization" .name=${this.name}></wf-history>`;
      case "logs":
        return html`<wf-logs base=${path`/organization/${this.name}`}></wf-logs>`;
      default:
        return this.overview();
    }
  }

  view({ organization }) {
    const { AUTO_PRUNE, IMMUTABLE_TAGS, PROXY_CACHE } = this.config?.features ?? {};
    const off = [...(AUTO_PRUNE || IMMUTABLE_TAGS ? [] : ["policies"]), ...(PROXY_CACHE ? [] : ["proxy"])];
    const tabs = Object.entries(text.tabs).filter(([key]) => !off.includes(key) && (this.administers || this.user.global_readonly_super_user || ["overview", "repositories", ...(organization.is_member ? ["teams", "members"] : [])].includes(key)));
    const deletable = organization.is_admin || this.user.super_user;
    return html`<header class="page">
        <h1 tabindex="-1">${avatar(organization.avatar, organization.name)}${organization.name}</h1>
        <div class="actions">
          ${this.user.super_user ? button(text.rename, () => this.rename()) : nothing}
          ${this.user.super_user && !organization.is_admin ? button(text.takeOwnership, () => this.did(confirm(text.takeOwnership, text.takeOwnershipIntro, text.takeOwnership, () => api.post(path`/superuser/takeownership/${this.name}`)), text.didSave(this.name))) : nothing}
          ${deletable ? button(text.delete, () => this.deleteIt(), "danger") : nothing}
        </div>
      </header>
      <nav class="tabs" aria-label=${organization.name}>${tabs.map(([key, label]) => html`<a href="#/organizations/${encodeURIComponent(this.name)}?tab=${key}" aria-current=${this.tab === key ? "page" : nothing}>${label}</a>`)}</nav>
      ${this.content()}`;
  }
}
customElements.define("wf-organization", Organization);
