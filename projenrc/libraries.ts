/** The libraries that are bundled, and the ranges of their versions (ADR 0020). What they need themselves comes with them. */
export const LIBRARIES: Readonly<Record<string, string>> = {
  // Exact: from 2027 on the SDK needs Node.js 22.
  '@aws-sdk/client-account': '3.1169.0',
  '@aws-sdk/client-api-gateway': '3.1142.0',
  '@aws-sdk/client-config-service': '3.1124.0',
  '@aws-sdk/client-organizations': '3.1175.0',
  '@aws-sdk/client-sts': '3.1177.0',
  '@aws-sdk/credential-providers': '3.1175.0',
  'commander': '^14',
  'csv-stringify': '^6',
  'diff': '^8',
  'jsonc-parser': '^3',
  'mustache': '^4',
  'picomatch': '^4',
  'tinyglobby': '^0.2',
  'yaml': '^2',
};

/** The files of `lib` that they are in, each loaded when something of it is used: most runs need few of them (ADR 0020). */
export const LIBRARY_FILES: Readonly<Record<string, string>> = {
  'commander': 'third-party/commander.js',
  'csv-stringify/sync': 'third-party/csv-stringify.js',
  'diff': 'third-party/diff.js',
  'jsonc-parser': 'third-party/jsonc-parser.js',
  'mustache': 'third-party/mustache.js',
  'picomatch': 'third-party/picomatch.js',
  'tinyglobby': 'third-party/tinyglobby.js',
  'yaml': 'third-party/yaml.js',
};

/** What calls AWS, with its SDK, and the file of `lib` that it is in. */
export const AWS_FILES: Readonly<Record<string, string>> = {
  './aws': 'deployed/aws.js',
};
