import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { IConstruct } from 'constructs';
import type { ApiCacheAuditRow } from './api-cache-audit-row';
import { reportOf } from './audit-report';
import { csv } from './report/csv';
import { html } from './report/html';
import { json } from './report/json';
import { sarif } from './report/sarif';

/** The formats of evidence, by the ending of their files. */
const FORMATS = { json, csv, sarif, html } as const;

export type Format = keyof typeof FORMATS;

const FOLDERS = new WeakMap<IConstruct, Map<string, EvidenceFolder>>();

/**
 * The files of evidence in one folder, whoever writes to it: several plugins may,
 * and CDK asks each about its own CDK stage, or about one environment after the other.
 */
export class EvidenceFolder {
  public static of(app: IConstruct, path: string): EvidenceFolder {
    const ofApp = FOLDERS.get(app) ?? new Map<string, EvidenceFolder>();
    FOLDERS.set(app, ofApp);
    const folder = ofApp.get(path) ?? new EvidenceFolder(path);
    ofApp.set(path, folder);
    return folder;
  }

  private readonly formats = new Set<Format>();
  private rows = new Map<string, readonly ApiCacheAuditRow[]>();

  private constructor(private readonly path: string) {
  }

  /** To be told of every file that is wanted, before anything is written. */
  public want(formats: readonly Format[]): void {
    formats.forEach((format) => this.formats.add(format));
  }

  /** Adds the rows of stacks. One that comes again is of another synthesis. */
  public add(stacks: ReadonlyMap<string, readonly ApiCacheAuditRow[]>): void {
    const isAnother = [...stacks.keys()].some((stack) => this.rows.has(stack));
    this.rows = new Map([...isAnother ? [] : this.rows, ...stacks]);
  }

  /** Writes what is known so far. A file that says the same already is left as it is. */
  public write(generatedAt?: Date): void {
    const report = reportOf([...this.rows.values()].flat(), generatedAt);
    mkdirSync(this.path, { recursive: true });
    this.formats.forEach((format) => replace(this.fileOf(format), FORMATS[format](report)));
  }

  /** Removes what an earlier synthesis has left: it must not be taken for evidence of this one. */
  public clear(): void {
    this.formats.forEach((format) => rmSync(this.fileOf(format), { force: true }));
  }

  private fileOf(format: Format): string {
    return join(this.path, `api-cache-evidence.${format}`);
  }
}

/** At once or not at all: nobody may read half a file. */
function replace(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) {
    return;
  }
  const written = `${file}.${process.pid}.tmp`;
  writeFileSync(written, text);
  renameSync(written, file);
}
