// Robots of an organization; a token is shown when it is made, with the commands that use it.
import { html } from "lit";
import { api, path } from "../api.js";
import { time } from "../format.js";
import { text } from "../text.js";
import { ask, badge, button, confirm, confirmDeletion, Loaded, panel, reveal, table, toastDeleted } from "../ui.js";

/** What is typed where the robot works. */
function snippets(host, { name, token }) {
  const label = name.replace(/[^a-z0-9]+/g, "-").replace(/-+$/, "");
  return [
    [text.snippets.token, token],
    [text.snippets.docker, `docker login -u='${name}' -p='${token}' ${host}`],
    [text.snippets.podman, `podman login -u='${name}' -p='${token}' ${host}`],
    [text.snippets.kubernetes, `kubectl create secret docker-registry ${label}-pull --docker-server=${host} --docker-username='${name}' --docker-password='${token}'`],
  ];
}

class Robots extends Loaded {
  static properties = { name: {}, host: {} };

  get base() {
    return path`/organization/${this.name}/robots`;
  }

  load() {
    return api.get(`${this.base}?permissions=true&token=false`);
  }

  async show(robot) {
    await this.reload();
    await reveal(text.tokenOf(robot.name), text.shownOnce, snippets(this.host, robot));
  }

  async create() {
    const robot = await ask(text.createRobot, {
      fields: [
        { name: "name", label: text.robotName, required: true, hint: text.robotHint },
        { name: "description", label: text.description },
      ],
      submit: text.create,
      action: ({ name, description }) => api.put(`${this.base}${path`/${name}`}`, { description }),
    });
    if (robot) {
      await this.show(robot);
    }
  }

  async regenerate(name) {
    const action = () => api.post(`${this.base}${path`/${name.split("+")[1]}`}/regenerate`);
    const robot = await confirm(text.regenerateTitle(name), text.regenerateIntro, text.regenerate, action);
    if (robot) {
      await this.show(robot);
    }
  }

  async remove(name) {
    if (await confirmDeletion(text.robot, name, () => api.delete(`${this.base}${path`/${name.split("+")[1]}`}`))) {
      toastDeleted("robot", name, () => this.reload());
      await this.reload();
    }
  }

  view({ robots }) {
    return panel(
      text.tabs.robots,
      table({
        caption: text.tabs.robots,
        rows: robots,
        columns: [
          { label: text.name, cell: (it) => html`<code>${it.name}</code>` },
          { label: text.description, kind: "wide", cell: (it) => it.description },
          { label: text.teams, cell: (it) => html`<ul class="tags">${(it.teams ?? []).map((team) => html`<li>${badge(team.name)}</li>`)}</ul>` },
          { label: text.repositories, kind: "number", cell: (it) => it.repositories?.length ?? 0 },
          { label: text.lastUsed, cell: (it) => time(it.last_accessed) },
          { label: "", kind: "end", cell: (it) => html`${button(html`${text.regenerate}<span class="unseen"> ${it.name}</span>`, () => this.regenerate(it.name), "small")}${button(html`${text.delete}<span class="unseen"> ${it.name}</span>`, () => this.remove(it.name), "small quiet")}` },
        ],
      }),
      button(text.createRobot, () => this.create(), "primary"),
    );
  }
}
customElements.define("wf-robots", Robots);
