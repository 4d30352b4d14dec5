// Numbers and times, as people of the reader's region write them.
import { html, nothing, svg } from "lit";
import { text } from "./text.js";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
const DAY = 86_400_000;

export const number = (value) => new Intl.NumberFormat().format(value);

/** Bytes by powers of 1024. */
export function bytes(value) {
  if (value === null || value === undefined) {
    return text.none;
  }
  const exponent = value < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(value) / 10));
  const shown = value / 1024 ** exponent;
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: exponent && shown < 100 ? 1 : 0 }).format(shown)} ${UNITS[exponent]}`;
}

/** An e-mail address; an account without one has a text of the API's in its place. */
export const address = (email) => (email?.includes("@") ? email : html`<span class="quiet">${text.none}</span>`);

/** A time of the API (RFC 2822, ISO 8601 or seconds), in the reader's zone; in UTC on hover. */
export function time(value) {
  if (value === null || value === undefined || value === "") {
    return html`<span class="quiet">${text.never}</span>`;
  }
  const date = new Date(typeof value === "number" ? (value < 1e11 ? value * 1000 : value) : value);
  if (Number.isNaN(date.getTime())) {
    return String(value);
  }
  const shown = date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  return html`<time datetime=${date.toISOString()} title=${date.toUTCString()}>${shown}</time>`;
}

/** The day that lies so many days back, as the API's filters of usage logs take it. */
export function filterDay(daysBack) {
  const [year, month, day] = new Date(Date.now() - daysBack * DAY).toISOString().slice(0, 10).split("-");
  return `${month}/${day}/${year}`;
}

/** The last days in UTC, the oldest first, as ISO dates. */
export function lastDays(count) {
  return Array.from({ length: count }, (_, index) => new Date(Date.now() - (count - 1 - index) * DAY).toISOString().slice(0, 10));
}

/** A disc with the first letter, in the color that the API gives the account. */
export function avatar(of, name) {
  const color = /^#[0-9a-f]{6}$/i.test(of?.color ?? "") ? of.color : "#66788a";
  return html`<svg class="avatar" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="12" fill=${color} opacity="0.22"></circle>
    <circle cx="12" cy="12" r="11.2" fill="none" stroke=${color} stroke-width="1.6"></circle>
    <text x="12" y="16.4" text-anchor="middle">${(name || "?").slice(0, 1).toUpperCase()}</text>
  </svg>`;
}

/** How much of a quota is used, with a mark for each of its limits. */
export function quotaBar(used, most, limits = []) {
  if (!most) {
    return nothing;
  }
  const share = Math.max(0, Math.min(1, (used ?? 0) / most));
  const percent = Math.round(((used ?? 0) / most) * 100);
  const passed = limits.filter((limit) => percent >= limit.limit_percent).map((limit) => limit.type);
  const level = passed.includes("Reject") ? "bad" : passed.includes("Warning") ? "warn" : "good";
  return html`<svg class="quota ${level}" viewBox="0 0 200 10" preserveAspectRatio="none" role="img" aria-label=${text.quotaUsed(bytes(used ?? 0), bytes(most), percent)}>
    <rect class="track" width="200" height="10" rx="2"></rect>
    <rect class="used" width=${Math.max(share * 200, used ? 2 : 0)} height="10" rx="2"></rect>
    ${limits.map((limit) => markAt(limit))}
  </svg>`;
}

function markAt(limit) {
  return svg`<rect class="mark ${limit.type === "Reject" ? "bad" : "warn"}" x=${Math.min(198, limit.limit_percent * 2 - 1)} width="2" height="10"></rect>`;
}
