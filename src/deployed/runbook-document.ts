import { asset } from '../assets';
import { DEPLOYED } from '../catalog/dialect';

/** How the one step of the document, and what it hands on, are called. */
const STEP = 'EncryptApiCache';
const HANDLER = 'encrypt_api_cache';

/** The parameters of the document, as AWS Config and whoever starts it name them. */
export const RUNBOOK_PARAMETERS = { role: 'AutomationAssumeRole', stageArn: 'StageArn', dryRun: 'DryRun', flushCache: 'FlushCache' } as const;

/** The ARN of a stage, in every partition; it names no account. */
export const STAGE_ARN_PATTERN = '^arn:(aws[a-z0-9-]*):apigateway:([a-z0-9-]+)::/restapis/([a-z0-9]+)/stages/([A-Za-z0-9_-]+)$';

const ROLE_ARN_PATTERN = '^arn:aws[a-z0-9-]*:iam::[0-9]{12}:role/.+$';

/** The longest a script may run. */
const TIMEOUT_IN_SECONDS = 600;

const { role, stageArn, dryRun, flushCache } = RUNBOOK_PARAMETERS;

const OUTPUTS = [
  ['Outcome', 'String'],
  ['Message', 'String'],
  ['ChangedKeys', 'StringList'],
  ['WouldChangeKeys', 'StringList'],
  ['CacheFlushed', 'Boolean'],
] as const;

const DESCRIPTION = `## Encrypt the API cache of a stage

Sets \`${DEPLOYED.flag}\` to true in every method setting of one stage of an Amazon API Gateway REST API that caches, reads the stage back, and says which settings it changed.
It fails if one of them is in clear afterwards. Settings that do not cache are left alone, and so is everything else.

The outcome is \`Encrypted\`, \`NothingToChange\`, or \`WouldEncrypt\` for a dry run.

What was cached before may stay in clear until it expires or the cache is flushed. If the stage belongs to a CloudFormation stack, set the flag in its template too:
the next update of the stack that touches the setting writes back what the template says.`;

/**
 * What an AWS Systems Manager Automation document contains that encrypts the cache of one stage.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
 */
export function runbookDocument(): object {
  return {
    schemaVersion: '0.3',
    description: DESCRIPTION,
    // AWS Config asks for exactly this.
    assumeRole: `{{ ${role} }}`,
    parameters: {
      [role]: { type: 'String', description: 'The ARN of the role that may read and change the stage.', allowedPattern: ROLE_ARN_PATTERN },
      [stageArn]: { type: 'String', description: 'The ARN of the stage: arn:aws:apigateway:REGION::/restapis/ID/stages/NAME.', allowedPattern: STAGE_ARN_PATTERN },
      [dryRun]: switched('Say what would be changed, and change nothing.'),
      [flushCache]: switched('Flush the cache if something was changed: its entries may have been written in clear.'),
    },
    mainSteps: [{
      name: STEP,
      action: 'aws:executeScript',
      timeoutSeconds: TIMEOUT_IN_SECONDS,
      onFailure: 'Abort',
      isEnd: true,
      inputs: {
        Runtime: 'python3.11',
        Handler: HANDLER,
        InputPayload: Object.fromEntries([stageArn, dryRun, flushCache].map((name) => [name, `{{ ${name} }}`])),
        Script: asset('runbook', `${HANDLER}.py`),
      },
      outputs: OUTPUTS.map(([name, type]) => ({ Name: name, Selector: `$.Payload.${name}`, Type: type })),
    }],
    outputs: OUTPUTS.map(([name]) => `${STEP}.${name}`),
  };
}

/** AWS Config hands on texts alone. */
function switched(description: string): object {
  return { type: 'String', description, allowedValues: ['true', 'false'], default: 'false' };
}
