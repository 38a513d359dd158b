import { createTwoFilesPatch } from 'diff';
import { STANDARD_INPUT } from '../input/sources';
import type { Stream } from '../terminal/environment';
import { plainText } from '../terminal/plain-text';
import { Styled } from '../terminal/styled';

/** What would change in a template, as a patch; nothing if nothing would. On a terminal it is shown, anywhere else it can be applied. */
export function renderDiff(name: string, before: string, after: string, stream: Stream): string {
  if (before === after) {
    return '';
  }
  const shown = plainText(name === STANDARD_INPUT ? 'template' : name);
  // The first line is one that only Subversion has a use for.
  const [, ...lines] = createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, undefined, undefined, { context: 3 }).split('\n');
  return (stream.isTerminal ? lines.map((line) => colorLine(line, new Styled(stream))) : lines).join('\n');
}

function colorLine(line: string, style: Styled): string {
  const plain = line.split('\t').map(plainText).join('\t');
  if (plain.startsWith('+')) {
    return style.added(plain);
  }
  return plain.startsWith('-') ? style.removed(plain) : plain;
}
