// One's own account.
import { html, nothing } from "lit";
import { api, path } from "../api.js";
import { address, avatar, time } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, confirmDeletion, Loaded, panel, Part, reveal, table, toast } from "../ui.js";

class Account extends Part {
  static properties = { user: {}, tab: {} };

  async change(title, spec, what) {
    if (await ask(title, spec)) {
      toast(text.didSave(what));
      this.dispatchEvent(new CustomEvent("userchange"));
    }
  }

  changeEmail() {
    return this.change(text.changeEmail, {
      fields: [{ name: "email", label: text.email, type: "email", value: this.user.email?.includes("@") ? this.user.email : "", required: true }],
      submit: text.save,
      action: ({ email }) => api.put("/user/", { email }),
    }, text.email);
  }

  changePassword() {
    return this.change(text.changePassword, {
      intro: text.changePasswordIntro,
      fields: [{ name: "password", label: text.newPassword, type: "password", autocomplete: "new-password", hint: text.passwordHint, required: true }],
      submit: text.changePassword,
      action: ({ password }) => api.put("/user/", { password }),
    }, text.password);
  }

  profile() {
    return panel(
      text.accountTabs.profile,
      html`<dl class="facts">
        <dt>${text.username}</dt><dd>${this.user.username} ${this.user.super_user ? badge(text.superuser, "warn") : nothing}${this.user.global_readonly_super_user ? badge(text.readOnly) : nothing}</dd>
        <dt>${text.email}</dt><dd>${address(this.user.email)}</dd>
        <dt>${text.organizations}</dt><dd><ul class="tags">${(this.user.organizations ?? []).map((it) => html`<li><a href="#/organizations/${encodeURIComponent(it.name)}">${it.name}</a></li>`)}</ul></dd>
      </dl>`,
      html`${button(text.changeEmail, () => this.changeEmail(), "small")}${button(text.changePassword, () => this.changePassword(), "small")}`,
    );
  }

  content() {
    switch (this.tab) {
      case "tokens":
        return html`<wf-app-tokens></wf-app-tokens>`;
      case "applications":
        return html`<wf-authorizations></wf-authorizations>`;
      case "notifications":
        return html`<wf-notifications></wf-notifications>`;
      default:
        return this.profile();
    }
  }

  render() {
    return html`<header class="page"><h1 tabindex="-1">${avatar(this.user.avatar, this.user.username)}${text.account}</h1></header>
      <nav class="tabs" aria-label=${text.account}>${Object.entries(text.accountTabs).map(([key, label]) => html`<a href="#/account?tab=${key}" aria-current=${this.tab === key ? "page" : nothing}>${label}</a>`)}</nav>
      ${this.content()}`;
  }
}
customElements.define("wf-account", Account);

class AppTokens extends Loaded {
  load() {
    return api.get("/user/apptoken");
  }

  async create() {
    const made = await ask(text.createToken, {
      fields: [{ name: "title", label: text.tokenTitle, required: true }],
      submit: text.create,
      action: (values) => api.post("/user/apptoken", values),
    });
    if (made) {
      await this.reload();
      await reveal(made.token.title, text.shownOnce, [[text.snippets.token, made.token.token_code], [text.snippets.docker, `docker login -u='$app' -p='${made.token.token_code}' ${location.host}`]]);
    }
  }

  async remove(it) {
    if (await confirmDeletion(text.token, it.title || it.uuid, () => api.delete(path`/user/apptoken/${it.uuid}`))) {
      toast(text.didDelete(it.title));
      await this.reload();
    }
  }

  view({ tokens }) {
    return panel(
      text.tokens,
      html`<p class="quiet">${text.tokensIntro}</p>${table({
        caption: text.tokens,
        rows: tokens,
        columns: [
          { label: text.tokenTitle, kind: "wide", cell: (it) => it.title },
          { label: text.created, cell: (it) => time(it.created) },
          { label: text.lastUsed, cell: (it) => time(it.last_accessed) },
          { label: text.expires, cell: (it) => time(it.expiration) },
          { label: "", kind: "end", cell: (it) => button(html`${text.delete}<span class="unseen"> ${it.title}</span>`, () => this.remove(it), "small quiet") },
        ],
      })}`,
      button(text.createToken, () => this.create(), "primary"),
    );
  }
}
customElements.define("wf-app-tokens", AppTokens);

class Authorizations extends Loaded {
  async load() {
    return (await api.get("/user/authorizations")).authorizations;
  }

  async revoke(it) {
    if (await confirm(text.revokeTitle(it.application.name), text.revokeIntro, text.revoke, () => api.delete(path`/user/authorizations/${it.uuid}`))) {
      toast(text.didRevoke(it.application.name));
      await this.reload();
    }
  }

  view(authorizations) {
    return panel(
      text.authorizations,
      html`<p class="quiet">${text.authorizationsIntro}</p>${table({
        caption: text.authorizations,
        rows: authorizations,
        empty: text.noAuthorizations,
        columns: [
          { label: text.name, cell: (it) => html`<span class="entity">${avatar(it.application.avatar, it.application.name)}${it.application.name}</span>` },
          { label: text.description, kind: "wide", cell: (it) => it.application.description },
          { label: text.scope, cell: (it) => html`<ul class="tags">${it.scopes.map((scope) => html`<li title=${scope.description}>${badge(scope.scope, scope.dangerous ? "warn" : "")}</li>`)}</ul>` },
          { label: "", kind: "end", cell: (it) => button(html`${text.revoke}<span class="unseen"> ${it.application.name}</span>`, () => this.revoke(it), "small quiet") },
        ],
      })}`,
    );
  }
}
customElements.define("wf-authorizations", Authorizations);

class Notifications extends Loaded {
  async load() {
    return (await api.get("/user/notifications?limit=50")).notifications;
  }

  async dismiss(it) {
    await api.put(path`/user/notifications/${it.id}`, { dismissed: true });
    await this.reload();
  }

  async accept(it) {
    try {
      await api.put(path`/teaminvite/${it.metadata.code}`);
      toast(text.didSave(it.metadata.team));
    } catch (refusal) {
      toast(refusal.message);
    }
    await this.reload();
  }

  view(notifications) {
    return panel(
      text.notifications,
      table({
        caption: text.notifications,
        rows: notifications,
        empty: text.noNotifications,
        columns: [
          { label: text.when, kind: "time", cell: (it) => time(it.created) },
          { label: text.what, kind: "wide", cell: (it) => text.notification[it.kind]?.(it) ?? it.kind },
          { label: "", kind: "end", cell: (it) => html`${it.kind === "org_team_invite" ? button(text.accept, () => this.accept(it), "small") : nothing}${button(text.dismiss, () => this.dismiss(it), "small quiet")}` },
        ],
      }),
    );
  }
}
customElements.define("wf-notifications", Notifications);
