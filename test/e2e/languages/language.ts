/** A language that the package is published for, and how an app in it is synthesised. */
export interface Language {
  readonly name: string;
  /** The folder of its example; by default the name in lower case. */
  readonly example?: string;
  /** Whether a machine without its tools is no fault: that of the project's CI has none. */
  readonly isOptional?: boolean;
  /** The commands that it takes, each with arguments that make it say its version. */
  readonly tools: readonly (readonly [command: string, ...args: string[]])[];
  /** The task of projen that builds the package. */
  readonly package: string;
  /** Installs the package with CDK, constructs and cdk-nag beside a copy of the example. */
  readonly install: (folder: string) => Installed;
}

export interface Installed {
  /** What the CDK CLI is to run. */
  readonly app: string;
  /** Runs the program with the cases. */
  readonly cases: readonly [command: string, ...args: string[]];
  readonly env?: NodeJS.ProcessEnv;
  /** The command line as the package manager has installed it; none where it installs none. */
  readonly commandLine?: string;
  /** What was installed, as its package manager says. */
  readonly versions: string;
}
