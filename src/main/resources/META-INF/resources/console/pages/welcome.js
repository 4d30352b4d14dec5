// What an operator does after the first user is there, with the registry's configuration for this address.
import { html, nothing } from "lit";
import { text } from "../text.js";
import { button, copyable, notice, panel, Part } from "../ui.js";
import { createOrganization } from "./organizations.js";

const certificates = () => `curl -fsS ${location.origin}/v2/auth/certificates -o /etc/docker/registry/wharfinger.pem`;

/** Tokens name what the settings say, whatever address the reader has come by. */
const configuration = ({ SERVER_HOSTNAME: host, PREFERRED_URL_SCHEME: scheme }) => `auth:
  token:
    realm: ${location.origin}/v2/auth
    service: ${host}
    issuer: ${scheme}://${host}
    rootcertbundle: /etc/docker/registry/wharfinger.pem
notifications:
  events:
    includereferences: true
  endpoints:
    - name: wharfinger
      url: ${location.origin}/api/v1/registry/events
      headers:
        Authorization: [Bearer EVENTS-SECRET]
      timeout: 5s
      threshold: 10
      backoff: 1s`;

class Welcome extends Part {
  static properties = { user: {}, config: {} };

  render() {
    return html`<header class="page"><h1 tabindex="-1">${text.welcomeTitle}</h1></header>
      ${this.user.super_user ? nothing : notice("warning", text.notSuperuser(this.user.username))}
      ${panel(text.welcomeOrganization, html`<p>${text.welcomeOrganizationText}</p>`, button(text.createOrganization, createOrganization, "primary"))}
      ${panel(text.welcomeRegistry, html`<p>${text.welcomeRegistryText}</p>${copyable(text.welcomeCertificates, certificates())}${copyable(text.welcomeConfiguration, configuration(this.config))}<p class="quiet">${text.welcomeSecret}</p>`)}`;
  }
}
customElements.define("wf-welcome", Welcome);
