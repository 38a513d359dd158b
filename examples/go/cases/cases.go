// What teams write themselves around the library. Each case is an app of its own, written to cases.out.
package main

import (
	"fmt"
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigateway"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	encryptapicache "github.com/cdkencryptapicache/cdk-encrypt-api-cache-go/cdkencryptapicache"
	"github.com/cdklabs/cdk-nag-go/cdknag/v3"
)

func newApp(name string) awscdk.App {
	return awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String("cases.out/" + name)})
}

func encryptedApp(name string) awscdk.App {
	app := newApp(name)
	encryptapicache.EncryptApiCache_Everywhere(app, nil)
	awscdk.Validations_Of(app).AddPlugins(encryptapicache.NewApiCacheEncryptionChecks(app, nil))
	return app
}

func cached(resourcePath string) *awsapigateway.CfnStage_MethodSettingProperty {
	return &awsapigateway.CfnStage_MethodSettingProperty{
		HttpMethod: jsii.String("GET"), ResourcePath: jsii.String(resourcePath), CachingEnabled: jsii.Bool(true),
	}
}

func stageOf(scope constructs.Construct, id string, methodSettings interface{}) awsapigateway.CfnStage {
	return awsapigateway.NewCfnStage(scope, jsii.String(id), &awsapigateway.CfnStageProps{
		RestApiId:           jsii.String("abc123"),
		CacheClusterEnabled: jsii.Bool(true),
		MethodSettings:      methodSettings,
	})
}

// lateSettings are known when CDK renders the template.
type lateSettings struct {
	_ byte // Go gives all empty structs the same address, and jsii tells objects apart by their address
}

func (*lateSettings) Produce() interface{} {
	return []interface{}{cached("/~1orders")}
}

func useLazyValue() {
	app := encryptedApp("lazy")
	stageOf(awscdk.NewStack(app, jsii.String("Shop"), nil), "Prod", awscdk.Lazy_Any(&lateSettings{}, nil))
	app.Synth(nil)
}

func useOverride() {
	app := encryptedApp("override")
	stage := stageOf(awscdk.NewStack(app, jsii.String("Shop"), nil), "Prod", []interface{}{cached("/~1orders")})
	stage.AddPropertyOverride(jsii.String("MethodSettings.0.CacheDataEncrypted"), false)
	app.Synth(nil)
}

// undo turns encryption off again, after everything else.
type undo struct {
	_ byte // see lateSettings
}

func (*undo) Visit(node constructs.IConstruct) {
	if stage, isStage := node.(awsapigateway.CfnStage); isStage {
		stage.AddPropertyOverride(jsii.String("MethodSettings.0.CacheDataEncrypted"), false)
	}
}

func undoWithAspect() {
	app := encryptedApp("aspect")
	awscdk.Aspects_Of(app).Add(&undo{}, &awscdk.AspectOptions{Priority: jsii.Number(1000)})
	stageOf(awscdk.NewStack(app, jsii.String("Shop"), nil), "Prod", []interface{}{cached("/~1orders")})
	app.Synth(nil)
}

// encryptAllButLegacy leaves the stages alone that are called Legacy.
type encryptAllButLegacy struct {
	encryptapicache.EncryptApiCache
}

func newEncryptAllButLegacy() encryptapicache.EncryptApiCache {
	aspect := &encryptAllButLegacy{}
	encryptapicache.NewEncryptApiCache_Override(aspect, nil)
	return aspect
}

func (aspect *encryptAllButLegacy) Visit(node constructs.IConstruct) {
	if *node.Node().Id() != "Legacy" {
		aspect.EncryptApiCache.Visit(node)
	}
}

func useSubclass() {
	app := newApp("subclass")
	awscdk.Aspects_Of(app).Add(newEncryptAllButLegacy(), nil)
	shop := awscdk.NewStack(app, jsii.String("Shop"), nil)
	stageOf(shop, "Prod", []interface{}{cached("/~1orders")})
	stageOf(shop, "Legacy", []interface{}{cached("/~1orders")})
	app.Synth(nil)
}

