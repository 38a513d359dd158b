import { accessSync, chmodSync, chownSync, closeSync, constants, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'fs';
import { basename, dirname, join } from 'path';

/**
 * Writes a file at once or not at all: nobody may read half of it, and a crash
 * leaves the old one. What a link leads to is written, not the link; permissions
 * and owner stay.
 *
 * @throws if the file or its folder may not be written
 */
export function writeFile(path: string, text: string | Uint8Array): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  const old = statSync(target, { throwIfNoEntry: false });
  if (old !== undefined && !old.isFile()) {
    // A pipe or a device is written to, not replaced.
    writeFileSync(target, text);
    return;
  }
  if (old !== undefined) {
    accessSync(target, constants.W_OK);
  }
  const written = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const file = openSync(written, 'wx', 0o666);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (old !== undefined) {
      chmodSync(written, old.mode);
      keepOwner(written, old);
    }
    renameSync(written, target);
  } finally {
    rmSync(written, { force: true });
  }
}

/** Restores the owner if permitted: only the superuser can change it. */
function keepOwner(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  const own = statSync(path);
  if (own.uid !== uid || own.gid !== gid) {
    try {
      chownSync(path, uid, gid);
    } catch {
      // The file then belongs to the current user, as with any editor.
    }
  }
}
