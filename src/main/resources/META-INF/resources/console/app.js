// The shell: who is signed in, which page the address names, and what the keyboard does everywhere.
import { html, nothing } from "lit";
import { api, hooks, Refusal } from "./api.js";
import { avatar } from "./format.js";
import { message } from "./markdown.js";
import { text } from "./text.js";
import { ask, notice, open, Part, skeleton, toast } from "./ui.js";
import "./pages/sign-in.js";
import "./pages/welcome.js";
import "./pages/overview.js";
import "./pages/organizations.js";
import "./pages/organization.js";
import "./pages/users.js";
import "./pages/keys.js";
import "./pages/messages.js";
import "./pages/logs.js";
import "./pages/account.js";
import "./pages/deleted.js";
import "./pages/repository.js";
import "./pages/configuration.js";

const ROUTES = [
  [/^\/overview$/, text.overview, () => html`<wf-overview></wf-overview>`, "superuser"],
  [/^\/organizations$/, text.organizations, (app) => html`<wf-organizations .user=${app.user}></wf-organizations>`],
  [/^\/organizations\/([^/]+)$/, text.organizations, (app, name) => html`<wf-organization .name=${name} .user=${app.user} .config=${app.config} .tab=${app.query.get("tab") ?? "overview"}></wf-organization>`],
  [/^\/repositories\/([^/]+)\/(.+)$/, text.repositories, (app, namespace, name) => html`<wf-repository .namespace=${namespace} .name=${name} .config=${app.config} .tab=${app.query.get("tab") ?? "tags"}></wf-repository>`],
  [/^\/deleted$/, text.deleted, () => html`<wf-deleted></wf-deleted>`],
  [/^\/configuration$/, text.configuration, (app) => html`<wf-configuration></wf-configuration>`, "superuser"],
  [/^\/users$/, text.users, (app) => html`<wf-users .user=${app.user}></wf-users>`, "superuser"],
  [/^\/keys$/, text.keys, () => html`<wf-keys></wf-keys>`, "superuser"],
  [/^\/messages$/, text.messages, (app) => html`<wf-messages @messageschange=${() => app.loadMessages()}></wf-messages>`, "superuser"],
  [/^\/logs$/, text.logs, () => html`<header class="page"><h1 tabindex="-1">${text.logs}</h1></header><wf-logs base="/superuser"></wf-logs>`, "superuser"],
  [/^\/account$/, text.account, (app) => html`<wf-account .user=${app.user} .tab=${app.query.get("tab") ?? "profile"} @userchange=${() => app.loadUser()}></wf-account>`],
  [/^\/welcome$/, text.welcomeTitle, (app) => html`<wf-welcome .user=${app.user} .config=${app.config.config}></wf-welcome>`],
];

const PLACES = { h: "/overview", o: "/organizations", u: "/users", k: "/keys", l: "/logs", m: "/messages", d: "/deleted", c: "/configuration", a: "/account" };
const THEMES = ["system", "light", "dark"];

class App extends Part {
  static properties = { user: { state: true }, config: { state: true }, messages: { state: true }, address: { state: true }, empty: { state: true }, theme: { state: true }, failure: { state: true } };

  constructor() {
    super();
    this.messages = [];
    this.theme = localStorage.getItem("theme") ?? "system";
    hooks.verify = () => this.verify();
    hooks.signedOut = () => (this.user = null);
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("hashchange", () => this.arrive());
    addEventListener("keydown", (event) => this.press(event));
    // What no form waited for: the reader is told by a line, in the API's words.
    addEventListener("unhandledrejection", (event) => {
      if (event.reason instanceof Refusal) {
        event.preventDefault();
        toast(event.reason.message);
      }
    });
    this.arrive();
    this.start();
  }

  async start() {
    try {
      this.config = await api.config();
      await Promise.all([this.loadUser(), this.loadMessages()]);
    } catch (failure) {
      this.failure = failure;
    }
  }

  async loadUser() {
    try {
      this.user = await api.get("/user/");
      this.empty = false;
    } catch (refusal) {
      if (refusal.status !== 401) {
        throw refusal;
      }
      this.empty = await this.isEmpty();
      this.user = null;
    }
  }

  /** The API tells an empty registry by which objection to a user without a name comes first. */
  async isEmpty() {
    if (!this.config.features.USER_INITIALIZE) {
      return false;
    }
    try {
      await api.post("/user/initialize", { username: "", password: "" });
    } catch (refusal) {
      return refusal.status === 400 && refusal.message.startsWith("Failed to initialize user");
    }
    return false;
  }

  async loadMessages() {
    try {
      this.messages = (await api.get("/messages")).messages;
    } catch (refusal) {
      if (refusal.status !== 401) {
        throw refusal;
      }
      this.messages = [];
    }
  }

  get superuser() {
    return Boolean(this.user?.super_user || this.user?.global_readonly_super_user);
  }

  arrive() {
    const moved = this.address?.split("?")[0] !== location.hash.split("?")[0];
    this.address = location.hash;
    if (moved) {
      this.focusHeading = true;
      scrollTo(0, 0);
    }
  }

