import { existsSync } from 'fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'path';
import { fileURLToPath } from 'url';

/** A place in the code of a project. */
export interface SourceLine {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly line: number;
}

/** The folder that paths are relative to: the working copy that the app is run in, or the working directory if it is none. */
export function projectAround(folder: string): string {
  const isWorkingCopy = existsSync(join(folder, '.git'));
  const parent = dirname(folder);
  if (isWorkingCopy) {
    return folder;
  }
  return parent === folder ? resolve() : projectAround(parent);
}

/** `new ShopStack (/home/me/shop/lib/shop-stack.ts:11:17)`; `<module> (app.py:7)` where a guest language calls. */
const FRAME = /\((.+?):(\d+)(?::\+?\d+)?\)$/;

/**
 * What CDK makes of a frame without a function, such as `/home/me/shop/app.mjs:9:5`: it looks for a parenthesis, and cuts off what is
 * before it.
 */
const BARE_FRAME = /^\s*(?:at )?(?:async )?(.+?):(\d+)(?::\d*)? \(.*:\)$/;

/** The first line of a trace that lies in the project. */
export function lineIn(trace: unknown, project: string): SourceLine | undefined {
  const frames = Array.isArray(trace) ? trace as readonly unknown[] : String(trace ?? '').split('\n');
  for (const frame of frames) {
    const text = String(frame).trimEnd();
    const [, file, line] = BARE_FRAME.exec(text) ?? FRAME.exec(text) ?? [];
    const inProject = file === undefined ? undefined : relativeTo(project, file);
    if (inProject !== undefined) {
      return { file: inProject, line: Number(line) };
    }
  }
  return undefined;
}

/** Of this machine: another one's has its name before the path. */
const FILE_URL = 'file:///';

function relativeTo(project: string, file: string): string | undefined {
  const absolute = resolve(file.startsWith(FILE_URL) ? fileURLToPath(file) : file);
  const path = relative(project, absolute).split(sep);
  const isInside = path[0] !== '..' && !isAbsolute(path[0]) && !path.includes('node_modules');
  // A frame of a guest language may be of no file at all: <frozen runpy>
  return isInside && existsSync(absolute) ? path.join('/') : undefined;
}
