"""Each class that implements interfaces of CDK, where CDK asks for them: mypy has to be content."""

import aws_cdk as cdk
from cdk_encrypt_api_cache import ApiCacheEncryptionChecks, ApiCacheEvidence, ApiCacheReportFormat, EncryptApiCache

app = cdk.App()
encrypt = EncryptApiCache(ensure_stage_default=True)
cdk.Aspects.of(app).add(encrypt)
cdk.Mixins.of(app).apply(encrypt)
cdk.Stack(app, "Stack").with_(encrypt)
cdk.Validations.of(app).add_plugins(
    ApiCacheEncryptionChecks(app, verbose=True),
    ApiCacheEvidence(formats=[ApiCacheReportFormat.JSON]),
)
