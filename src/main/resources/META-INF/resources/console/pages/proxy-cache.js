// An organization as a cache of another registry; what is entered is tried before it is kept.
import { html } from "lit";
import { api, path } from "../api.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, Loaded, panel, toast } from "../ui.js";

const FIELDS = [
  { name: "upstream_registry", label: text.upstream, hint: text.upstreamHint, required: true },
  { name: "upstream_registry_username", label: text.upstreamUser, hint: text.optional },
  { name: "upstream_registry_password", label: text.password, type: "password", autocomplete: "new-password", hint: text.optional },
  { name: "expiration_s", label: text.upstreamExpiration, type: "number", min: "0", value: "86400", required: true },
  { name: "insecure", label: text.upstreamInsecure, type: "checkbox" },
];

class ProxyCache extends Loaded {
  static properties = { name: {} };

  load() {
    return api.get(path`/organization/${this.name}/proxycache`);
  }

  async create() {
    const action = async (values) => {
      const body = { ...values, expiration_s: Number(values.expiration_s), upstream_registry_username: values.upstream_registry_username || null, upstream_registry_password: values.upstream_registry_password || null };
      await api.post(path`/organization/${this.name}/validateproxycache`, body);
      await api.post(path`/organization/${this.name}/proxycache`, body);
      return true;
    };
    if (await ask(text.createProxyCache, { intro: text.proxyCacheIntro, fields: FIELDS, submit: text.tryAndSave, action })) {
      toast(text.didSave(text.proxyCache));
      await this.reload();
    }
  }

  async remove() {
    if (await confirm(text.removeProxyCache, text.removeProxyCacheIntro, text.remove, () => api.delete(path`/organization/${this.name}/proxycache`))) {
      toast(text.didDelete(text.proxyCache));
      await this.reload();
    }
  }

  view(cache) {
    const there = Boolean(cache.upstream_registry);
    const content = there
      ? html`<dl class="facts">
          <dt>${text.upstream}</dt><dd>${cache.upstream_registry} ${cache.insecure ? badge(text.upstreamInsecure, "warn") : ""}</dd>
          <dt>${text.upstreamExpiration}</dt><dd>${cache.expiration_s}</dd>
        </dl>`
      : html`<p class="quiet">${text.proxyCacheIntro}</p>`;
    return panel(text.tabs.proxy, content, there ? button(text.removeProxyCache, () => this.remove(), "danger small") : button(text.createProxyCache, () => this.create(), "primary"));
  }
}
customElements.define("wf-proxy-cache", ProxyCache);
