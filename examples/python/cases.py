"""What teams write themselves around the library. Each case is an app of its own, written to cases.out."""

from pathlib import Path
from typing import Any, List, Union, cast

import aws_cdk as cdk
import jsii
from aws_cdk.aws_apigateway import CfnStage
from cdk_encrypt_api_cache import (
    ApiCacheAudit,
    ApiCacheEncryptionChecks,
    ApiCacheRules,
    ApiCacheRuleSeverity,
    EncryptApiCache,
)
from cdk_nag import IApplyRule, NagMessageLevel, NagPack, NagRuleCompliance
from constructs import Construct, IConstruct


def new_app(case: str) -> cdk.App:
    return cdk.App(outdir=f"cases.out/{case}")


def encrypted_app(case: str) -> cdk.App:
    app = new_app(case)
    EncryptApiCache.everywhere(app)
    cdk.Validations.of(app).add_plugins(ApiCacheEncryptionChecks(app))
    return app


def cached(resource_path: str) -> CfnStage.MethodSettingProperty:
    return CfnStage.MethodSettingProperty(http_method="GET", resource_path=resource_path, caching_enabled=True)


def stage_of(scope: Construct, id: str, method_settings: Any) -> CfnStage:
    return CfnStage(scope, id, rest_api_id="abc123", cache_cluster_enabled=True, method_settings=method_settings)


@jsii.implements(cdk.IStableAnyProducer)
class LateSettings:
    """Settings that are known when CDK renders the template."""

    def produce(self) -> Any:
        return [cached("/~1orders")]


def a_lazy_value() -> None:
    app = encrypted_app("lazy")
    stage_of(cdk.Stack(app, "Shop"), "Prod", cdk.Lazy.any(LateSettings()))
    app.synth()


def an_override() -> None:
    app = encrypted_app("override")
    stage = stage_of(cdk.Stack(app, "Shop"), "Prod", [cached("/~1orders")])
    stage.add_property_override("MethodSettings.0.CacheDataEncrypted", False)
    app.synth()


@jsii.implements(cdk.IAspect)
class Undo:
    """Turns encryption off again, after everything else."""

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, CfnStage):
            node.add_property_override("MethodSettings.0.CacheDataEncrypted", False)


def an_aspect_that_undoes_it() -> None:
    app = encrypted_app("aspect")
    cdk.Aspects.of(app).add(Undo(), priority=1000)
    stage_of(cdk.Stack(app, "Shop"), "Prod", [cached("/~1orders")])
    app.synth()


class EncryptAllButLegacy(EncryptApiCache):
    """Leaves the stages alone that are called Legacy."""

    def visit(self, node: IConstruct) -> None:
        if node.node.id != "Legacy":
            super().visit(node)


def a_subclass() -> None:
    app = new_app("subclass")
    cdk.Aspects.of(app).add(EncryptAllButLegacy())
    shop = cdk.Stack(app, "Shop")
    stage_of(shop, "Prod", [cached("/~1orders")])
    stage_of(shop, "Legacy", [cached("/~1orders")])
    app.synth()


@jsii.implements(IApplyRule)
class CacheDataEncrypted:
    def __init__(self, node: cdk.CfnResource) -> None:
        self._node = node

    # jsii sees properties, and no attributes.
    @property
    def rule_suffix_override(self) -> str:
        return "CacheDataEncrypted"  # the name of the rule

    @property
    def level(self) -> NagMessageLevel:
        return NagMessageLevel.ERROR

    @property
    def info(self) -> str:
        return "An API caches responses unencrypted."

    @property
    def explanation(self) -> str:
        return "Set CacheDataEncrypted to true."

    @property
    def node(self) -> cdk.CfnResource:
        return self._node

    def rule(self, node: cdk.CfnResource) -> Union[NagRuleCompliance, List[str]]:
        return ApiCacheRules.cache_data_encrypted(node)


class CompanyChecks(NagPack):
    def __init__(self) -> None:
        super().__init__()
        self._pack_name = "Company"

    @property
    def name(self) -> str:
        return "Company"

    def _check_resource(self, node: cdk.CfnResource) -> None:
        # For type checkers, the interface has setters, which cdk-nag does not call.
        self._apply_rule(cast(IApplyRule, CacheDataEncrypted(node)))


def a_pack_of_ones_own() -> None:
    app = new_app("pack")
    cdk.Validations.of(app).add_plugins(CompanyChecks())
    shop = cdk.Stack(app, "Shop")
    stage_of(shop, "Prod", [cached("/~1orders"), cached("/~1prices")])
    cdk.Validations.of(shop).acknowledge(
        cdk.Acknowledgment(
            id="Company::Company-CacheDataEncrypted[~1prices/GET]",
            reason="public price list, approved by the data owner",
        )
    )
    app.synth()


def a_wrong_option() -> None:
    try:
        ApiCacheEncryptionChecks(new_app("option"), severities={"CacheEncrypted": ApiCacheRuleSeverity.OFF})
    except RuntimeError as error:
        print(error)


def a_template_as_text() -> None:
    file = Path("template.yaml")
    audit = ApiCacheAudit.of_template_text(file.read_text(encoding="utf-8"), file_name=file.name)
    for row in audit.rows:
        print(f"{row.source_file}:{row.source_line} {row.method_key}: {row.verdict.value}")


def synthesized_twice() -> None:
    app = encrypted_app("twice")
    stage_of(cdk.Stack(app, "Shop"), "Prod", [cached("/~1orders")])
    app.synth()
    app.synth()
    app.synth(force=True)


a_lazy_value()
an_override()
an_aspect_that_undoes_it()
a_subclass()
a_pack_of_ones_own()
a_wrong_option()
a_template_as_text()
synthesized_twice()
