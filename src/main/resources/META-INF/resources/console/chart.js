// Stacked bars of counts by day; the numbers are also there as a table.
import { html, nothing } from "lit";
import uPlot from "uplot";
import { number } from "./format.js";
import { text } from "./text.js";
import { Part } from "./ui.js";

const HEIGHT = 180;

/** The colors of the stylesheet, which differ by theme. */
const color = (index) => getComputedStyle(document.documentElement).getPropertyValue(`--series-${(index % 8) + 1}`).trim();

export class Chart extends Part {
  static properties = { days: {}, series: {}, label: {} };

  connectedCallback() {
    super.connectedCallback();
    this.redraw = () => this.draw();
    this.resized = new ResizeObserver(() => this.plot?.setSize({ width: this.width(), height: HEIGHT }));
    this.resized.observe(this);
    addEventListener("themechange", this.redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resized.disconnect();
    removeEventListener("themechange", this.redraw);
    this.plot?.destroy();
    this.plot = undefined;
  }

  width() {
    return Math.max(240, this.clientWidth);
  }

  updated() {
    this.draw();
  }

  draw() {
    this.plot?.destroy();
    const place = this.querySelector(".plot");
    if (!place) {
      return;
    }
    const sums = this.days.map(() => 0);
    const stacked = this.series.map((it) => it.values.map((value, day) => (sums[day] += value)));
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue("--quiet").trim();
    const line = style.getPropertyValue("--line").trim();
    const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
    // The highest stack is drawn first, so that those below it cover it.
    const order = this.series.map((_, index) => index).reverse();
    this.plot = new uPlot(
      {
        width: this.width(),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), "Etc/UTC"),
        scales: { y: { range: (_, __, most) => [0, Math.max(1, most)] }, x: { range: (_, from, to) => [from - 43_200, to + 43_200] } },
        axes: [
          { ...axis, size: 30, grid: { show: false }, values: (_, splits) => splits.map((it) => new Date(it * 1000).toLocaleDateString(undefined, { day: "numeric", month: "short", timeZone: "UTC" })), space: 70, incrs: [86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400, 28 * 86_400] },
          { ...axis, size: 46, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6, 1e7] },
        ],
        series: [{}, ...order.map((index) => ({ fill: color(index), stroke: color(index), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.72, 40] }) }))],
      },
      [this.days.map((day) => Date.parse(day) / 1000), ...order.map((index) => stacked[index])],
      place,
    );
  }

  render() {
    const total = (it) => it.values.reduce((sum, value) => sum + value, 0);
    const days = this.days.map((day, index) => [day, index]).filter(([, index]) => this.series.some((it) => it.values[index]));
    return html`<figure class="chart">
      <div class="plot" role="img" aria-label=${this.label}></div>
      <figcaption>
        <ul class="legend">${this.series.map((it, index) => html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="series-${(index % 8) + 1}" width="10" height="10" rx="2"></rect></svg>${it.label} <b>${number(total(it))}</b></li>`)}</ul>
        ${days.length
          ? html`<details><summary>${text.chartTable}</summary><div class="scroll" tabindex="0" role="region" aria-label=${text.chartTable}><table>
              <thead><tr><th scope="col">${text.day}</th>${this.series.map((it) => html`<th scope="col" class="number">${it.label}</th>`)}</tr></thead>
              <tbody>${days.map(([day, index]) => html`<tr><th scope="row">${day}</th>${this.series.map((it) => html`<td class="number">${number(it.values[index])}</td>`)}</tr>`)}</tbody>
            </table></div></details>`
          : nothing}
      </figcaption>
    </figure>`;
  }
}
customElements.define("wf-chart", Chart);

/** Counts by kind and day as series of a chart: the most frequent kinds, the others together. */
export function byKind(aggregated, days) {
  const kinds = new Map();
  aggregated.forEach((it) => {
    const index = days.indexOf(new Date(it.datetime).toISOString().slice(0, 10));
    if (index >= 0) {
      const values = kinds.get(it.kind) ?? days.map(() => 0);
      values[index] += it.count;
      kinds.set(it.kind, values);
    }
  });
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const series = [...kinds].map(([label, values]) => ({ label, values })).sort((one, other) => sum(other.values) - sum(one.values));
  const rest = series.slice(7);
  return rest.length < 2
    ? series
    : [...series.slice(0, 7), { label: text.otherKinds, values: days.map((_, day) => rest.reduce((total, it) => total + it.values[day], 0)) }];
}
