import { homedir } from 'os';
import { join } from 'path';

/** What is slow to make and the same for every checkout is kept here. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk-encrypt-api-cache');
