package com.example;

import io.github.cdkencryptapicache.EncryptApiCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.CfnStage;
import software.amazon.awscdk.services.apigateway.CfnStage.MethodSettingProperty;
import software.amazon.jsii.JsiiObject;
import software.amazon.jsii.UnsafeCast;
import software.constructs.IConstruct;

/** Prints what an aspect costs: MODE is none, ours, everywhere or hand; STACKS is how many stacks of 20 API stages and 180 other resources there are. */
public final class BenchApp {
    /** What a team writes itself: every stage gets its cached settings again, encrypted. */
    static final class HandWritten implements IAspect {
        @Override
        public void visit(final IConstruct node) {
            if (node instanceof CfnStage stage) {
                List<Object> settings = new ArrayList<>();
                for (Object item : (List<?>) stage.getMethodSettings()) {
                    // What comes back across the border has lost its type.
                    MethodSettingProperty setting = UnsafeCast.unsafeCast((JsiiObject) item, MethodSettingProperty.class);
                    settings.add(MethodSettingProperty.builder()
                        .httpMethod(setting.getHttpMethod())
                        .resourcePath(setting.getResourcePath())
                        .cachingEnabled((Boolean) setting.getCachingEnabled())
                        .throttlingRateLimit(setting.getThrottlingRateLimit())
                        .cacheDataEncrypted(Boolean.TRUE.equals(setting.getCachingEnabled()) ? Boolean.TRUE : null)
                        .build());
                }
                stage.setMethodSettings(settings);
            }
        }
    }

    public static void main(final String[] args) throws IOException {
        Path outdir = Files.createTempDirectory("bench");
        long start = System.nanoTime();
        App app = new App(AppProps.builder().outdir(outdir.toString()).analyticsReporting(false).build());
        for (int number = 0; number < Integer.parseInt(System.getenv("STACKS")); number++) {
            Stack stack = new Stack(app, "Stack" + number);
            for (int index = 0; index < 20; index++) {
                CfnStage.Builder.create(stack, "Stage" + index)
                    .restApiId("abc")
                    .cacheClusterEnabled(true)
                    .methodSettings(List.of(
                        MethodSettingProperty.builder().httpMethod("*").resourcePath("/*").throttlingRateLimit(10).build(),
                        MethodSettingProperty.builder().httpMethod("GET").resourcePath("/~1orders").cachingEnabled(true).build()))
                    .build();
            }
            for (int index = 0; index < 180; index++) {
                new CfnResource(stack, "Other" + index, CfnResourceProps.builder().type("AWS::SNS::Topic").build());
            }
        }
        switch (System.getenv("MODE")) {
            case "ours" -> Aspects.of(app).add(new EncryptApiCache());
            case "everywhere" -> EncryptApiCache.everywhere(app);
            case "hand" -> Aspects.of(app).add(new HandWritten());
            default -> { }
        }
        long built = System.nanoTime();
        app.synth();
        long synthesised = System.nanoTime();

        long encrypted = 0;
        try (Stream<Path> files = Files.list(outdir)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".template.json")).toList()) {
                encrypted += Pattern.compile("\"CacheDataEncrypted\": true").matcher(Files.readString(file)).results().count();
            }
        }
        try (Stream<Path> files = Files.walk(outdir)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
        System.out.printf("{ \"build\": %f, \"synth\": %f, \"constructs\": %d, \"encrypted\": %d }%n",
            (built - start) / 1e9, (synthesised - built) / 1e9, app.getNode().findAll().size(), encrypted);
        System.exit(0);
    }

    private BenchApp() {
    }
}
