package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigateway"
	"github.com/aws/jsii-runtime-go"
	encryptapicache "github.com/cdkencryptapicache/cdk-encrypt-api-cache-go/cdkencryptapicache"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	// Encrypts every API cache, in CDK stages too, and proves it in the written templates.
	encryptapicache.EncryptApiCache_Everywhere(app, nil)
	awscdk.Validations_Of(app).AddPlugins(encryptapicache.NewApiCacheEncryptionChecks(app, nil))

	// An API that caches. The aspect adds the stage default that AWS Control Tower demands.
	shop := awscdk.NewStack(app, jsii.String("Shop"), nil)
	api := awsapigateway.NewRestApi(shop, jsii.String("Api"), &awsapigateway.RestApiProps{
		DeployOptions: &awsapigateway.StageOptions{
			CacheClusterEnabled: jsii.Bool(true),
			MethodOptions: &map[string]*awsapigateway.MethodDeploymentOptions{
				"/orders/GET": {CachingEnabled: jsii.Bool(true)},
			},
		},
	})
	api.Root().AddResource(jsii.String("orders"), nil).AddMethod(jsii.String("GET"), awsapigateway.NewMockIntegration(nil), nil)
	awscdk.Aspects_Of(shop).Add(encryptapicache.NewEncryptApiCache(&encryptapicache.EncryptApiCacheProps{
		EnsureStageDefault: jsii.Bool(true),
	}), nil)

	// The same for partners, in a CDK stage, which aspects of the app do not enter.
	partners := awscdk.NewStack(awscdk.NewStage(app, jsii.String("Partners"), nil), jsii.String("Api"), nil)
	awsapigateway.NewCfnStage(partners, jsii.String("Prod"), &awsapigateway.CfnStageProps{
		RestApiId:           jsii.String("abc123"),
		CacheClusterEnabled: jsii.Bool(true),
		MethodSettings: []interface{}{
			&awsapigateway.CfnStage_MethodSettingProperty{
				HttpMethod: jsii.String("*"), ResourcePath: jsii.String("/*"), CachingEnabled: jsii.Bool(true),
			},
			&awsapigateway.CfnStage_MethodSettingProperty{
				HttpMethod: jsii.String("GET"), ResourcePath: jsii.String("/~1prices"), CachingEnabled: jsii.Bool(true),
			},
			&awsapigateway.CfnStage_MethodSettingProperty{ // no effect: has to be /~1catalogue
				HttpMethod: jsii.String("GET"), ResourcePath: jsii.String("/catalogue"), ThrottlingRateLimit: jsii.Number(10),
			},
		},
	})
	awscdk.Validations_Of(partners).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("ApiCache::ApiCache-CacheDataEncrypted[~1prices/GET]"),
		Reason: jsii.String("public price list, approved by the data owner"),
	})

	// Stages that nobody made with CDK: AWS Config judges them and can encrypt them, a hook warns before they are made.
	compliance := awscdk.NewStack(app, jsii.String("Compliance"), nil)
	encryptapicache.NewApiCacheConfigRule(compliance, jsii.String("ApiCacheEncrypted"), &encryptapicache.ApiCacheConfigRuleProps{
		Remediation: encryptapicache.ApiCacheRemediation_MANUAL,
	})
	encryptapicache.NewApiCacheGuardHook(compliance, jsii.String("Hook"), nil)

	// Evidence: each method setting as it stands before synthesis encrypts it.
	for _, row := range *encryptapicache.ApiCacheAudit_OfScope(app).Rows() {
		fmt.Fprintf(os.Stderr, "%s %s: %s\n", *row.ConstructPath, *row.MethodKey, row.Verdict)
	}

	app.Synth(nil)
}
