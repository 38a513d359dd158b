/** Whatever moves the cursor, colours what follows, or turns the direction of writing. */
const CONTROLS = /[\p{Control}\p{Bidi_Control}\uFEFF]/gu;

/** Escapes characters that a text from a template could use to control the terminal. */
export function plainText(text: string): string {
  return text.replace(CONTROLS, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
