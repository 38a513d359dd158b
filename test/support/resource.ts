import type { Template } from 'aws-cdk-lib/assertions';

/** CDK's own assertion, as one that jest counts. */
export function expectResource(template: Template, type: string, properties: unknown): void {
  expect(() => template.hasResourceProperties(type, properties)).not.toThrow();
}
