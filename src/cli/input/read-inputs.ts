import { readFileSync } from 'fs';
import { Input, inTrouble } from './input';
import { Source } from './source';
import { reasonOf } from './sources';
import { readContents } from '../../audit/input/read-contents';

/** Reads the content of a source, and tells by it what it is. Nothing for a file of a folder that is none of our business. */
export function readInputs(source: Source, raw: ReturnType<typeof bytesOf>): readonly Input[] {
  return raw instanceof Uint8Array ? inputsIn(source, raw) : [inTrouble(source, raw.because)];
}

/** The bytes of a source, or why there are none. */
export function bytesOf({ path }: Source, stdin: () => Uint8Array): Uint8Array | { readonly because: string } {
  try {
    return path === undefined ? stdin() : readFileSync(path);
  } catch (error) {
    return { because: reasonOf(error) };
  }
}

function inputsIn(source: Source, raw: Uint8Array): readonly Input[] {
  const wide = utf16(raw);
  // What is piped through is written again, whether or not it has stages.
  const contents = readContents(wide ?? raw, { isFound: source.isFound, isWhole: source.path === undefined });
  return contents.map((content): Input => {
    if (content.is === 'unreadable') {
      return inTrouble(source, content.because, content.line);
    }
    // CloudFormation takes no template in UTF-16, but Windows PowerShell writes listings so.
    return wide !== undefined && content.is === 'template' ? inTrouble(source, 'encoded in UTF-16 instead of UTF-8') : { ...content, source };
  });
}

/** The text of a file in UTF-16 that says so by its mark. */
function utf16(raw: Uint8Array): string | undefined {
  const isMarked = (raw[0] === 0xFF && raw[1] === 0xFE) || (raw[0] === 0xFE && raw[1] === 0xFF);
  return isMarked ? new TextDecoder(raw[0] === 0xFF ? 'utf-16le' : 'utf-16be').decode(raw) : undefined;
}
