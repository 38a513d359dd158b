import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { AppSize, generateApp } from '../app';
import { child, clock, library, withFolder } from '../child';

/** What a user may choose to gate a synthesis with. */
export type Pack = 'none' | 'ours' | 'AwsSolutions' | 'HIPAA';

export interface GatedSynthesis {
  readonly size: AppSize;
  readonly pack: Pack;
}

/** Milliseconds of the whole synthesis, up to the report of findings. */
child(({ size, pack }: GatedSynthesis) => withFolder((outdir) => {
  // As the command line asks an app: it prints the report of findings itself, and decides on the exit code.
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:failSynthOnValidationErrors': false });
  const app = generateApp(size, outdir);
  const { ApiCacheEncryptionChecks } = library();
  switch (pack) {
    case 'none':
      break;
    case 'ours':
      Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
      break;
    case 'AwsSolutions':
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      break;
    case 'HIPAA':
      Validations.of(app).addPlugins(new HIPAASecurityChecks(app));
  }
  return clock(() => app.synth());
}));
