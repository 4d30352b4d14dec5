// Policies of an organization or a repository: what prunes its tags, and which of them are immutable.
import { html, nothing } from "lit";
import { api } from "../api.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, Loaded, panel, table, toast } from "../ui.js";

const KINDS = {
  autoprune: {
    route: "autoprunepolicy/",
    fields: (it) => [
      { name: "method", label: text.pruneMethod, options: text.pruneMethods, value: it?.method },
      { name: "value", label: text.pruneValue, hint: text.pruneValueHint, value: it ? String(it.value) : "", required: true },
      ...pattern(it),
    ],
    body: ({ method, value, ...rest }) => ({ method, value: method === "number_of_tags" ? Number(value) : value, ...selection(rest) }),
    words: (it) => text.prunes(it),
  },
  immutability: {
    route: "immutabilitypolicy/",
    fields: (it) => pattern(it, true),
    body: (values) => selection(values),
    words: () => text.makesImmutable,
  },
};

function pattern(it, required = false) {
  return [
    { name: "tagPattern", label: text.tagPattern, hint: text.tagPatternHint, value: it?.tagPattern ?? "", required },
    { name: "matches", label: text.tags, options: text.patternSelects, value: it?.tagPatternMatches === false ? "others" : "matching" },
  ];
}

const selection = ({ tagPattern, matches }) => (tagPattern ? { tagPattern, tagPatternMatches: matches === "matching" } : {});

class PolicyList extends Loaded {
  static properties = { base: {}, kind: {} };

  get route() {
    return `${this.base}/${KINDS[this.kind].route}`;
  }

  load() {
    return api.get(this.route);
  }

  async did(promise) {
    if (await promise) {
      toast(text.didSave(text.policy));
      await this.reload();
    }
  }

  edit(it) {
    const { fields, body } = KINDS[this.kind];
    const spec = {
      fields: fields(it),
      submit: text.save,
      action: async (values) => {
        await (it ? api.put(this.route + it.uuid, body(values)) : api.post(this.route, body(values)));
        return true;
      },
    };
    return this.did(ask(it ? text.editPolicy : text.createPolicy, spec));
  }

  async remove(it) {
    if (await confirm(text.deletePolicy, this.words(it), text.delete, () => api.delete(this.route + it.uuid))) {
      toast(text.didDelete(text.policy));
      await this.reload();
    }
  }

  words(it) {
    return `${KINDS[this.kind].words(it)} ${text.ofTags(it)}`;
  }

  view({ policies }) {
    return panel(
      text.policyKinds[this.kind],
      html`<p class="quiet">${text.policyIntros[this.kind]}</p>${table({
        caption: text.policyKinds[this.kind],
        rows: policies,
        columns: [
          { label: text.what, cell: (it) => KINDS[this.kind].words(it) },
          { label: text.tags, kind: "wide", cell: (it) => (it.tagPattern ? html`<code>${it.tagPattern}</code> ${it.tagPatternMatches === false ? badge(text.notMatching) : nothing}` : text.allTags) },
          { label: "", kind: "end", cell: (it) => html`${button(html`${text.edit}<span class="unseen"> ${this.words(it)}</span>`, () => this.edit(it), "small")}${button(html`${text.delete}<span class="unseen"> ${this.words(it)}</span>`, () => this.remove(it), "small quiet")}` },
        ],
      })}`,
      button(text.createPolicyOf[this.kind], () => this.edit(), "primary"),
    );
  }
}
customElements.define("wf-policy-list", PolicyList);

class Policies extends Loaded {
  static properties = { base: {}, features: {} };

  load() {
    return {};
  }

  view() {
    return html`${this.features.AUTO_PRUNE ? html`<wf-policy-list .base=${this.base} kind="autoprune"></wf-policy-list>` : nothing}
      ${this.features.IMMUTABLE_TAGS ? html`<wf-policy-list .base=${this.base} kind="immutability"></wf-policy-list>` : nothing}`;
  }
}
customElements.define("wf-policies", Policies);
