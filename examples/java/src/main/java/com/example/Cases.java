package com.example;

import io.github.cdkencryptapicache.ApiCacheAudit;
import io.github.cdkencryptapicache.ApiCacheEncryptionChecks;
import io.github.cdkencryptapicache.ApiCacheEncryptionChecksProps;
import io.github.cdkencryptapicache.ApiCacheRuleSeverity;
import io.github.cdkencryptapicache.ApiCacheRules;
import io.github.cdkencryptapicache.ApiCacheTextProps;
import io.github.cdkencryptapicache.EncryptApiCache;
import io.github.cdklabs.cdknag.IApplyRule;
import io.github.cdklabs.cdknag.NagMessageLevel;
import io.github.cdklabs.cdknag.NagPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.AspectOptions;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.IStableAnyProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StageSynthesisOptions;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.apigateway.CfnStage;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** What teams write themselves around the library. Each case is an app of its own, written to cases.out. */
public final class Cases {
    static App newApp(final String name) {
        return new App(AppProps.builder().outdir("cases.out/" + name).build());
    }

    static App encryptedApp(final String name) {
        App app = newApp(name);
        EncryptApiCache.everywhere(app);
        Validations.of(app).addPlugins(new ApiCacheEncryptionChecks(app));
        return app;
    }

    static CfnStage.MethodSettingProperty cached(final String resourcePath) {
        return CfnStage.MethodSettingProperty.builder().httpMethod("GET").resourcePath(resourcePath).cachingEnabled(true).build();
    }

    static CfnStage.Builder stageOf(final Construct scope, final String id) {
        return CfnStage.Builder.create(scope, id).restApiId("abc123").cacheClusterEnabled(true);
    }

    /** Settings that are known when CDK renders the template. */
    static final class LateSettings implements IStableAnyProducer {
        @Override
        public Object produce() {
            return List.of(cached("/~1orders"));
        }
    }

    static void useLazyValue() {
        App app = encryptedApp("lazy");
        stageOf(new Stack(app, "Shop"), "Prod").methodSettings(Lazy.any(new LateSettings())).build();
        app.synth();
    }

    static void useOverride() {
        App app = encryptedApp("override");
        CfnStage stage = stageOf(new Stack(app, "Shop"), "Prod").methodSettings(List.of(cached("/~1orders"))).build();
        stage.addPropertyOverride("MethodSettings.0.CacheDataEncrypted", false);
        app.synth();
    }

    /** Turns encryption off again, after everything else. */
    static final class Undo implements IAspect {
        @Override
        public void visit(final IConstruct node) {
            if (node instanceof CfnStage stage) {
                stage.addPropertyOverride("MethodSettings.0.CacheDataEncrypted", false);
            }
        }
    }

    static void undoWithAspect() {
        App app = encryptedApp("aspect");
        Aspects.of(app).add(new Undo(), AspectOptions.builder().priority(1000).build());
        stageOf(new Stack(app, "Shop"), "Prod").methodSettings(List.of(cached("/~1orders"))).build();
        app.synth();
    }

    /** Leaves the stages alone that are called Legacy. */
    static final class EncryptAllButLegacy extends EncryptApiCache {
        @Override
        public void visit(final IConstruct node) {
            if (!node.getNode().getId().equals("Legacy")) {
                super.visit(node);
            }
        }
    }

    static void useSubclass() {
        App app = newApp("subclass");
        Aspects.of(app).add(new EncryptAllButLegacy());
        Stack shop = new Stack(app, "Shop");
        stageOf(shop, "Prod").methodSettings(List.of(cached("/~1orders"))).build();
        stageOf(shop, "Legacy").methodSettings(List.of(cached("/~1orders"))).build();
        app.synth();
    }

    static final class CacheDataEncrypted implements IApplyRule {
        private final CfnResource node;

        CacheDataEncrypted(final CfnResource node) {
            this.node = node;
        }

        @Override
        public String getRuleSuffixOverride() {
            return "CacheDataEncrypted"; // the name of the rule
        }

        @Override
        public NagMessageLevel getLevel() {
            return NagMessageLevel.ERROR;
        }

        @Override
        public String getInfo() {
            return "An API caches responses unencrypted.";
        }

        @Override
        public String getExplanation() {
            return "Set CacheDataEncrypted to true.";
        }

        @Override
        public CfnResource getNode() {
            return node;
        }

        @Override
        public Object rule(final CfnResource resource) {
            return ApiCacheRules.cacheDataEncrypted(resource);
        }

        // The interface demands setters, which cdk-nag does not call.
        @Override
        public void setLevel(final NagMessageLevel level) {
        }

        @Override
        public void setInfo(final String info) {
        }

        @Override
        public void setExplanation(final String explanation) {
        }

        @Override
        public void setNode(final CfnResource node) {
        }
    }

    static final class CompanyChecks extends NagPack {
        CompanyChecks() {
            setPackName("Company");
        }

        @Override
        public String getName() {
            return "Company";
        }

        @Override
        protected void checkResource(final CfnResource node) {
            applyRule(new CacheDataEncrypted(node));
        }
    }

    static void usePack() {
        App app = newApp("pack");
        Validations.of(app).addPlugins(new CompanyChecks());
        Stack shop = new Stack(app, "Shop");
        stageOf(shop, "Prod").methodSettings(List.of(cached("/~1orders"), cached("/~1prices"))).build();
        Validations.of(shop).acknowledge(Acknowledgment.builder()
            .id("Company::Company-CacheDataEncrypted[~1prices/GET]")
            .reason("public price list, approved by the data owner")
            .build());
        app.synth();
    }

    static void useWrongOption() {
        try {
            new ApiCacheEncryptionChecks(newApp("option"), ApiCacheEncryptionChecksProps.builder()
                .severities(Map.of("CacheEncrypted", ApiCacheRuleSeverity.OFF))
                .build());
        } catch (RuntimeException error) {
            System.out.println(error.getMessage());
        }
    }

    static void auditText() throws IOException {
        String fileName = "template.yaml";
        ApiCacheAudit audit = ApiCacheAudit.ofTemplateText(
            Files.readString(Path.of(fileName)),
            ApiCacheTextProps.builder().fileName(fileName).build());
        audit.getRows().forEach(row -> System.out.printf("%s:%s %s: %s%n",
            row.getSourceFile(), row.getSourceLine(), row.getMethodKey(), row.getVerdict()));
    }

    static void synthesizeTwice() {
        App app = encryptedApp("twice");
        stageOf(new Stack(app, "Shop"), "Prod").methodSettings(List.of(cached("/~1orders"))).build();
        app.synth();
        app.synth();
        app.synth(StageSynthesisOptions.builder().force(true).build());
    }

    public static void main(final String[] args) throws IOException {
        useLazyValue();
        useOverride();
        undoWithAspect();
        useSubclass();
        usePack();
        useWrongOption();
        auditText();
        synthesizeTwice();
    }

    private Cases() {
    }
}
