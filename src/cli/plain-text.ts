/** Whatever moves the cursor, colours what follows, or turns the direction of writing. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\0-\x1F\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** A text as a terminal may show it: what somebody wrote into a template must not command it. */
export function plainText(text: string): string {
  return text.replace(CONTROLS, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
