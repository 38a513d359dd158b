export interface LineDiff {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/**
 * The lines that only one of two texts has: a longest common subsequence, as `diff` prints it. A line break at the end of the text is no
 * line.
 */
export function lineDiff(before: string, after: string): LineDiff {
  const [a, b] = [before, after].map((text) => text.split('\n'));
  const start = a.findIndex((line, index) => line !== b[index]);
  if (start === -1) {
    return { removed: [], added: b.slice(a.length) };
  }
  const [x, y] = [a.slice(start), b.slice(start)];
  const lengths = Array.from({ length: x.length + 1 }, () => new Array<number>(y.length + 1).fill(0));
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      lengths[i][j] = x[i] === y[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const [removed, added]: [string[], string[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      [i, j] = [i + 1, j + 1];
    } else if (j < y.length && (i === x.length || lengths[i][j + 1] >= lengths[i + 1][j])) {
      added.push(y[j++]);
    } else {
      removed.push(x[i++]);
    }
  }
  return { removed, added };
}
