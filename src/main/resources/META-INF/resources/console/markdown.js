// The little of Markdown that messages need. It makes templates, never markup, so that text stays text.
import { html } from "lit";

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

function inline(line) {
  const parts = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    parts.push(line.slice(end, match.index));
    const [, strong, emphasis, code, label, target] = match;
    parts.push(
      strong
        ? html`<strong>${strong}</strong>`
        : emphasis
          ? html`<em>${emphasis}</em>`
          : code
            ? html`<code>${code}</code>`
            : html`<a href=${target} rel="noreferrer noopener">${label}</a>`,
    );
    end = match.index + match[0].length;
  }
  return [...parts, line.slice(end)];
}

/** A message's content by its media type. */
export function message(content, mediaType) {
  return content.split("\n").map((line, index) => html`${index ? html`<br>` : ""}${mediaType === "text/markdown" ? inline(line) : line}`);
}
