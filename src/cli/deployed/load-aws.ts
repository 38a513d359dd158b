type Aws = typeof import('./aws');

/** What of the SDK is needed, when AWS is to be called and not before: `projenrc/bundle.ts` makes a file of its own of it. */
export function loadAws(): Aws {
  // The SDK would warn of versions of Node.js that it will not support one day; which one runs is not up to the user of a command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no other command may wait for the SDK
  return require('./aws') as Aws;
}
