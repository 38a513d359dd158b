import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { IConstruct } from 'constructs';
import type { ApiCacheAuditRow } from '../audit/api-cache-audit-row';
import { ReportInput, ReportOrigin, reportOf } from '../audit/report';
import { ReportFormat, REPORT_FORMATS, WRITERS } from '../audit/report-formats';

/** What is known of a stack. */
export interface StackEvidence {
  readonly rows: readonly ApiCacheAuditRow[];
  /** Its template, if it is written. */
  readonly input?: ReportInput;
}

/** The evidence of stacks, by their paths; none for those that could not be judged. */
export type StackRows = ReadonlyMap<string, StackEvidence | undefined>;

const FOLDERS = new WeakMap<IConstruct, Map<string, EvidenceFolder>>();

/**
 * The evidence files in one folder. Several plugins can write to it, and CDK calls
 * each of them for its own CDK stage.
 */
export class EvidenceFolder {
  public static of(app: IConstruct, path: string): EvidenceFolder {
    const ofApp = FOLDERS.get(app) ?? new Map<string, EvidenceFolder>();
    FOLDERS.set(app, ofApp);
    const folder = ofApp.get(path) ?? new EvidenceFolder(path);
    ofApp.set(path, folder);
    return folder;
  }

  private readonly formats = new Set<ReportFormat>();
  private readonly parts = new Map<object, StackRows>();

  private constructor(private readonly path: string) {
  }

  /** Registers the wanted formats. Call it before `write`. */
  public want(formats: readonly ReportFormat[]): void {
    formats.forEach((format) => this.formats.add(format));
  }

  /** Replaces the rows that a plugin provided at an earlier synthesis. */
  public put(plugin: object, stacks: StackRows): void {
    this.parts.set(plugin, stacks);
  }

  /**
   * Writes the rows known so far, and removes formats that are no longer wanted. An
   * unchanged file is left as it is. If a stack could not be judged, no evidence is
   * written, because incomplete evidence would look complete.
   */
  public write(generatedAt?: Date, origin?: Pick<ReportOrigin, 'cdkVersion' | 'commit' | 'pipelineRun'>): void {
    const stacks = new Map([...this.parts.values()].flatMap((part) => [...part]));
    const known = [...stacks.values()].flatMap((evidence) => evidence === undefined ? [] : [evidence]);
    const isComplete = known.length === stacks.size;
    const wanted = REPORT_FORMATS.filter((format) => isComplete && this.formats.has(format));
    this.removeAllBut(wanted);
    if (wanted.length > 0) {
      const inputs = known.flatMap(({ input }) => input ?? []);
      const report = reportOf(known.flatMap(({ rows }) => rows), generatedAt, { ...origin, inputs, read: known.length, notRead: 0 });
      mkdirSync(this.path, { recursive: true });
      wanted.forEach((format) => replace(this.fileOf(format), WRITERS[format](report)));
    }
  }

  /** Removes the files of an earlier synthesis, which must not be mistaken for evidence of this one. */
  public clear(): void {
    this.removeAllBut([]);
  }

  private removeAllBut(wanted: readonly ReportFormat[]): void {
    const others = REPORT_FORMATS.filter((format) => !wanted.includes(format));
    const failures = others.flatMap((format) => failureOf(() => rmSync(this.fileOf(format), { force: true })));
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  private fileOf(format: ReportFormat): string {
    return join(this.path, `api-cache-evidence.${format}`);
  }
}

function failureOf(act: () => void): readonly unknown[] {
  try {
    act();
    return [];
  } catch (error) {
    return [error];
  }
}

/** Replaces the file atomically, so that no reader sees half of it. */
function replace(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) {
    return;
  }
  const written = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(written, text);
    renameSync(written, file);
  } finally {
    rmSync(written, { force: true });
  }
}