type cacheDataEncrypted struct {
	node awscdk.CfnResource
}

func (*cacheDataEncrypted) RuleSuffixOverride() *string {
	return jsii.String("CacheDataEncrypted") // the name of the rule
}

func (*cacheDataEncrypted) Level() cdknag.NagMessageLevel {
	return cdknag.NagMessageLevel_ERROR
}

func (*cacheDataEncrypted) Info() *string {
	return jsii.String("An API caches responses unencrypted.")
}

func (*cacheDataEncrypted) Explanation() *string {
	return jsii.String("Set CacheDataEncrypted to true.")
}

func (rule *cacheDataEncrypted) Node() awscdk.CfnResource {
	return rule.node
}

func (*cacheDataEncrypted) Rule(node awscdk.CfnResource) interface{} {
	return encryptapicache.ApiCacheRules_CacheDataEncrypted(node)
}

// The interface demands setters, which cdk-nag does not call.
func (*cacheDataEncrypted) SetRuleSuffixOverride(*string)   {}
func (*cacheDataEncrypted) SetLevel(cdknag.NagMessageLevel) {}
func (*cacheDataEncrypted) SetInfo(*string)                 {}
func (*cacheDataEncrypted) SetExplanation(*string)          {}
func (*cacheDataEncrypted) SetNode(awscdk.CfnResource)      {}

type companyChecks struct {
	cdknag.NagPack
}

func newCompanyChecks() cdknag.NagPack {
	pack := &companyChecks{}
	cdknag.NewNagPack_Override(pack, nil, nil)
	pack.SetPackName(jsii.String("Company"))
	return pack
}

func (*companyChecks) Name() *string {
	return jsii.String("Company")
}

func (pack *companyChecks) CheckResource(node awscdk.CfnResource) {
	pack.ApplyRule(&cacheDataEncrypted{node})
}

func usePack() {
	app := newApp("pack")
	awscdk.Validations_Of(app).AddPlugins(newCompanyChecks())
	shop := awscdk.NewStack(app, jsii.String("Shop"), nil)
	stageOf(shop, "Prod", []interface{}{cached("/~1orders"), cached("/~1prices")})
	awscdk.Validations_Of(shop).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("Company::Company-CacheDataEncrypted[~1prices/GET]"),
		Reason: jsii.String("public price list, approved by the data owner"),
	})
	app.Synth(nil)
}

func useWrongOption() {
	defer func() { fmt.Println(recover()) }()
	encryptapicache.NewApiCacheEncryptionChecks(newApp("option"), &encryptapicache.ApiCacheEncryptionChecksProps{
		Severities: &map[string]encryptapicache.ApiCacheRuleSeverity{"CacheEncrypted": encryptapicache.ApiCacheRuleSeverity_OFF},
	})
}

func auditText() {
	fileName := "template.yaml"
	text, err := os.ReadFile(fileName)
	if err != nil {
		panic(err)
	}
	audit := encryptapicache.ApiCacheAudit_OfTemplateText(jsii.String(string(text)), &encryptapicache.ApiCacheTextProps{
		FileName: jsii.String(fileName),
	})
	for _, row := range *audit.Rows() {
		fmt.Printf("%s:%v %s: %s\n", *row.SourceFile, *row.SourceLine, *row.MethodKey, row.Verdict)
	}
}

func synthesizeTwice() {
	app := encryptedApp("twice")
	stageOf(awscdk.NewStack(app, jsii.String("Shop"), nil), "Prod", []interface{}{cached("/~1orders")})
	app.Synth(nil)
	app.Synth(nil)
	app.Synth(&awscdk.StageSynthesisOptions{Force: jsii.Bool(true)})
}

func main() {
	defer jsii.Close()

	useLazyValue()
	useOverride()
	undoWithAspect()
	useSubclass()
	usePack()
	useWrongOption()
	auditText()
	synthesizeTwice()
}
