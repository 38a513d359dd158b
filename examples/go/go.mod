module example.com/shop

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.262.2
	github.com/aws/constructs-go/constructs/v10 v10.5.1
	github.com/aws/jsii-runtime-go v1.127.0
	github.com/cdkencryptapicache/cdk-encrypt-api-cache-go/cdkencryptapicache v0.0.0
)
