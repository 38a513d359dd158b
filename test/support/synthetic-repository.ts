import { ENCRYPTED } from './templates';

/** A kind of file that repositories have, by its path without a number. */
interface FileKind {
  readonly path: (index: number) => string;
  readonly text: (index: number) => string | Uint8Array;
}

const KINDS: readonly FileKind[] = [
  { path: (index) => `charts/app${index}/templates/deployment.yaml`, text: (index) => `apiVersion: apps/v1\nmetadata:\n  name: {{ .Values.name }}-${index}\n{{- if .Values.Resources }}\nResources: {{ toYaml .Values.Resources | nindent 8 }}\n{{- end }}\n` },
  { path: (index) => `charts/app${index}/values.yaml`, text: () => 'resources: {limits: {cpu: 1}}\nitems: []\n' },
  { path: (index) => `k8s/app${index}.yaml`, text: (index) => `apiVersion: v1\nkind: ConfigMap\nvolumes: [{configMap: {items: []}}]\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s${index}}\n` },
  { path: (index) => `k8s/list${index}.json`, text: () => '{"kind": "List", "items": [{"kind": "Pod"}], "item": [{"stageName": "x"}]}' },
  { path: (index) => `docs${index}/mkdocs.yml`, text: () => 'site_name: Resources\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n' },
  { path: (index) => `cookiecutters/t${index}/{{cookiecutter.name}}/template.yaml`, text: () => 'Resources:\n{%- if cookiecutter.queue %}\n  Queue: {Type: AWS::SQS::Queue}\n{%- endif %}\n' },
  { path: (index) => `services/s${index}/template.yaml`, text: () => ENCRYPTED },
  { path: (index) => `services/s${index}/sam.yml`, text: () => 'Transform: AWS::Serverless-2016-10-31\nGlobals: {Api: {CacheClusterEnabled: true, MethodSettings: [{HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true, CacheDataEncrypted: true}]}}\nResources:\n  F: {Type: AWS::Serverless::Function, Properties: {Handler: h.h, Runtime: nodejs22.x, CodeUri: s3://b/k, Events: {A: {Type: Api, Properties: {Path: /, Method: get}}}}}\n' },
  { path: (index) => `services/s${index}/stack.json`, text: () => '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}' },
  { path: (index) => `serverless/s${index}/serverless.yml`, text: () => 'service: s\nprovider: {name: aws, runtime: nodejs22.x}\nfunctions: {list: {handler: h.h, events: [{http: {path: /cats, method: get}}]}}\nresources: {Resources: {Table: {Type: "AWS::DynamoDB::Table"}}}\n' },
  { path: (index) => `plans/plan${index}.json`, text: () => Buffer.concat([Buffer.from([0xFF, 0xFE]), Buffer.from('{"resource_changes": [{"type": "aws_api_gateway_method_settings"}], "Resources": 1}', 'utf16le')]) },
  { path: (index) => `web/p${index}/package.json`, text: (index) => `{"name": "p${index}", "version": "1.0.0", "Resources": "none"}` },
  { path: (index) => `api/openapi${index}.yaml`, text: () => 'openapi: 3.0.1\npaths: {/pets: {get: {description: Resources, x-amazon-apigateway-integration: {type: mock, cacheKeyParameters: []}}}}\n' },
];

/** A repository of so many files, of which none caches unencrypted and none is about stages that nobody can read. */
export function syntheticRepository(count: number): Readonly<Record<string, string | Uint8Array>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length];
    const number = Math.floor(index / KINDS.length);
    return [kind.path(number), kind.text(number)];
  }));
}
