// What teams write themselves around the library. Each case is an app of its own, written to cases.out.
using System;
using System.Collections.Generic;
using System.IO;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.JSII.Runtime.Deputy;
using CdkEncryptApiCache;
using Cdklabs.CdkNag;
using Constructs;

UseLazyValue();
UseOverride();
UndoWithAspect();
UseSubclass();
UsePack();
UseWrongOption();
AuditText();
SynthesizeTwice();

static App NewApp(string name) => new App(new AppProps { Outdir = $"cases.out/{name}" });

static App EncryptedApp(string name)
{
    var app = NewApp(name);
    EncryptApiCache.Everywhere(app);
    Validations.Of(app).AddPlugins(new ApiCacheEncryptionChecks(app));
    return app;
}

static CfnStage.MethodSettingProperty Cached(string resourcePath) =>
    new CfnStage.MethodSettingProperty { HttpMethod = "GET", ResourcePath = resourcePath, CachingEnabled = true };

static CfnStage StageOf(Construct scope, string id, object methodSettings) => new CfnStage(scope, id, new CfnStageProps
{
    RestApiId = "abc123",
    CacheClusterEnabled = true,
    MethodSettings = methodSettings,
});

static void UseLazyValue()
{
    var app = EncryptedApp("lazy");
    StageOf(new Stack(app, "Shop"), "Prod", Lazy.Any(new LateSettings()));
    app.Synth();
}

static void UseOverride()
{
    var app = EncryptedApp("override");
    var stage = StageOf(new Stack(app, "Shop"), "Prod", new object[] { Cached("/~1orders") });
    stage.AddPropertyOverride("MethodSettings.0.CacheDataEncrypted", false);
    app.Synth();
}

static void UndoWithAspect()
{
    var app = EncryptedApp("aspect");
    Aspects.Of(app).Add(new Undo(), new AspectOptions { Priority = 1000 });
    StageOf(new Stack(app, "Shop"), "Prod", new object[] { Cached("/~1orders") });
    app.Synth();
}

static void UseSubclass()
{
    var app = NewApp("subclass");
    Aspects.Of(app).Add(new EncryptAllButLegacy());
    var shop = new Stack(app, "Shop");
    StageOf(shop, "Prod", new object[] { Cached("/~1orders") });
    StageOf(shop, "Legacy", new object[] { Cached("/~1orders") });
    app.Synth();
}

static void UsePack()
{
    var app = NewApp("pack");
    Validations.Of(app).AddPlugins(new CompanyChecks());
    var shop = new Stack(app, "Shop");
    StageOf(shop, "Prod", new object[] { Cached("/~1orders"), Cached("/~1prices") });
    Validations.Of(shop).Acknowledge(new Acknowledgment
    {
        Id = "Company::Company-CacheDataEncrypted[~1prices/GET]",
        Reason = "public price list, approved by the data owner",
    });
    app.Synth();
}

static void UseWrongOption()
{
    try
    {
        new ApiCacheEncryptionChecks(NewApp("option"), new ApiCacheEncryptionChecksProps
        {
            Severities = new Dictionary<string, ApiCacheRuleSeverity> { ["CacheEncrypted"] = ApiCacheRuleSeverity.OFF },
        });
    }
    catch (Exception error)
    {
        Console.WriteLine(error.Message);
    }
}

static void AuditText()
{
    var fileName = "template.yaml";
    var audit = ApiCacheAudit.OfTemplateText(File.ReadAllText(fileName), new ApiCacheTextProps { FileName = fileName });
    foreach (var row in audit.Rows)
        Console.WriteLine($"{row.SourceFile}:{row.SourceLine} {row.MethodKey}: {row.Verdict}");
}

static void SynthesizeTwice()
{
    var app = EncryptedApp("twice");
    StageOf(new Stack(app, "Shop"), "Prod", new object[] { Cached("/~1orders") });
    app.Synth();
    app.Synth();
    app.Synth(new StageSynthesisOptions { Force = true });
}

/// <summary>Settings that are known when CDK renders the template.</summary>
class LateSettings : DeputyBase, IStableAnyProducer
{
    public object Produce() => new object[]
    {
        new Dictionary<string, object> { ["httpMethod"] = "GET", ["resourcePath"] = "/~1orders", ["cachingEnabled"] = true },
    };
}

/// <summary>Turns encryption off again, after everything else.</summary>
class Undo : DeputyBase, IAspect
{
    public void Visit(IConstruct node)
    {
        if (node is CfnStage stage)
        {
            stage.AddPropertyOverride("MethodSettings.0.CacheDataEncrypted", false);
        }
    }
}

/// <summary>Leaves the stages alone that are called Legacy.</summary>
class EncryptAllButLegacy : EncryptApiCache
{
    public override void Visit(IConstruct node)
    {
        if (node.Node.Id != "Legacy")
        {
            base.Visit(node);
        }
    }
}

class CacheDataEncrypted : DeputyBase, IApplyRule
{
    public CacheDataEncrypted(Amazon.CDK.CfnResource node) => Node = node;

    public string? RuleSuffixOverride { get; set; } = "CacheDataEncrypted"; // the name of the rule
    public NagMessageLevel Level { get; set; } = NagMessageLevel.ERROR;
    public string Info { get; set; } = "An API caches responses unencrypted.";
    public string Explanation { get; set; } = "Set CacheDataEncrypted to true.";
    public Amazon.CDK.CfnResource Node { get; set; }

    public object Rule(Amazon.CDK.CfnResource node) => ApiCacheRules.CacheDataEncrypted(node);
}

class CompanyChecks : NagPack
{
    public CompanyChecks() => PackName = "Company";

    public override string Name => "Company";

    protected override void CheckResource(Amazon.CDK.CfnResource node) => ApplyRule(new CacheDataEncrypted(node));
}
