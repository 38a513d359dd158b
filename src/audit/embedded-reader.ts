import { readdirSync, readFileSync, statSync } from 'fs';
import { basename, dirname, extname, join, resolve } from 'path';
import { EmbeddedReader, OpenedFile } from '../core/judgement/embedded-stages';
import { Parsed } from '../core/template-language/pieced-text';
import { isObject } from '../core/template-language/place';
import { readDocument } from '../template-text/read-document';

/** Reads templates that stand in others: those beside them too, as assets in a cloud assembly or under a local path. */
export const EMBEDDED_READER: EmbeddedReader = { parse, open };

/** Reads what stands in a template itself, wherever that comes from. */
export const EMBEDDED_TEXT_READER: EmbeddedReader = { parse, open: () => undefined };

function parse(text: string): Parsed {
  try {
    return { is: 'read', value: JSON.parse(text) as unknown };
  } catch {
    return readDocument(text);
  }
}

function open(location: unknown, from: string | undefined): OpenedFile | undefined {
  const file = from === undefined ? undefined : fileAt(location, from);
  const text = file === undefined ? undefined : readText(file);
  return file === undefined || text === undefined ? undefined : { file, text };
}

/**
 * The file that the address of a template leads to; nothing for an address elsewhere.
 *
 * @param from the template that has the address
 */
export function fileAt(location: unknown, from: string): string | undefined {
  const hashes = new Set(JSON.stringify(location).match(/[0-9a-f]{64}/g));
  return hashes.size === 0 ? localFile(location, from) : [...hashes]
    .map((hash) => assetFile(hash, from)).find((file) => file !== undefined);
}

/** The extensions of templates and listings. */
export const TEMPLATE_ENDINGS: ReadonlySet<string> = new Set(['.json', '.yaml', '.yml', '.template']);

/** What `aws cloudformation package` uploads. */
function localFile(location: unknown, from: string): string | undefined {
  const isPath = typeof location === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(location) && TEMPLATE_ENDINGS.has(extname(location).toLowerCase());
  return isPath ? realFile(resolve(dirname(from), location)) : undefined;
}

/** By the name that CDK gives it, or else by what an asset manifest says. */
function assetFile(hash: string, from: string): string | undefined {
  const staged = foldersAround(dirname(from)).flatMap((folder) => [...TEMPLATE_ENDINGS, '.txt', ''].map((ending) => join(folder, `asset.${hash}${ending}`)));
  return staged.find((file) => realFile(file) !== undefined) ?? listedFile(hash, from);
}

/** CDK keeps the assets of CDK stages in the cloud assembly around them. */
function foldersAround(folder: string): readonly string[] {
  return basename(folder).startsWith('assembly-') ? [folder, ...foldersAround(dirname(folder))] : [folder];
}

const ASSET_MANIFEST_ENDING = '.assets.json';

function listedFile(hash: string, from: string): string | undefined {
  const folder = dirname(from);
  const own = basename(from).replace(/(?:\.template)?\.json$/, ASSET_MANIFEST_ENDING);
  for (const name of [own, ...filesIn(folder).filter((file) => file.endsWith(ASSET_MANIFEST_ENDING) && file !== own)]) {
    const path = sourceIn(join(folder, name), hash);
    if (path !== undefined) {
      return realFile(resolve(folder, path));
    }
  }
  return undefined;
}

function sourceIn(manifest: string, hash: string): string | undefined {
  const text = readText(manifest);
  if (text?.includes(hash) !== true) {
    return undefined;
  }
  try {
    const { files } = JSON.parse(text) as { readonly files?: unknown };
    const asset = isObject(files) ? files[hash] : undefined;
    const source = isObject(asset) ? asset.source : undefined;
    return isObject(source) && typeof source.path === 'string' ? source.path : undefined;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function realFile(file: string): string | undefined {
  try {
    return statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
