using System;
using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using CdkEncryptApiCache;

var app = new App();

// Encrypts every API cache, in CDK stages too, and proves it in the written templates.
EncryptApiCache.Everywhere(app);
Validations.Of(app).AddPlugins(new ApiCacheEncryptionChecks(app));

// An API that caches. The aspect adds the stage default that AWS Control Tower demands.
var shop = new Stack(app, "Shop");
var api = new RestApi(shop, "Api", new RestApiProps
{
    DeployOptions = new StageOptions
    {
        CacheClusterEnabled = true,
        MethodOptions = new Dictionary<string, IMethodDeploymentOptions>
        {
            ["/orders/GET"] = new MethodDeploymentOptions { CachingEnabled = true },
        },
    },
});
api.Root.AddResource("orders").AddMethod("GET", new MockIntegration());
Aspects.Of(shop).Add(new EncryptApiCache(new EncryptApiCacheProps { EnsureStageDefault = true }));

// The same for partners, in a CDK stage, which aspects of the app do not enter.
// Amazon.CDK.AWS.APIGateway has a Stage, too.
var partners = new Stack(new Amazon.CDK.Stage(app, "Partners"), "Api");
new CfnStage(partners, "Prod", new CfnStageProps
{
    RestApiId = "abc123",
    CacheClusterEnabled = true,
    MethodSettings = new object[]
    {
        new CfnStage.MethodSettingProperty { HttpMethod = "*", ResourcePath = "/*", CachingEnabled = true },
        new CfnStage.MethodSettingProperty { HttpMethod = "GET", ResourcePath = "/~1prices", CachingEnabled = true },
        // no effect: has to be /~1catalogue
        new CfnStage.MethodSettingProperty { HttpMethod = "GET", ResourcePath = "/catalogue", ThrottlingRateLimit = 10 },
    },
});
Validations.Of(partners).Acknowledge(new Acknowledgment
{
    Id = "ApiCache::ApiCache-CacheDataEncrypted[~1prices/GET]",
    Reason = "public price list, approved by the data owner",
});

// Stages that nobody made with CDK: AWS Config judges them and can encrypt them, a hook warns before they are made.
var compliance = new Stack(app, "Compliance");
new ApiCacheConfigRule(compliance, "ApiCacheEncrypted", new ApiCacheConfigRuleProps { Remediation = ApiCacheRemediation.MANUAL });
new ApiCacheGuardHook(compliance, "Hook");

// Evidence: each method setting as it stands before synthesis encrypts it.
foreach (var row in ApiCacheAudit.OfScope(app).Rows)
{
    Console.Error.WriteLine($"{row.ConstructPath} {row.MethodKey}: {row.Verdict}");
}

app.Synth();
