/** The version of this library, as its package has it; a `require` and no reading of files, for the sake of bundlers. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- package.json lies outside of what the compiler may import
export const { version: VERSION } = require('../package.json') as { readonly version: string };
