import { spawnSync } from 'child_process';

/** What a measure needs of the machine, beside what `npm ci` installs. */
export interface Prerequisite {
  readonly name: string;
  /** Why it cannot be used here; nothing where it can. */
  readonly findFault: () => string | undefined;
  /** How to get it. */
  readonly remedy: string;
}

/** A command that ends with exit code 0 where it is what a measure needs. */
export interface RequiredCommand {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Why it cannot be used although it is there. */
  readonly unfit: string;
  readonly remedy: string;
}

export function requireCommand({ name, command: [program, ...args], unfit, remedy }: RequiredCommand): Prerequisite {
  const findFault = () => {
    const { status, error } = spawnSync(program, args, { stdio: 'ignore' });
    if (error !== undefined) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? `${program} is not in PATH` : `${program} does not start`;
    }
    return status === 0 ? undefined : unfit;
  };
  return { name, findFault, remedy };
}
