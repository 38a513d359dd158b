import { AcknowledgmentEntry, Acknowledgments, AcknowledgmentFile, NO_ACKNOWLEDGMENTS, readEntries } from './acknowledgment-file';
import type { ApiCacheAuditRow } from '../../audit/api-cache-audit-row';
import { isObject, Path } from '../../core/template-language/place';
import { TemplateFile } from '../../template-text/template-file';

/** The section of `Metadata` in which a template acknowledges its own findings. */
export const METADATA_KEY = 'cdk-encrypt-api-cache';

const LIST = 'acknowledge';
const FIELDS = ['id', 'reason', 'stage', 'until'];

/** The acknowledgments in one section, of the template or of one resource. */
interface Section {
  readonly path: Path;
  /** None for the whole template. */
  readonly logicalId: string | undefined;
  readonly acknowledgments: Acknowledgments;
  readonly content: AcknowledgmentFile;
  /** Why it acknowledges nothing. */
  readonly because?: string;
}

/** Acknowledgments in the `Metadata` of a template and of its resources. */
export class TemplateAcknowledgments {
  private readonly sections: readonly Section[];

  /** @param name of the template, as the user knows it */
  public constructor(private readonly file: TemplateFile, private readonly name: string, now: Date) {
    this.sections = sectionsIn(file.template).map(({ path, logicalId, value }) => {
      const read = isObject(value) && Array.isArray(value[LIST]) && Object.keys(value).length === 1
        ? readEntries(value[LIST] as readonly unknown[], LIST, FIELDS)
        : { is: 'wrong' as const, because: `${METADATA_KEY} must contain a list named ${LIST} and nothing else` };
      const content = read.is === 'file' ? read.file : NO_ACKNOWLEDGMENTS;
      return { path, logicalId, content, acknowledgments: new Acknowledgments(content, name, now), ...read.is === 'wrong' && { because: read.because } };
    });
  }

  public of(row: ApiCacheAuditRow): ApiCacheAuditRow {
    return this.sections.filter(({ logicalId }) => logicalId === undefined || row.logicalId.split('/')[0] === logicalId)
      .reduce((acknowledged, { acknowledgments }) => acknowledgments.of(acknowledged, this.name), row);
  }

  /** What is wrong with them, or acknowledges nothing, once every row was looked at. */
  public get warnings(): readonly string[] {
    return this.sections.flatMap(({ path, content, acknowledgments: { unusedEntries: { expired, unused } }, because }) => {
      const at = (place: Path) => `${this.name}:${this.file.lineOf(place)}`;
      const atEntry = (entry: AcknowledgmentEntry) => at([...path, LIST, content.entries.indexOf(entry)]);
      return [
        ...because === undefined ? [] : [`${at(path)}: ${because}`],
        ...expired.map((entry) => `${atEntry(entry)}: the acknowledgment of ${entry.id} expired (valid until ${entry.until})`),
        ...unused.map((entry) => `${atEntry(entry)}: the acknowledgment of ${entry.id} matches no finding`),
      ];
    });
  }
}

function sectionsIn({ Metadata: metadata, Resources: resources }: TemplateFile['template']) {
  const places = [
    { logicalId: undefined, path: ['Metadata'], metadata },
    ...Object.entries(isObject(resources) ? resources : {}).map(([logicalId, resource]) =>
      ({ logicalId, path: ['Resources', logicalId, 'Metadata'], metadata: isObject(resource) ? resource.Metadata : undefined })),
  ];
  return places.flatMap(({ logicalId, path, metadata: section }) => isObject(section) && section[METADATA_KEY] !== undefined
    ? [{ logicalId, path: [...path, METADATA_KEY], value: section[METADATA_KEY] }] : []);
}
