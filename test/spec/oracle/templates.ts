import fc from 'fast-check';
import { conditions } from './generator/conditions';
import { mappings, parameters } from './generator/parameters';
import { prune } from './generator/prune';
import { stages } from './generator/resources';
import type { Flavor } from './generator/vocabulary';
import type { JsonObject } from './oracle/json';

function templatesOf(flavor: Flavor): fc.Arbitrary<JsonObject> {
  return fc.record({ Parameters: parameters(flavor), Mappings: mappings(), Conditions: conditions(flavor), stages: stages(flavor) })
    .map(({ stages: { usesSam, ...sections }, ...language }) => prune({
      // A lookup with a DefaultValue, or of a map that a Ref names, needs the language extensions.
      Transform: usesSam ? ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'] : 'AWS::LanguageExtensions',
      ...language,
      ...sections,
    }));
}

/** Whole templates in which every verdict occurs. */
export const templates: fc.Arbitrary<JsonObject> = templatesOf('any');

/** Whole templates in which every value can be read once the parameters are chosen, and no key is refused. */
export const readableTemplates: fc.Arbitrary<JsonObject> = templatesOf('readable');
