import { statSync } from 'fs';
import { delimiter, join } from 'path';

/** Where Chromium is, or why there is none to start. */
export type Chromium =
  | { readonly is: 'found'; readonly path: string }
  | { readonly is: 'missing'; readonly fault: string };

/** What decides where Chromium is looked for. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isFile: (path: string) => boolean;
}

export const CHROMIUM_REMEDY = 'install Chromium or Google Chrome, or name its executable file in the environment variable CHROMIUM';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Installers of these systems do not extend PATH. */
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const HERE: Surroundings = {
  env: process.env,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

/** Finds Chromium, the only way tests and benchmarks do. A file that the user names is never replaced by another one. */
export function findChromium({ env, isFile }: Surroundings = HERE): Chromium {
  const { CHROMIUM: named = '', PATH: folders = '' } = env;
  if (named !== '') {
    return isFile(named)
      ? { is: 'found', path: named }
      : { is: 'missing', fault: `the environment variable CHROMIUM names ${named}, which is not a file` };
  }
  const searched = folders.split(delimiter).filter((folder) => folder !== '');
  const commands = searched.flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  const path = [...commands, ...APPLICATIONS].find(isFile);
  return path === undefined ? { is: 'missing', fault: `none of ${COMMANDS.join(', ')} is in PATH` } : { is: 'found', path };
}
