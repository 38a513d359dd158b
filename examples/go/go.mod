module example.com/shop

go 1.26

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.276.0
	github.com/aws/constructs-go/constructs/v10 v10.8.1
	github.com/aws/jsii-runtime-go v1.142.0
	github.com/cdkencryptapicache/cdk-encrypt-api-cache-go/cdkencryptapicache v0.0.0
	github.com/cdklabs/cdk-nag-go/cdknag/v3 v3.0.2
)
