// Who nobody knows yet: the form to sign in, or to make the first user of an empty registry.
import { html } from "lit";
import { api } from "../api.js";
import { text } from "../text.js";
import { Part } from "../ui.js";

class SignIn extends Part {
  constructor() {
    super();
    this.spec = {
      id: "sign-in",
      fields: [
        { name: "username", label: text.username, autocomplete: "username", required: true },
        { name: "password", label: text.password, type: "password", autocomplete: "current-password", required: true },
      ],
      submit: text.signIn,
      action: (values) => api.post("/signin", values),
    };
  }

  firstUpdated() {
    document.title = `${text.signIn} · ${text.product}`;
    this.querySelector("wf-form").updateComplete.then(() => this.querySelector("input")?.focus());
  }

  render() {
    return html`<section class="card"><h1 tabindex="-1">${text.signIn}</h1><wf-form .spec=${this.spec}></wf-form></section>`;
  }
}
customElements.define("wf-sign-in", SignIn);

class FirstRun extends Part {
  constructor() {
    super();
    this.spec = {
      id: "first",
      fields: [
        { name: "username", label: text.username, autocomplete: "username", required: true },
        { name: "password", label: text.newPassword, type: "password", autocomplete: "new-password", required: true, hint: text.passwordHint },
        { name: "email", label: text.email, type: "email", autocomplete: "email", hint: text.optional },
      ],
      submit: text.createFirstUser,
      action: ({ username, password, email }) => api.post("/user/initialize", { username, password, ...(email ? { email } : {}) }),
    };
  }

  firstUpdated() {
    document.title = `${text.firstRunTitle} · ${text.product}`;
  }

  render() {
    return html`<section class="card"><h1 tabindex="-1">${text.firstRunTitle}</h1><p>${text.firstRunIntro}</p><wf-form .spec=${this.spec}></wf-form></section>`;
  }
}
customElements.define("wf-first-run", FirstRun);
