// The configuration as it works, where it differs from the defaults first.
import { html, nothing } from "lit";
import { api } from "../api.js";
import { text } from "../text.js";
import { badge, Loaded, panel, query, setQuery, table } from "../ui.js";

const shown = (value) => (value === undefined || value === null ? text.none : typeof value === "object" ? JSON.stringify(value) : String(value));

const usual = (schema, name) => (schema.properties?.[name] ?? schema[name])?.default;
const differs = (it) => shown(it.value) !== shown(it.usual);

class Configuration extends Loaded {
  static properties = { word: { state: true }, changed: { state: true } };

  constructor() {
    super();
    this.word = query().get("q") ?? "";
    this.changed = query().get("changed") === "1";
  }

  load() {
    return api.get("/superuser/config");
  }

  onlyChanged(changed) {
    this.changed = changed;
    setQuery({ changed: changed ? "1" : "" });
  }

  view({ config, schema }) {
    const word = this.word.toUpperCase();
    const rows = Object.entries(config)
      .filter(([name]) => name.toUpperCase().includes(word))
      .map(([name, value]) => ({ name, value, usual: usual(schema, name) }))
      .filter((it) => !this.changed || differs(it))
      .sort((one, other) => one.name.localeCompare(other.name));
    const type = (event) => {
      this.word = event.target.value.trim();
      setQuery({ q: this.word });
    };
    return html`<header class="page"><h1 tabindex="-1">${text.configuration}</h1></header>
      ${panel(
        text.configuration,
        html`<div class="filters"><input type="search" aria-label=${text.search} placeholder=${text.search} .value=${this.word} @input=${type}>
            <label><input type="checkbox" .checked=${this.changed} @change=${(event) => this.onlyChanged(event.target.checked)}> ${text.onlyChanged}</label></div>
          ${table({
            caption: text.configuration,
            rows,
            empty: text.nothingFound(this.word),
            columns: [
              { label: text.name, cell: (it) => html`<code>${it.name}</code>` },
              { label: text.value, kind: "wide", cell: (it) => html`${shown(it.value)} ${differs(it) ? badge(text.changedSetting) : nothing}` },
              { label: text.usual, kind: "wide", cell: (it) => shown(it.usual) },
            ],
          })}`,
      )}`;
  }
}
customElements.define("wf-configuration", Configuration);
