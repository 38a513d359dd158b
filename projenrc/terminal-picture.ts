/** Colours of one scheme. */
export interface Scheme {
  readonly background: string;
  readonly border: string;
  readonly text: string;
  readonly quiet: string;
  readonly red: string;
  readonly yellow: string;
  readonly green: string;
}

/** Text in one style, and the column where it begins. */
interface Run {
  readonly text: string;
  readonly column: number;
  readonly isBold: boolean;
  readonly colour: keyof Scheme;
}

interface Style {
  readonly isBold: boolean;
  readonly colour: keyof Scheme;
}

const PLAIN: Style = { isBold: false, colour: 'text' };
const FONT_SIZE = 14;
const COLUMN_WIDTH = 8.4;
const LINE_HEIGHT = 20;
const MARGIN = 20;
const FONTS = 'ui-monospace, SFMono-Regular, Menlo, Consolas, &quot;DejaVu Sans Mono&quot;, monospace';

/** What a terminal shows, as SVG. Every run has its own place and width, so columns stay aligned in any font. */
export function renderTerminal(output: string, title: string, scheme: Scheme): string {
  const lines = output.trimEnd().split('\n').map(runsOf);
  const columns = Math.max(...lines.flat().map(({ text, column }) => column + text.length));
  const [width, height] = [rounded(columns * COLUMN_WIDTH + 2 * MARGIN), lines.length * LINE_HEIGHT + 2 * MARGIN];
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${FONTS}" font-size="${FONT_SIZE}">
<title>${escaped(title)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="${scheme.background}" stroke="${scheme.border}"/>
${lines.flatMap((runs, line) => runs.map((run) => textOf(run, line, scheme))).join('\n')}
</svg>
`;
}

function textOf({ text, column, isBold, colour }: Run, line: number, scheme: Scheme): string {
  const x = rounded(MARGIN + column * COLUMN_WIDTH);
  const y = MARGIN + line * LINE_HEIGHT + FONT_SIZE;
  const style = `fill="${scheme[colour]}"${isBold ? ' font-weight="bold"' : ''}`;
  const width = `textLength="${rounded(text.length * COLUMN_WIDTH)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${x}" y="${y}" ${width} ${style}>${escaped(text)}</text>`;
}

/** The runs of a line, without the escape sequences that style them and the spaces between columns. */
function runsOf(line: string): readonly Run[] {
  const runs: Run[] = [];
  let [column, style] = [0, PLAIN];
  // eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
  for (const [, code, text] of line.matchAll(/\u001b\[(\d+)m|([^\u001b]+)/g)) {
    if (code !== undefined) {
      style = styleAfter(Number(code), style);
      continue;
    }
    for (const { 0: part, index } of text.matchAll(/\S+(?: \S+)*/g)) {
      runs.push({ text: part, column: column + index, ...style });
    }
    column += text.length;
  }
  return runs;
}

const COLOURS: Readonly<Record<number, keyof Scheme>> = { 31: 'red', 32: 'green', 33: 'yellow', 39: 'text', 90: 'quiet' };

/** @throws for a code that no example prints */
function styleAfter(code: number, style: Style): Style {
  const colour = COLOURS[code];
  if (colour !== undefined) {
    return { ...style, colour };
  }
  if (code !== 1 && code !== 22) {
    throw new Error(`no picture of the escape sequence ${code}`);
  }
  return { ...style, isBold: code === 1 };
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
