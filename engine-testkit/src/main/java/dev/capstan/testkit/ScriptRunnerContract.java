package dev.capstan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptException.Reason;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.engine.spi.script.ScriptSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What every {@link ScriptRunner} keeps. A test of a runner extends it and writes the samples in its language. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ScriptRunnerContract {
    /** Limits that no sample passes unless it is meant to. */
    protected static final ScriptLimits WIDE =
            new ScriptLimits(Duration.ofSeconds(60), 100_000, 256L << 20, 1 << 20, 1000);

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ScriptRunner runner = newRunner();

    /** A runner of its own. */
    protected abstract ScriptRunner newRunner();

    /** That sample in the runner's language. */
    protected abstract String write(ScriptSample sample);

    /** The runner that all tests of the class share. */
    protected final ScriptRunner runner() {
        return runner;
    }

    @AfterAll
    void close() {
        runner.close();
        runner.close();
    }

    /** A script without dependencies, prepared. */
    protected final PreparedScript prepare(String text, ScriptLimits limits) {
        return runner.prepare(
                new ScriptSource(new ScriptSource.File("steps/main", text), List.of()), limits);
    }

    /** What a script makes of a context, which is a JSON object. */
    protected final JsonNode run(String text, String context) throws ScriptException {
        return run(prepare(text, WIDE), context);
    }

    /** What a script makes of a context, which is a JSON object. */
    protected final JsonNode run(PreparedScript script, String context) throws ScriptException {
        return script.run(members(context), Map.of(), WIDE.timeout());
    }

    /** How a run of a script fails. */
    protected final ScriptException failure(String text, ScriptLimits limits) {
        return failure(prepare(text, limits), "{}", limits);
    }

    private static ScriptException failure(PreparedScript script, String context, ScriptLimits limits) {
        return catchThrowableOfType(
                ScriptException.class, () -> script.run(members(context), Map.of(), limits.timeout()));
    }

    private static Map<String, JsonNode> members(String context) {
        Map<String, JsonNode> members = new java.util.LinkedHashMap<>();
        ((ObjectNode) JSON.readTree(context)).forEachEntry(members::put);
        return members;
    }

    @Test
    void isFoundByItsLanguage() {
        assertThat(runner.language()).matches("[a-z]+");
        assertThat(runner.spiVersion()).isEqualTo(SpiVersion.CURRENT);
        assertThat(ServiceLoader.load(ScriptRunner.class)).hasAtLeastOneElementOfType(runner.getClass());
    }

    @TestFactory
    Stream<DynamicTest> valuesComeBackAsTheyWent() {
        return Stream.of(
                        "null",
                        "true",
                        "false",
                        "0",
                        "-7",
                        "2147483648",
                        "9007199254740991",
                        "9007199254740993",
                        "-9007199254740993",
                        "9223372036854775807",
                        "123456789012345678901234567890",
                        "-123456789012345678901234567890",
                        "0.1",
                        "-2.5",
                        "1.0E300",
                        "\"\"",
                        "\"a 'quoted' \\\"text\\\" \\\\ with \\n lines\"",
                        "\"\\u0000\\u2028é漢\uD83D\uDE00\"",
                        "[]",
                        "{}",
                        "[1,\"two\",null,[3,[4]],{\"five\":5}]",
                        "{\"a\":{\"b\":[{\"c\":[]}]},\"odd name\":1,\"\":2,\"0\":3,\"__proto__\":{\"x\":4}}",
                        "[12345678901234567890,{\"id\":9007199254740993,\"ids\":[[9007199254740995]]}]",
                        "{\"constructor\":1,\"toString\":2,\"length\":3,\"result\":4,\"context\":5}")
                .map(value -> DynamicTest.dynamicTest(value, () -> {
                    JsonNode result = run(write(ScriptSample.CONTEXT), "{\"value\":" + value + "}");
                    assertThat(result).isEqualTo(JSON.readTree("{\"value\":" + value + "}"));
                }));
    }

    @Test
    void valuesOfManyLevelsComeBack() throws ScriptException {
        JsonNode value = NODES.stringNode("innermost");
        for (int level = 0; level < 900; level++) {
            value = NODES.arrayNode().add(value);
        }
        PreparedScript script = prepare(write(ScriptSample.CONTEXT), WIDE);
        JsonNode result = script.run(Map.of("value", value), Map.of(), WIDE.timeout());
        assertThat(levels(result)).isEqualTo(902);
    }

    private static int levels(JsonNode value) {
        int levels = 0;
        for (JsonNode each = value; each != null; each = each.iterator().hasNext() ? each.iterator().next() : null) {
            levels++;
        }
        return levels;
    }

    @Test
    void aResultThatIsNotSetIsNull() throws ScriptException {
        assertThat(run(write(ScriptSample.NO_RESULT), "{\"result\":1}").isNull())
                .isTrue();
    }

    @Test
    void namesOfItsOwnAreNoVariables() throws ScriptException {
        PreparedScript script = prepare(write(ScriptSample.RESULT_BEFORE), WIDE);
        JsonNode given = JSON.readTree("7");
        assertThat(script.run(Map.of(), Map.of("result", given), WIDE.timeout()).asString())
                .isEqualTo("unset");
        PreparedScript context = prepare(write(ScriptSample.CONTEXT), WIDE);
        assertThat(context.run(members("{\"a\":1}"), Map.of("context", given), WIDE.timeout()))
                .isEqualTo(JSON.readTree("{\"a\":1}"));
    }

    @Test
    void variablesAreGlobal() throws ScriptException {
        PreparedScript script = prepare(write(ScriptSample.VARIABLE), WIDE);
        JsonNode lines = JSON.readTree("[{\"id\":1},{\"id\":2}]");
        assertThat(script.run(Map.of("order-lines", lines), Map.of("orderLines", lines), WIDE.timeout()))
                .isEqualTo(lines);
        assertThat(script.run(Map.of(), Map.of("orderLines", lines), WIDE.timeout()))
                .isEqualTo(lines);
    }

    @Test
    void dependenciesShareTheScope() throws ScriptException {
        PreparedScript script = runner.prepare(
                new ScriptSource(
                        new ScriptSource.File("main", write(ScriptSample.USES_DEPENDENCY)),
                        List.of(new ScriptSource.File("lib/doubling", write(ScriptSample.DEPENDENCY)))),
                WIDE);
        assertThat(run(script, "{\"amount\":21}").intValue()).isEqualTo(42);
        assertThat(run(script, "{\"amount\":4}").intValue()).isEqualTo(8);
    }

    @Test
    void runsShareNothing() throws ScriptException {
        PreparedScript script = prepare(write(ScriptSample.LEAVES_TRACE), WIDE);
        PreparedScript other = prepare(write(ScriptSample.LEAVES_TRACE) + "\n", WIDE);
        for (PreparedScript each : List.of(script, script, other, script)) {
            assertThat(run(each, "{}").asString()).isEqualTo("fresh");
        }
    }

    @Test
    void manyRunAtOnce() {
        PreparedScript script = prepare(write(ScriptSample.CONTEXT), WIDE);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<String>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String context = "{\"call\":" + i + "}";
                results.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return run(script, context).toString();
                            } catch (ScriptException e) {
                                return String.valueOf(e.getMessage());
                            }
                        },
                        callers));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).join()).isEqualTo("{\"call\":" + i + "}");
            }
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void whatCannotBeParsedIsNamedWithFileAndLine() {
        ScriptSource.File broken = new ScriptSource.File("lib/broken", write(ScriptSample.UNPARSABLE_IN_LINE_2));
        ScriptSource.File whole = new ScriptSource.File("main", write(ScriptSample.CONTEXT));
        for (ScriptSource source :
                List.of(new ScriptSource(broken, List.of()), new ScriptSource(whole, List.of(broken)))) {
            assertThatThrownBy(() -> runner.prepare(source, WIDE))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("the script lib/broken is no ")
                    .hasMessageContaining(", line 2: ")
                    .hasMessageNotContainingAny("Exception", "dev.capstan", "org.", "\n");
        }
    }

    @Test
    void aFailureHasTheScriptsOwnMessageAndLine() {
        ScriptException failure = failure(write(ScriptSample.FAILS_IN_LINE_3), WIDE);
        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure.line()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("no stock left").hasMessageNotContainingAny("dev.capstan", "org.", "\n");
        assertThat(failure.getStackTrace()).isEmpty();
    }

    @Test
    void aFailingDependencyIsNamed() {
        PreparedScript script = runner.prepare(
                new ScriptSource(
                        new ScriptSource.File("main", write(ScriptSample.CONTEXT)),
                        List.of(new ScriptSource.File("lib/stock", write(ScriptSample.FAILS_IN_LINE_3)))),
                WIDE);
        ScriptException failure = failure(script, "{}", WIDE);
        assertThat(failure).hasMessageContaining("no stock left").hasMessageContaining("lib/stock, line 3");
        assertThat(failure.line()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> resultsThatAreNotJsonFail() {
        return Stream.of(
                        new Object[] {ScriptSample.NAN, "result is not a number"},
                        new Object[] {ScriptSample.INFINITE_MEMBER, "result.rate is infinite"},
                        new Object[] {ScriptSample.FUNCTION_ELEMENT, "result[1] is a function"},
                        new Object[] {ScriptSample.CYCLE, "contains itself"})
                .map(row -> DynamicTest.dynamicTest(String.valueOf(row[0]), () -> {
                    ScriptException failure = failure(write((ScriptSample) row[0]), WIDE);
                    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
                    assertThat(failure)
                            .hasMessageContaining("the result is not JSON")
                            .hasMessageContaining(String.valueOf(row[1]));
                }));
    }

    @Test
    void resultsHaveAsManyLevelsAsTheLimitSays() throws ScriptException {
        PreparedScript script = prepare(write(ScriptSample.DEEP), WIDE);
        assertThat(levels(run(script, "{\"levels\":1000}"))).isEqualTo(1000);
        ScriptException failure = failure(script, "{\"levels\":1001}", WIDE);
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
        assertThat(failure).hasMessageContaining("more than 1000 levels");
    }

    @Test
    void resultsAreAsLargeAsTheLimitSays() throws ScriptException {
        ScriptLimits limits = new ScriptLimits(WIDE.timeout(), WIDE.statements(), WIDE.allocatedBytes(), 1002, 10);
        PreparedScript script = prepare(write(ScriptSample.LARGE), limits);
        assertThat(run(script, "{\"letters\":1000}").asString()).hasSize(1000);
        ScriptException failure = failure(script, "{\"letters\":1001}", limits);
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
        assertThat(failure).hasMessageContaining("larger than 1002 bytes");
    }

    @Test
    void timeIsLimited() throws ScriptException {
        PreparedScript script = prepare(write(ScriptSample.ENDLESS), UNCOUNTED);
        ScriptException failure = catchThrowableOfType(
                ScriptException.class, () -> script.run(Map.of(), Map.of(), Duration.ofMillis(50)));
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
        assertThat(failure).hasMessageContaining("ran for more than 50 ms");
        assertThat(run(write(ScriptSample.CONTEXT), "{}").toString()).isEqualTo("{}");
    }

    @Test
    void aCallerThatIsInterruptedEndsTheRun() throws Exception {
        PreparedScript script = prepare(write(ScriptSample.ENDLESS), UNCOUNTED);
        CompletableFuture<ScriptException> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            failure.complete(failure(script, "{}", UNCOUNTED));
        });
        caller.start();
        assertThat(failure.get().reason()).isEqualTo(Reason.LIMIT);
    }

    @Test
    void recursionIsLimited() {
        ScriptException failure = failure(write(ScriptSample.ENDLESS_RECURSION), UNCOUNTED);
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
    }

    @Test
    void memoryIsLimited() {
        ScriptException failure = failure(write(ScriptSample.ENDLESS_MEMORY), UNCOUNTED);
        assertThat(failure.reason()).isEqualTo(Reason.LIMIT);
        assertThat(failure).hasMessageContaining("memory");
    }

    /** {@link #WIDE}, without a limit of statements that the samples could reach. */
    protected static final ScriptLimits UNCOUNTED =
            new ScriptLimits(WIDE.timeout(), Long.MAX_VALUE, WIDE.allocatedBytes(), WIDE.resultBytes(), 1000);
}
