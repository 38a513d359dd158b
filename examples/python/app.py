import sys

import aws_cdk as cdk
from aws_cdk.aws_apigateway import CfnStage, MethodDeploymentOptions, MockIntegration, RestApi, StageOptions
from cdk_encrypt_api_cache import (
    ApiCacheAudit,
    ApiCacheConfigRule,
    ApiCacheEncryptionChecks,
    ApiCacheGuardHook,
    ApiCacheRemediation,
    EncryptApiCache,
)

app = cdk.App()

# Encrypts every API cache, in CDK stages too, and proves it in the written templates.
EncryptApiCache.everywhere(app)
cdk.Validations.of(app).add_plugins(ApiCacheEncryptionChecks(app))

# An API that caches. The aspect adds the stage default that AWS Control Tower demands.
shop = cdk.Stack(app, "Shop")
api = RestApi(
    shop,
    "Api",
    deploy_options=StageOptions(
        cache_cluster_enabled=True,
        method_options={"/orders/GET": MethodDeploymentOptions(caching_enabled=True)},
    ),
)
api.root.add_resource("orders").add_method("GET", MockIntegration())
cdk.Aspects.of(shop).add(EncryptApiCache(ensure_stage_default=True))

# The same for partners, in a CDK stage, which aspects of the app do not enter.
partners = cdk.Stack(cdk.Stage(app, "Partners"), "Api")
CfnStage(
    partners,
    "Prod",
    rest_api_id="abc123",
    cache_cluster_enabled=True,
    method_settings=[
        CfnStage.MethodSettingProperty(http_method="*", resource_path="/*", caching_enabled=True),
        CfnStage.MethodSettingProperty(http_method="GET", resource_path="/~1prices", caching_enabled=True),
        # no effect: has to be /~1catalogue
        CfnStage.MethodSettingProperty(http_method="GET", resource_path="/catalogue", throttling_rate_limit=10),
    ],
)
cdk.Validations.of(partners).acknowledge(
    cdk.Acknowledgment(
        id="ApiCache::ApiCache-CacheDataEncrypted[~1prices/GET]",
        reason="public price list, approved by the data owner",
    )
)

# Stages that nobody made with CDK: AWS Config judges them and can encrypt them, a hook warns before they are made.
compliance = cdk.Stack(app, "Compliance")
ApiCacheConfigRule(compliance, "ApiCacheEncrypted", remediation=ApiCacheRemediation.MANUAL)
ApiCacheGuardHook(compliance, "Hook")

# Evidence: each method setting as it stands before synthesis encrypts it.
for row in ApiCacheAudit.of_scope(app).rows:
    print(f"{row.construct_path} {row.method_key}: {row.verdict.value}", file=sys.stderr)

app.synth()
