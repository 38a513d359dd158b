import { chmodSync } from 'fs';
import { arch, platform } from 'os';
import { dirname, join } from 'path';
import { CfnResource } from 'aws-cdk-lib';
import { NagMessageLevel, NagPack, rules } from 'cdk-nag';

/** A pack of cdk-nag with its rule on API caches and nothing else. */
export class OneRule extends NagPack {
  public readonly name = 'CdkNag';
  protected packName = 'CdkNag';

  protected checkResource(node: CfnResource): void {
    this.applyRule({ node, rule: rules.apigw.APIGWCacheEnabledAndEncrypted, level: NagMessageLevel.ERROR, info: '', explanation: '' });
  }
}

const GUARD = dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json'));
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'ubuntu', darwin: 'macos' };

/** Control Tower's rule on API caches, for cfn-guard. */
export const CONTROL_TOWER_RULE = join(GUARD, 'rules', 'control-tower', 'cfn-guard', 'apigateway', 'ct-apigateway-pr-3.guard');

/** The engine of cfn-guard that comes with the package. */
export function guardEngine(): string {
  const engine = join(GUARD, 'bin', SYSTEMS[platform()] ?? platform(), arch() === 'arm64' ? 'aarch64' : 'x86_64', 'cfn-guard');
  chmodSync(engine, 0o755);
  return engine;
}
