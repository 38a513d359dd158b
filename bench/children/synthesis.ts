import { Aspects } from 'aws-cdk-lib';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { AppSize, EmptyAspect, generateApp } from '../app';
import { child, clock, library, withFolder } from '../child';

export interface Synthesis {
  readonly size: AppSize;
  readonly aspect: 'empty' | 'ours' | 'everywhere';
}

export interface Synthesised {
  readonly milliseconds: number;
  /** The most that the process ever had. */
  readonly megabytes: number;
  readonly constructs: number;
  /** The number of unencrypted rows of the template. */
  readonly unencrypted: number;
}

child(({ size, aspect }: Synthesis): Synthesised => withFolder((outdir) => {
  const { ApiCacheAudit, ApiCacheVerdict, EncryptApiCache } = library();
  const app = generateApp(size, outdir);
  switch (aspect) {
    case 'empty':
      Aspects.of(app).add(new EmptyAspect());
      break;
    case 'ours':
      Aspects.of(app).add(new EncryptApiCache());
      break;
    case 'everywhere':
      EncryptApiCache.everywhere(app);
  }
  const constructs = app.node.findAll().length;
  let stacks: readonly CloudFormationStackArtifact[] = [];
  const milliseconds = clock(() => {
    ({ stacks } = app.synth());
  });
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const rows = stacks.flatMap(({ template }) => ApiCacheAudit.ofTemplate(template).rows);
  const unencrypted = rows.filter(({ verdict }) => verdict === ApiCacheVerdict.UNENCRYPTED).length;
  return { milliseconds, megabytes, constructs, unencrypted };
}));
