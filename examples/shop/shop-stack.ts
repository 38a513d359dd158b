import { CfnParameter, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';

/** A shop with realistic API caches. Each has an unencrypted setting, for a different reason. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // The public API: responses are cached for the whole stage, two methods have settings of their own.
    const api = new RestApi(this, 'Api', {
      deployOptions: {
        cachingEnabled: true,
        cacheTtl: Duration.minutes(5),
        methodOptions: {
          '/orders/GET': { cachingEnabled: true, cacheTtl: Duration.seconds(30) },
          '/search/GET': { throttlingRateLimit: 50, throttlingBurstLimit: 20 },
        },
      },
    });
    api.root.addResource('orders').addMethod('GET', new MockIntegration());
    api.root.addResource('search').addMethod('GET', new MockIntegration());

    // An escape hatch from a debugging session that nobody took out again.
    const stage = api.deploymentStage.node.defaultChild as CfnStage;
    stage.addPropertyOverride('MethodSettings.1.CacheDataEncrypted', false);

    // A stage for partners, whose encryption somebody made a parameter.
    const encrypt = new CfnParameter(this, 'EncryptPartnerCache', { type: 'String', allowedValues: ['true', 'false'] });
    new CfnStage(this, 'Partners', {
      restApiId: api.restApiId,
      deploymentId: api.latestDeployment!.deploymentId,
      stageName: 'partners',
      cacheClusterEnabled: true,
      cacheClusterSize: '0.5',
      methodSettings: [
        { httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true, cacheDataEncrypted: encrypt.valueAsString as never },
        { httpMethod: 'GET', resourcePath: '/~1search', cachingEnabled: true, cacheTtlInSeconds: 0 },
      ],
    });

    // A stage described by hand: its default is encrypted, but overrides do not inherit that.
    new CfnDeployment(this, 'Archive', {
      restApiId: api.restApiId,
      stageName: 'archive',
      stageDescription: {
        cacheClusterEnabled: true,
        cacheClusterSize: '0.5',
        cachingEnabled: true,
        cacheDataEncrypted: true,
        methodSettings: [{ httpMethod: 'GET', resourcePath: '/~1orders', cachingEnabled: true }],
      },
    });

    // A stage that caches nothing: nothing to encrypt, nothing to report.
    new CfnStage(this, 'Internal', {
      restApiId: api.restApiId,
      deploymentId: api.latestDeployment!.deploymentId,
      stageName: 'internal',
      methodSettings: [{ httpMethod: '*', resourcePath: '/*', loggingLevel: 'INFO' }],
    });
  }
}
