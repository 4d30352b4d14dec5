// The public API, as any page of this origin may use it: session cookie, CSRF token, and the password again where the API asks for it.
import { text } from "./text.js";

/** What the API answered instead: its own words, and the status. */
export class Refusal extends Error {
  constructor(status, message, type) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

let token = "";
let verifying = null;

/** Asks for the password of a session that is too old; set by the shell. */
export const hooks = { verify: () => Promise.reject(new Refusal(401, text.staleSession)), signedOut: () => {} };

async function renewToken() {
  const answer = await fetch("/csrf_token", { headers: { "X-Requested-With": "XMLHttpRequest" } });
  token = (await answer.json()).csrf_token;
}

function words(body, status) {
  const message = body?.detail ?? body?.error_message ?? body?.message ?? body?.error ?? body;
  if (typeof message === "string" && message.trim()) {
    return message.trim();
  }
  return message && typeof message === "object" ? Object.values(message).join(" ") : text.status(status);
}

async function read(answer) {
  const body = await answer.text();
  if (!body) {
    return null;
  }
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

async function send(method, path, body) {
  if (!token) {
    await renewToken();
  }
  const headers = { "X-Requested-With": "XMLHttpRequest", "X-CSRF-Token": token };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path.startsWith("/api/") ? path : `/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Refusal(0, text.unreachable);
  }
  token = answer.headers.get("X-Next-CSRF-Token") ?? token;
  const content = await read(answer);
  if (answer.ok) {
    return content;
  }
  if (answer.status === 429) {
    throw new Refusal(429, text.lockedOut(Number(answer.headers.get("Retry-After") ?? 0) + 1), "locked_out");
  }
  throw new Refusal(answer.status, words(content, answer.status), content?.error_type ?? content?.title);
}

async function call(method, path, body) {
  try {
    return await send(method, path, body);
  } catch (refusal) {
    if (refusal.status === 403 && refusal.message.startsWith("CSRF token")) {
      await renewToken();
      return send(method, path, body);
    }
    if (refusal.status === 401 && refusal.type === "fresh_login_required") {
      verifying ??= hooks.verify().finally(() => (verifying = null));
      await verifying;
      return send(method, path, body);
    }
    if (refusal.status === 401 && path !== "/user/") {
      hooks.signedOut();
    }
    throw refusal;
  }
}

/** Where the API of Wharfinger's own has the history. */
export const HISTORY = "/api/wharfinger/v1/history";

export const api = {
  get: (path) => call("GET", path),
  post: (path, body = {}) => call("POST", path, body),
  put: (path, body = {}) => call("PUT", path, body),
  delete: (path) => call("DELETE", path),
  /** The settings that browsers may know. */
  config: async () => (await fetch("/config", { headers: { "X-Requested-With": "XMLHttpRequest" } })).json(),
};

/** A path of which each value is one segment. */
export function path(parts, ...values) {
  return String.raw({ raw: parts }, ...values.map((value) => encodeURIComponent(value)));
}

/** A name of several segments, such as a repository's. */
export const segments = (name) => name.split("/").map(encodeURIComponent).join("/");
