"""Prints what an aspect costs: MODE is none, ours, everywhere or hand; STACKS is how many stacks of 20 API stages and 180 other resources there are."""

import json
import os
import shutil
import sys
import tempfile
import time
from typing import List, cast

import aws_cdk as cdk
import jsii
from aws_cdk.aws_apigateway import CfnStage
from cdk_encrypt_api_cache import EncryptApiCache
from constructs import IConstruct


@jsii.implements(cdk.IAspect)
class HandWritten:
    """What a team writes itself: every stage gets its cached settings again, encrypted."""

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, CfnStage):
            settings = cast(List[CfnStage.MethodSettingProperty], node.method_settings)
            node.method_settings = [
                CfnStage.MethodSettingProperty(
                    http_method=setting.http_method,
                    resource_path=setting.resource_path,
                    caching_enabled=setting.caching_enabled,
                    throttling_rate_limit=setting.throttling_rate_limit,
                    cache_data_encrypted=True if setting.caching_enabled else None,
                )
                for setting in settings
            ]


outdir = tempfile.mkdtemp()
start = time.perf_counter()
app = cdk.App(outdir=outdir, analytics_reporting=False)
for number in range(int(os.environ["STACKS"])):
    stack = cdk.Stack(app, f"Stack{number}")
    for index in range(20):
        CfnStage(
            stack,
            f"Stage{index}",
            rest_api_id="abc",
            cache_cluster_enabled=True,
            method_settings=[
                CfnStage.MethodSettingProperty(http_method="*", resource_path="/*", throttling_rate_limit=10),
                CfnStage.MethodSettingProperty(http_method="GET", resource_path="/~1orders", caching_enabled=True),
            ],
        )
    for index in range(180):
        cdk.CfnResource(stack, f"Other{index}", type="AWS::SNS::Topic")
if os.environ["MODE"] == "ours":
    cdk.Aspects.of(app).add(EncryptApiCache())
elif os.environ["MODE"] == "everywhere":
    EncryptApiCache.everywhere(app)
elif os.environ["MODE"] == "hand":
    cdk.Aspects.of(app).add(HandWritten())
built = time.perf_counter()
app.synth()
synthesised = time.perf_counter()

encrypted = 0
for name in os.listdir(outdir):
    if name.endswith(".template.json"):
        with open(os.path.join(outdir, name), encoding="utf-8") as file:
            encrypted += file.read().count('"CacheDataEncrypted": true')
shutil.rmtree(outdir)
json.dump({"build": built - start, "synth": synthesised - built, "constructs": len(app.node.find_all()), "encrypted": encrypted}, sys.stdout)
