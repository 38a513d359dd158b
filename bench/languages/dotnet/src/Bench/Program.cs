// Prints what an aspect costs: MODE is none, ours, everywhere or hand.
// STACKS is how many stacks of 20 API stages and 180 other resources there are.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.JSII.Runtime.Deputy;
using CdkEncryptApiCache;
using Constructs;

var outdir = Directory.CreateTempSubdirectory("bench").FullName;
var building = Stopwatch.StartNew();
var app = new App(new AppProps { Outdir = outdir, AnalyticsReporting = false });
for (var number = 0; number < int.Parse(Environment.GetEnvironmentVariable("STACKS")!); number++)
{
    var stack = new Stack(app, $"Stack{number}");
    for (var index = 0; index < 20; index++)
    {
        new CfnStage(stack, $"Stage{index}", new CfnStageProps
        {
            RestApiId = "abc",
            CacheClusterEnabled = true,
            MethodSettings = new object[]
            {
                new CfnStage.MethodSettingProperty { HttpMethod = "*", ResourcePath = "/*", ThrottlingRateLimit = 10 },
                new CfnStage.MethodSettingProperty { HttpMethod = "GET", ResourcePath = "/~1orders", CachingEnabled = true },
            },
        });
    }
    for (var index = 0; index < 180; index++)
    {
        new Amazon.CDK.CfnResource(stack, $"Other{index}", new Amazon.CDK.CfnResourceProps { Type = "AWS::SNS::Topic" });
    }
}
switch (Environment.GetEnvironmentVariable("MODE"))
{
    case "ours":
        Aspects.Of(app).Add(new EncryptApiCache());
        break;
    case "everywhere":
        EncryptApiCache.Everywhere(app);
        break;
    case "hand":
        Aspects.Of(app).Add(new HandWritten());
        break;
}
building.Stop();
var synthesizing = Stopwatch.StartNew();
app.Synth();
synthesizing.Stop();

var encrypted = Directory.GetFiles(outdir, "*.template.json")
    .Sum(file => Regex.Matches(File.ReadAllText(file), "\"CacheDataEncrypted\": true").Count);
Directory.Delete(outdir, true);
Console.WriteLine(string.Format(
    CultureInfo.InvariantCulture,
    "{{ \"build\": {0}, \"synth\": {1}, \"constructs\": {2}, \"encrypted\": {3} }}",
    building.Elapsed.TotalSeconds,
    synthesizing.Elapsed.TotalSeconds,
    app.Node.FindAll().Length,
    encrypted));

/// <summary>What a team writes itself: the second setting of every stage, which caches, is encrypted.</summary>
class HandWritten : DeputyBase, IAspect
{
    public void Visit(IConstruct node)
    {
        if (node is CfnStage stage)
        {
            stage.AddPropertyOverride("MethodSettings.1.CacheDataEncrypted", true);
        }
    }
}
