/** The libraries that are bundled, and the ranges of their versions (ADR 0020). What they need themselves comes with them. */
export const LIBRARIES: Readonly<Record<string, string>> = {
  'commander': '^14',
  'csv-stringify': '^6',
  'diff': '^8',
  'jsonc-parser': '^3',
  'mustache': '^4',
  'picomatch': '^4',
  'tinyglobby': '^0.2',
  'yaml': '^2',
};

/** What the index loads of them, and the files of `lib` that it loads it from: an app that only encrypts does not even read them. */
export const BESIDE_THE_INDEX: Readonly<Record<string, string>> = {
  'csv-stringify/sync': 'third-party/csv-stringify.js',
  'mustache': 'third-party/mustache.js',
  'yaml': 'third-party/yaml.js',
};
