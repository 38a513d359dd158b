import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { Installed } from './language';
import { run } from './shell';
import { packReportIn } from '../../support/report';

/** What a case comes to, in any language. */
export interface Outcome {
  /** The method settings in its template: stage, method, and whether it is encrypted. */
  readonly settings?: readonly string[];
  /** What packs have found, by construct and rule. */
  readonly findings?: readonly string[];
  /** The same of what is acknowledged, with the reason. */
  readonly acknowledged?: readonly string[];
  /** What the program prints. Languages may put words of their own around it. */
  readonly printed?: readonly string[];
}

/** The cases of the program that there is in every language, and what each has to come to. */
export const CASES: Readonly<Record<string, Outcome>> = {
  lazy: { settings: ['Prod GET /~1orders: true'] },
  override: { settings: ['Prod GET /~1orders: true'] },
  aspect: { settings: ['Prod GET /~1orders: true'] },
  subclass: { settings: ['Prod GET /~1orders: true', 'Legacy GET /~1orders: undefined'] },
  pack: {
    settings: ['Prod GET /~1orders: undefined', 'Prod GET /~1prices: undefined'],
    findings: ['Shop/Prod Company-CacheDataEncrypted[~1orders/GET]'],
    acknowledged: ['Shop/Prod Company-CacheDataEncrypted[~1prices/GET]: public price list, approved by the data owner'],
  },
  option: {
    printed: [
      'the name of a rule in severities must be one of CacheDataEncrypted, CacheEncryptionReadable, CacheEncryptionExplicit, '
      + 'DormantCacheEncrypted, MethodSettingKeyEffective, got "CacheEncrypted"',
    ],
  },
  text: { printed: ['template.yaml:10 */*: UNENCRYPTED', 'template.yaml:11 ~1orders/GET: ENCRYPTED'] },
  twice: { settings: ['Prod GET /~1orders: true'] },
};

/** Only a text has the short form `!If`. */
const TEMPLATE = `Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc123
      CacheClusterEnabled: true
      MethodSettings:
        - { HttpMethod: '*', ResourcePath: /*, CachingEnabled: !If [IsProd, true, false] }
        - { HttpMethod: GET, ResourcePath: /~1orders, CachingEnabled: true, CacheDataEncrypted: true }
`;

const PACKS = ['ApiCache', 'Company'];

/** Without CDK's own check of templates, which takes seconds, and with a report where packs would make the program fail. */
const ENV = {
  CDK_VALIDATION: 'false',
  CDK_CONTEXT_JSON: JSON.stringify({ '@aws-cdk/core:failSynthOnValidationErrors': false }),
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
};

/** Runs the program with the cases. Names those that come to something else. */
export function checkCases(folder: string, { cases: [program, ...args], env }: Installed): readonly string[] {
  const written = join(folder, 'cases.out');
  rmSync(written, { recursive: true, force: true });
  writeFileSync(join(folder, 'template.yaml'), TEMPLATE);
  const { output } = run(program, args, folder, { ...env, ...ENV });
  return Object.entries(CASES).flatMap(([name, expected]) => {
    const printed = (expected.printed ?? []).filter((text) => output.includes(text));
    const outcome = { ...outcomeIn(join(written, name)), printed };
    const wanted = { settings: [], findings: [], acknowledged: [], printed: [], ...expected };
    return isDeepStrictEqual(outcome, wanted) ? []
      : [`${name}: ${JSON.stringify(outcome)}, has to be ${JSON.stringify(wanted)}; the program printed:\n${output}`];
  });
}

interface WrittenResource {
  readonly Type: string;
  readonly Properties: { readonly MethodSettings: readonly Readonly<Record<string, unknown>>[] };
}

function outcomeIn(assembly: string): Required<Omit<Outcome, 'printed'>> {
  const settings = resourcesIn(assembly).filter(([, { Type }]) => Type === 'AWS::ApiGateway::Stage')
    .flatMap(([id, { Properties }]) => Properties.MethodSettings.map(({ HttpMethod, ResourcePath, CacheDataEncrypted }) =>
      `${id} ${HttpMethod} ${ResourcePath}: ${CacheDataEncrypted}`));
  const reports = PACKS.map((pack) => packReportIn(assembly, pack));
  return {
    settings,
    findings: reports.flatMap(({ active }) => active),
    acknowledged: reports.flatMap(({ acknowledged }) => acknowledged.map((line) => line.replace(/ by .*? at .*?: /, ': '))),
  };
}

function resourcesIn(assembly: string): readonly (readonly [id: string, resource: WrittenResource])[] {
  const files = existsSync(assembly) ? readdirSync(assembly).filter((file) => file.endsWith('.template.json')) : [];
  return files.flatMap((file) => {
    const { Resources } = JSON.parse(readFileSync(join(assembly, file), 'utf8')) as { readonly Resources: Readonly<Record<string, WrittenResource>> };
    return Object.entries(Resources);
  });
}
