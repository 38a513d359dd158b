import { canConfigureStage } from './stage-cache';
import { TemplateResource } from './stage-layout';
import { branchesOf, itemsOf } from '../template-language/intrinsics';
import { child, Path, Place } from '../template-language/place';

/** A template that a resource of another template deploys. */
export interface EmbeddedTemplate {
  /** Whether it stands there itself, or the address of it. */
  readonly is: 'text' | 'location';
  /** Where in the resource. */
  readonly path: Path;
  readonly raw: unknown;
}

/** How a type of resource holds templates. */
interface Holder {
  readonly places: readonly { readonly is: EmbeddedTemplate['is']; readonly steps: readonly string[] }[];
  /** Whether they are deployed where the template around them is: to the same region and account. */
  readonly isDeployedHere: boolean;
}

/** Any item of a list. */
const EACH = '*';

const BODY = { is: 'text', steps: ['TemplateBody'] } as const;
const URL = { is: 'location', steps: ['TemplateURL'] } as const;

export const NESTED_STACK_TYPE = 'AWS::CloudFormation::Stack';

const HOLDERS: ReadonlyMap<string, Holder> = new Map<string, Holder>([
  [NESTED_STACK_TYPE, { places: [BODY, URL], isDeployedHere: true }],
  ['AWS::CloudFormation::StackSet', { places: [BODY, URL], isDeployedHere: false }],
  ['AWS::Serverless::Application', { places: [{ is: 'location', steps: ['Location'] }], isDeployedHere: true }],
  ['AWS::ServiceCatalog::CloudFormationProduct', {
    places: [{ is: 'location', steps: ['ProvisioningArtifactParameters', EACH, 'Info', 'LoadTemplateFromURL'] }],
    isDeployedHere: false,
  }],
]);

/** The types of resources that hold templates. */
export const EMBEDDING_TYPES: readonly string[] = [...HOLDERS.keys()];

/** The properties that hold templates, by themselves or in what is below. */
const PROPERTIES: ReadonlySet<unknown> =
  new Set([...HOLDERS.values()].flatMap(({ places }) => places.map(({ steps: [property] }) => property)));

/** Whether a path of a resource leads into a template that stands there. */
export function isEmbedded([section, property]: Path): boolean {
  return section === 'Properties' && PROPERTIES.has(property);
}

/** Whether resources of the type hold templates. */
export function canEmbed(type: string): boolean {
  return HOLDERS.has(type);
}

export function isDeployedHere(type: string): boolean {
  return HOLDERS.get(type)?.isDeployedHere === true;
}

/** The templates that a resource holds, in each branch of an `Fn::If`. */
export function embeddedTemplates({ type, properties }: TemplateResource): readonly EmbeddedTemplate[] {
  return HOLDERS.get(type)?.places.flatMap(({ is, steps }) =>
    placesAt(new Place(properties, 'Properties'), steps).map(({ path, raw }) => ({ is, path, raw }))) ?? [];
}

function placesAt(place: Place, [step, ...more]: readonly string[]): readonly Place[] {
  const branches = branchesOf(place);
  switch (step) {
    case undefined:
      return branches.filter(({ raw }) => raw !== undefined && raw !== null);
    case EACH:
      return branches.flatMap(itemsOf).flatMap((item) => placesAt(item, more));
    default:
      return branches.flatMap((branch) => placesAt(child(branch, step), more));
  }
}

const STAGES = /AWS::(?:ApiGateway::(?:Stage|Deployment)|Serverless::(?:Api|Function|StateMachine))\b/g;

/** A type in a text that can have a cache, rather by itself than by what SAM makes of it; nothing if it names none. */
export function stageTypeIn(text: string): string | undefined {
  const types = text.match(STAGES) ?? [];
  return types.find(canConfigureStage) ?? types[0];
}

/** Whether a text may be a template with templates in it. */
export function mayEmbed(text: string): boolean {
  return EMBEDDING_TYPES.some((type) => text.includes(type));
}
