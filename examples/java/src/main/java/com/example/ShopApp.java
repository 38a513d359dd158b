package com.example;

import io.github.cdkencryptapicache.ApiCacheAudit;
import io.github.cdkencryptapicache.ApiCacheConfigRule;
import io.github.cdkencryptapicache.ApiCacheEncryptionChecks;
import io.github.cdkencryptapicache.ApiCacheGuardHook;
import io.github.cdkencryptapicache.ApiCacheRemediation;
import io.github.cdkencryptapicache.EncryptApiCache;
import io.github.cdkencryptapicache.EncryptApiCacheProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.apigateway.CfnStage;
import software.amazon.awscdk.services.apigateway.MethodDeploymentOptions;
import software.amazon.awscdk.services.apigateway.MockIntegration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;

public final class ShopApp {
    public static void main(final String[] args) {
        App app = new App();

        // Encrypts every API cache, in CDK stages too, and proves it in the written templates.
        EncryptApiCache.everywhere(app);
        Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));

        // An API that caches. The aspect adds the stage default that AWS Control Tower demands.
        Stack shop = new Stack(app, "Shop");
        RestApi api = RestApi.Builder.create(shop, "Api")
            .deployOptions(StageOptions.builder()
                .cacheClusterEnabled(true)
                .methodOptions(Map.of("/orders/GET", MethodDeploymentOptions.builder().cachingEnabled(true).build()))
                .build())
            .build();
        api.getRoot().addResource("orders").addMethod("GET", new MockIntegration());
        Aspects.of(shop).add(new EncryptApiCache(EncryptApiCacheProps.builder().ensureStageDefault(true).build()));

        // The same for partners, in a CDK stage, which aspects of the app do not enter.
        Stack partners = new Stack(new Stage(app, "Partners"), "Api");
        CfnStage.Builder.create(partners, "Prod")
            .restApiId("abc123")
            .cacheClusterEnabled(true)
            .methodSettings(List.of(
                CfnStage.MethodSettingProperty.builder().httpMethod("*").resourcePath("/*").cachingEnabled(true).build(),
                CfnStage.MethodSettingProperty.builder().httpMethod("GET").resourcePath("/~1prices").cachingEnabled(true).build(),
                // no effect: has to be /~1catalogue
                CfnStage.MethodSettingProperty.builder().httpMethod("GET").resourcePath("/catalogue").throttlingRateLimit(10).build()))
            .build();
        Validations.of(partners).acknowledge(Acknowledgment.builder()
            .id("ApiCache::ApiCache-CacheDataEncrypted[~1prices/GET]")
            .reason("public price list, approved by the data owner")
            .build());

        // Stages that nobody made with CDK: AWS Config judges them and can encrypt them, a hook warns before they are made.
        Stack compliance = new Stack(app, "Compliance");
        ApiCacheConfigRule.Builder.create(compliance, "ApiCacheEncrypted").remediation(ApiCacheRemediation.MANUAL).build();
        new ApiCacheGuardHook(compliance, "Hook");

        // Evidence: each method setting as it stands before synthesis encrypts it.
        ApiCacheAudit.ofScope(app).getRows().forEach(row ->
            System.err.printf("%s %s: %s%n", row.getConstructPath(), row.getMethodKey(), row.getVerdict()));

        app.synth();
    }

    private ShopApp() {
    }
}
