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

/** What the index loads of them, and the files of `lib` that it loads it from: an app that only encrypts does not even read them. */
export const BESIDE_THE_INDEX: Readonly<Record<string, string>> = {
  'csv-stringify/sync': 'third-party/csv-stringify.js',
  'mustache': 'third-party/mustache.js',
  'yaml': 'third-party/yaml.js',
};

/** What the command line loads only to call AWS, and the file of `lib` that it loads it from. */
export const BESIDE_THE_COMMAND_LINE: Readonly<Record<string, string>> = {
  './aws': 'deployed/aws.js',
};
