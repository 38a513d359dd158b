import { DEPLOYED } from '../catalog/property-names';
import { STAGE_ARN_PATTERN } from '../core/stage/stage-arn';
import { asset } from '../package-files';

/** A step of the document. Its handler and the file of its script have one name. */
interface Step {
  readonly name: string;
  readonly handler: string;
  readonly seconds: number;
}

/** The step that does everything, for as long as a script may run. It never fails, because a step that fails has no outputs. */
const ENCRYPT: Step = { name: 'EncryptApiCache', handler: 'encrypt_api_cache', seconds: 600 };
const FAIL: Step = { name: 'FailIfIncomplete', handler: 'fail_if_incomplete', seconds: 60 };

/** The names of the parameters of the document. */
export const RUNBOOK_PARAMETERS = { role: 'AutomationAssumeRole', stageArn: 'StageArn', dryRun: 'DryRun', flushCache: 'FlushCache' } as const;

const ROLE_ARN_PATTERN = '^arn:aws[a-z0-9-]*:iam::[0-9]{12}:role/.+$';

const { role, stageArn, dryRun, flushCache } = RUNBOOK_PARAMETERS;

const OUTPUTS = [
  ['Outcome', 'String'],
  ['Message', 'String'],
  ['ChangedKeys', 'StringList'],
  ['WouldChangeKeys', 'StringList'],
  ['UnencryptedKeys', 'StringList'],
  ['CacheFlushed', 'Boolean'],
  ['Succeeded', 'String'],
] as const;

const DESCRIPTION = `## Encrypt the API cache of a stage

Sets \`${DEPLOYED.flag}\` to true in every method setting that caches, for one stage of an Amazon API Gateway REST API. Then reads the stage again and reports the settings that it changed.
It does not change settings that do not cache, or anything else.

The outcome is \`Encrypted\`, \`NothingToChange\`, \`Incomplete\` or, for a dry run, \`WouldEncrypt\`. The runbook fails if the outcome is \`Incomplete\`, or if the cache could not be flushed. The outputs of the step \`${ENCRYPT.name}\` say what was changed in any case.

Responses that were cached before might stay unencrypted until they expire or the cache is flushed. If the stage belongs to a CloudFormation stack, set the flag in its template too.
Otherwise the next stack update that changes the setting restores the value in the template.`;

/**
 * The content of the AWS Systems Manager Automation document that encrypts the cache of one stage. It offers to flush the cache only
 * where its role may do so.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
 */
export function runbookDocument({ flushCache: mayFlush }: { readonly flushCache: boolean }): object {
  const parameters = {
    [stageArn]: { type: 'String', description: 'The ARN of the stage: arn:aws:apigateway:REGION::/restapis/ID/stages/NAME.', allowedPattern: STAGE_ARN_PATTERN },
    [dryRun]: choice(['false', 'true'], 'Report what would change, without changing anything.'),
    ...mayFlush && { [flushCache]: choice(['false', 'true', 'always'], 'Flush the cache: \'true\' if a setting was changed, because cached responses might be unencrypted; \'always\' even if none was.') },
  };
  return {
    schemaVersion: '0.3',
    description: DESCRIPTION,
    // AWS Config requires exactly this text.
    assumeRole: `{{ ${role} }}`,
    parameters: {
      [role]: { type: 'String', description: 'The ARN of the role that can read and change the stage.', allowedPattern: ROLE_ARN_PATTERN },
      ...parameters,
    },
    mainSteps: [
      {
        ...script(ENCRYPT, Object.keys(parameters).map((name) => [name, name])),
        outputs: OUTPUTS.map(([name, type]) => ({ Name: name, Selector: `$.Payload.${name}`, Type: type })),
      },
      { ...script(FAIL, ['Succeeded', 'Message'].map((name) => [name, `${ENCRYPT.name}.${name}`])), isEnd: true },
    ],
    outputs: OUTPUTS.map(([name]) => `${ENCRYPT.name}.${name}`),
  };
}

/** @param inputs the names of what the handler is given, and where each comes from */
function script({ name, handler, seconds }: Step, inputs: readonly (readonly [name: string, source: string])[]): object {
  return {
    name,
    action: 'aws:executeScript',
    timeoutSeconds: seconds,
    onFailure: 'Abort',
    inputs: {
      Runtime: 'python3.11',
      Handler: handler,
      InputPayload: Object.fromEntries(inputs.map(([input, source]) => [input, `{{ ${source} }}`])),
      Script: asset('runbook', `${handler}.py`),
    },
  };
}

/** A string with few values, the first of them the default: AWS Config passes nothing but strings. */
function choice(allowedValues: readonly [string, ...string[]], description: string): object {
  return { type: 'String', description, allowedValues, default: allowedValues[0] };
}
