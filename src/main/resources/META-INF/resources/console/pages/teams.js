// Teams of an organization with their members, and everybody who belongs to it.
import { html, nothing } from "lit";
import { api, path } from "../api.js";
import { avatar } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, confirmDeletion, Loaded, panel, Part, table, toast, toastDeleted } from "../ui.js";

const roleOf = (role) => (text.teamRoles.find(([key]) => key === role)?.[1] ?? role).split(":")[0];

class Teams extends Part {
  static properties = { organization: {}, editable: {}, shown: { state: true } };

  changed(message) {
    toast(message);
    this.dispatchEvent(new CustomEvent("change"));
  }

  async edit(team) {
    const name = await ask(team ? team.name : text.createTeam, {
      fields: [
        ...(team ? [] : [{ name: "name", label: text.name, required: true, hint: text.robotHint }]),
        { name: "role", label: text.role, options: text.teamRoles, value: team?.role ?? "member" },
        { name: "description", label: text.description, type: "textarea", value: team?.description ?? "" },
      ],
      submit: text.save,
      action: async (values) => {
        const wanted = team?.name ?? values.name;
        await api.put(path`/organization/${this.organization.name}/team/${wanted}`, { role: values.role, description: values.description });
        return wanted;
      },
    });
    if (name) {
      this.changed(text.didSave(name));
    }
  }

  async remove(name) {
    if (await confirmDeletion(text.team, name, () => api.delete(path`/organization/${this.organization.name}/team/${name}`))) {
      toastDeleted("team", `${this.organization.name}/${name}`, () => this.dispatchEvent(new CustomEvent("change")));
      this.dispatchEvent(new CustomEvent("change"));
    }
  }

  render() {
    const { organization } = this;
    const teams = (organization.ordered_teams ?? Object.keys(organization.teams ?? {})).map((name) => organization.teams[name]).filter(Boolean);
    const rows = table({
      caption: text.teams,
      rows: teams,
      columns: [
        { label: text.name, cell: (it) => (it.can_view ? html`<button type="button" class="entity link" aria-expanded=${this.shown === it.name} @click=${() => (this.shown = this.shown === it.name ? undefined : it.name)}>${avatar(it.avatar, it.name)}${it.name}</button>` : html`<span class="entity">${avatar(it.avatar, it.name)}${it.name}</span>`) },
        { label: text.role, cell: (it) => badge(roleOf(it.role), it.role === "admin" ? "warn" : "") },
        { label: text.description, kind: "wide", cell: (it) => it.description },
        { label: text.members, kind: "number", cell: (it) => it.member_count },
        ...(this.editable ? [{ label: "", kind: "end", cell: (it) => html`${button(html`${text.edit}<span class="unseen"> ${it.name}</span>`, () => this.edit(it), "small")}${button(html`${text.delete}<span class="unseen"> ${it.name}</span>`, () => this.remove(it.name), "small quiet")}` }] : []),
      ],
    });
    return html`${panel(text.teams, rows, this.editable ? button(text.createTeam, () => this.edit(), "primary") : nothing)}
      ${this.shown ? html`<wf-team .name=${organization.name} .team=${this.shown} @change=${() => this.dispatchEvent(new CustomEvent("change"))}></wf-team>` : nothing}`;
  }
}
customElements.define("wf-teams", Teams);

class Team extends Loaded {
  static properties = { name: {}, team: {} };

  get base() {
    return path`/organization/${this.name}/team/${this.team}/members`;
  }

  willUpdate(changed) {
    if (changed.has("team") && changed.get("team") !== undefined) {
      this.data = undefined;
      this.reload();
    }
  }

  load() {
    return api.get(`${this.base}?includePending=true`);
  }

  async changed(message) {
    toast(message);
    await this.reload();
    this.dispatchEvent(new CustomEvent("change"));
  }

  async add() {
    const added = await ask(text.addMember, {
      fields: [{ name: "member", label: text.memberName, required: true, hint: text.memberHint }],
      submit: text.addMember,
      action: async ({ member }) => {
        await api.put(this.base + path`/${member}`);
        return member;
      },
    });
    if (added) {
      await this.changed(text.didSave(added));
    }
  }

  async remove(member) {
    await api.delete(this.base + path`/${member}`);
    await this.changed(text.didSave(this.team));
  }

  view({ members, can_edit: editable }) {
    const rows = table({
      caption: text.membersOf(this.team),
      rows: members,
      columns: [
        { label: text.name, kind: "wide", cell: (it) => html`<span class="entity">${avatar(it.avatar, it.name ?? it.email)}${it.name ?? it.email} ${it.is_robot ? badge(text.robotBadge) : nothing}${it.invited ? badge(text.invited, "warn") : nothing}</span>` },
        ...(editable ? [{ label: "", kind: "end", cell: (it) => (it.name && !it.invited ? button(html`${text.remove}<span class="unseen"> ${it.name}</span>`, () => this.remove(it.name), "small quiet") : nothing) }] : []),
      ],
    });
    return panel(text.membersOf(this.team), rows, editable ? button(text.addMember, () => this.add(), "small") : nothing);
  }
}
customElements.define("wf-team", Team);

class Members extends Loaded {
  static properties = { name: {} };

  load() {
    return api.get(path`/organization/${this.name}/members`);
  }

  async remove(member) {
    if (await confirm(text.removeMember(member), text.removeMemberIntro, text.remove, () => api.delete(path`/organization/${this.name}/members/${member}`))) {
      toast(text.didSave(this.name));
      await this.reload();
    }
  }

  view({ members }) {
    return panel(
      text.members,
      table({
        caption: text.members,
        rows: members,
        columns: [
          { label: text.name, cell: (it) => html`<span class="entity">${avatar(it.avatar, it.name)}${it.name}</span>` },
          { label: text.teams, kind: "wide", cell: (it) => html`<ul class="tags">${it.teams.map((team) => html`<li>${badge(team.name)}</li>`)}</ul>` },
          { label: text.repositories, kind: "number", cell: (it) => it.repositories.length },
          { label: "", kind: "end", cell: (it) => button(html`${text.remove}<span class="unseen"> ${it.name}</span>`, () => this.remove(it.name), "small quiet") },
        ],
      }),
    );
  }
}
customElements.define("wf-members", Members);