  get path() {
    const path = (this.address ?? "").replace(/^#/, "").split("?")[0];
    return path && path !== "/" ? path : this.superuser ? "/overview" : "/organizations";
  }

  get query() {
    return new URLSearchParams((this.address ?? "").split("?")[1] ?? "");
  }

  async updated() {
    if (this.focusHeading && this.user) {
      await new Promise(requestAnimationFrame);
      const heading = this.querySelector("h1");
      if (heading) {
        this.focusHeading = false;
        heading.focus({ preventScroll: true });
      }
    }
  }

  async verify() {
    const done = await ask(text.verifyTitle, {
      intro: text.verifyIntro,
      fields: [{ name: "password", label: text.password, type: "password", autocomplete: "current-password", required: true }],
      submit: text.verify,
      action: ({ password }) => api.post("/signin/verify", { password }),
    });
    if (!done) {
      throw new Refusal(401, text.staleSession);
    }
  }

  async signOut() {
    await api.post("/signout");
    this.user = null;
    location.hash = "";
    toast(text.signedOut);
  }

  changeTheme() {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    localStorage.setItem("theme", this.theme);
    dispatchEvent(new Event("themewanted"));
  }

  press(event) {
    const busy = event.target.closest?.("input, textarea, select, dialog");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    if (this.going) {
      this.going = false;
      const place = PLACES[event.key];
      if (place && this.user) {
        event.preventDefault();
        location.hash = place;
      }
      return;
    }
    if (event.key === "g") {
      this.going = true;
      setTimeout(() => (this.going = false), 1500);
    } else if (event.key === "/") {
      const search = this.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else if (event.key === "?") {
      event.preventDefault();
      this.showHelp();
    } else if (event.key === "t") {
      this.changeTheme();
    }
  }

  showHelp() {
    const list = document.createElement("dl");
    list.className = "shortcuts";
    text.shortcuts.forEach(([keys, meaning]) => {
      const term = document.createElement("dt");
      keys.split(" ").forEach((key) => {
        const element = document.createElement("kbd");
        element.textContent = key;
        term.append(element);
      });
      const description = document.createElement("dd");
      description.textContent = meaning;
      list.append(term, description);
    });
    const close = document.createElement("button");
    close.textContent = text.close;
    close.className = "primary";
    const footer = document.createElement("footer");
    footer.append(close);
    const content = document.createElement("div");
    content.append(list, footer);
    const { dialog } = open(text.helpTitle, content);
    close.addEventListener("click", () => dialog.close());
  }

  page() {
    if (this.failure) {
      return notice("error", this.failure.message);
    }
    if (this.user === undefined) {
      return skeleton();
    }
    if (this.user === null) {
      const arrived = async () => {
        const first = this.empty;
        await Promise.all([this.loadUser(), this.loadMessages()]);
        if (first) {
          location.hash = "/welcome";
        }
        this.focusHeading = true;
      };
      return this.empty ? html`<wf-first-run @done=${arrived}></wf-first-run>` : html`<wf-sign-in @done=${arrived}></wf-sign-in>`;
    }
    for (const [pattern, title, render, who] of ROUTES) {
      const match = pattern.exec(this.path);
      if (match && (!who || this.superuser)) {
        const names = match.slice(1).map(decodeURIComponent);
        document.title = [...names, title, text.product].join(" · ");
        return render(this, ...names);
      }
    }
    return html`<h1 tabindex="-1">${text.noPage}</h1>`;
  }

  navigation() {
    const link = (place, label) => html`<a href="#${place}" aria-current=${this.path === place || this.path.startsWith(`${place}/`) ? "page" : nothing}>${label}</a>`;
    return html`<nav aria-label=${text.navigation}>
      ${this.superuser ? link("/overview", text.overview) : nothing}
      ${link("/organizations", text.organizations)}
      ${this.superuser ? html`${link("/users", text.users)}${link("/keys", text.keys)}${link("/messages", text.messages)}${link("/logs", text.logs)}${this.config.features.SUPERUSER_CONFIGDUMP ? link("/configuration", text.configuration) : nothing}` : nothing}
      ${link("/deleted", text.deleted)}
    </nav>`;
  }

  render() {
    return html`
      <a class="skip" href="#main" @click=${(event) => { event.preventDefault(); this.querySelector("main").focus(); }}>${text.skip}</a>
      <header class="top">
        <a class="brand" href="#/"><svg viewBox="0 0 44 48" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"><path d="M10 34V16M22 34V10M34 34V16"></path><path d="M5 22h34"></path><path d="M4 41c4-4 8-4 12 0s8 4 12 0 8-4 12 0"></path></g></svg>${text.product}</a>
        ${this.user ? this.navigation() : nothing}
        <div class="me">
          <button type="button" class="plain" aria-label=${text.help} title=${text.help} @click=${this.showHelp}>?</button>
          <button type="button" class="plain" aria-label=${text.theme[this.theme]} title=${text.theme[this.theme]} @click=${this.changeTheme}>${{ system: "◐", light: "☀", dark: "☾" }[this.theme]}</button>
          ${this.user
            ? html`<a class="who" href="#/account" title=${text.account}>${avatar(this.user.avatar, this.user.username)}<span>${this.user.username}</span></a>
                <button type="button" class="small" @click=${this.signOut}>${text.signOut}</button>`
            : nothing}
        </div>
      </header>
      <main id="main" tabindex="-1">
        ${this.messages.map((it) => html`<div class="notice ${it.severity}">${message(it.content, it.media_type)}</div>`)}
        ${this.config?.registry_state === "readonly" ? notice("warning", text.readonlyState) : nothing}
        ${this.page()}
      </main>
      <div id="toasts" role="status" aria-live="polite"></div>`;
  }
}
customElements.define("wf-app", App);
