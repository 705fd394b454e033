package dev.capstan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.format.PayloadFormatContext;
import dev.capstan.engine.spi.format.PayloadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every {@link PayloadFormat} must keep. Extend it with the samples of one format. */
public abstract class PayloadFormatContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SEED = 20_261_130;
    private static final int MUTANTS = 3_000;

    /** For the extending class. */
    protected PayloadFormatContract() {}

    /** The format as the service loader makes it. */
    protected abstract PayloadFormat format();

    /** The name that documents use. */
    protected abstract String name();

    /** An answer of the format. */
    protected abstract byte[] sample();

    /** What {@link #sample} is decoded to, as JSON. */
    protected abstract String expected();

    /** Answers that are not of the format; empty when every answer is. */
    protected abstract List<byte[]> malformed();

    /** An answer that holds at least that many values; null when one answer is one value. */
    protected abstract byte @Nullable [] values(int count);

    /** An answer whose value is nested that many levels deep; null when the depth of values is fixed. */
    protected abstract byte @Nullable [] nested(int levels);

    /** The operation's {@code outputSchema}; null when the format needs none. */
    protected @Nullable String outputSchema() {
        return null;
    }

    /** Where {@link #outputSchema} is looked for. */
    protected List<Path> folders() {
        return List.of();
    }

    private PayloadDecoder decoder(PayloadLimits limits) {
        return format().decoder(new PayloadFormatContext(outputSchema(), folders(), limits));
    }

    private PayloadDecoder decoder() {
        return decoder(PayloadLimits.DEFAULT);
    }

    private static DecodedPayload decode(PayloadDecoder decoder, byte[] bytes) throws PayloadException {
        return decoder.decode(Unpooled.wrappedBuffer(bytes), null);
    }

    /** The value of an answer, as compact JSON. */
    protected final String json(byte[] bytes, @Nullable String contentType) {
        try {
            return JSON.writeValueAsString(
                    decoder().decode(Unpooled.wrappedBuffer(bytes), contentType).value());
        } catch (PayloadException e) {
            throw new AssertionError("refused: the answer " + e.getMessage(), e);
        }
    }

    /** The value of an answer in UTF-8, as compact JSON. */
    protected final String json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Why an answer is refused. */
    protected final String refusal(byte[] bytes, @Nullable String contentType) {
        Throwable thrown = catchThrowable(() -> decoder().decode(Unpooled.wrappedBuffer(bytes), contentType));
        assertThat(thrown).isInstanceOf(PayloadException.class);
        assertIsForPeople(thrown);
        return thrown.getMessage();
    }

    /** Why an answer in UTF-8 is refused. */
    protected final String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** As a reader of JSON sees the value: with its kinds of numbers. */
    private static JsonNode asRead(JsonNode value) {
        return JSON.readTree(JSON.writeValueAsBytes(value));
    }

    @Test
    void theServiceLoaderFindsItByItsName() {
        List<PayloadFormat> found = new ArrayList<>();
        for (PayloadFormat format : ServiceLoader.load(PayloadFormat.class)) {
            if (format.name().equals(name())) {
                found.add(format);
            }
        }
        assertThat(found).singleElement().isInstanceOf(format().getClass());
        assertThat(format().name()).isEqualTo(name()).isLowerCase();
        assertThat(format().spiVersion()).isEqualTo(SpiVersion.CURRENT);
    }

    @Test
    void theSampleIsDecoded() throws PayloadException {
        assertThat(asRead(decode(decoder(), sample()).value())).isEqualTo(JSON.readTree(expected()));
    }

    @Test
    void anyKindOfBufferIsDecodedAndLeftAsItWas() throws PayloadException {
        PayloadDecoder decoder = decoder();
        byte[] sample = sample();
        int half = sample.length / 2;
        List<Supplier<ByteBuf>> buffers = List.of(
                () -> Unpooled.directBuffer().writeBytes(sample),
                () -> Unpooled.buffer()
                        .writeZero(7)
                        .writeBytes(sample)
                        .writeZero(5)
                        .setIndex(7, 7 + sample.length),
                () -> Unpooled.wrappedBuffer(
                        Unpooled.copiedBuffer(sample, 0, half),
                        Unpooled.directBuffer().writeBytes(sample, half, sample.length - half)),
                () -> Unpooled.wrappedBuffer(sample).asReadOnly());
        for (Supplier<ByteBuf> made : buffers) {
            ByteBuf buffer = made.get();
            JsonNode value;
            try {
                int index = buffer.readerIndex();
                value = decoder.decode(buffer, null).value();
                assertThat(buffer.refCnt()).isOne();
                assertThat(buffer.readerIndex()).isEqualTo(index);
                byte[] after = new byte[sample.length];
                buffer.getBytes(index, after);
                assertThat(after).isEqualTo(sample);
                if (!buffer.isReadOnly()) {
                    buffer.setZero(index, sample.length);
                }
            } finally {
                buffer.release();
            }
            assertThat(asRead(value)).as("does not share the buffer's memory").isEqualTo(JSON.readTree(expected()));
        }
    }

    @Test
    void oneDecoderServesManyThreads() throws Exception {
        PayloadDecoder decoder = decoder();
        JsonNode expected = JSON.readTree(expected());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> {
                    for (int k = 0; k < 250; k++) {
                        if (!asRead(decode(decoder, sample()).value()).equals(expected)) {
                            return false;
                        }
                    }
                    return true;
                });
            }
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsNotOfTheFormatIsRefusedInWords() {
        for (byte[] bytes : malformed()) {
            Throwable thrown = catchThrowable(() -> decode(decoder(), bytes));
            assertThat(thrown)
                    .as(() -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .isInstanceOf(PayloadException.class);
            assertIsForPeople(thrown);
        }
    }

    @Test
    void moreValuesThanAllowedAreRefused() throws PayloadException {
        byte[] many = values(1_000);
        if (many == null) {
            return;
        }
        assertThat(decode(decoder(), many).value()).isNotNull();
        Throwable thrown = catchThrowable(() -> decode(decoder(new PayloadLimits(900, 1_000)), many));
        assertThat(thrown).isInstanceOf(PayloadException.class).hasMessageContaining("more than 900");
        assertIsForPeople(thrown);
    }

    @Test
    void moreLevelsThanAllowedAreRefused() throws PayloadException {
        byte[] atLimit = nested(PayloadLimits.DEFAULT.maxDepth());
        byte[] tooDeep = nested(PayloadLimits.DEFAULT.maxDepth() + 1);
        byte[] bomb = nested(100_000);
        if (atLimit == null || tooDeep == null || bomb == null) {
            return;
        }
        assertThat(decode(decoder(), atLimit).value()).isNotNull();
        for (byte[] deep : List.of(tooDeep, bomb)) {
            Throwable thrown = catchThrowable(() -> decode(decoder(), deep));
            assertThat(thrown).isInstanceOf(PayloadException.class).hasMessageContaining("more than 1,000 levels");
        }
    }

    @Test
    void everyBeginningOfAnAnswerIsDecodedOrRefused() {
        byte[] sample = sample();
        for (int length = 1; length < sample.length; length++) {
            decodeOrRefuse(Arrays.copyOf(sample, length));
        }
    }

    @Test
    void randomBytesAreDecodedOrRefused() {
        Random random = new Random(SEED);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            decodeOrRefuse(bytes);
        }
    }

    @Test
    void spoiltAnswersAreDecodedOrRefused() {
        Random random = new Random(SEED);
        byte[] sample = sample();
        for (int i = 0; i < MUTANTS; i++) {
            decodeOrRefuse(spoilt(sample, random));
        }
    }

    private static byte[] spoilt(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
                case 2 -> {
                    // A piece stands twice.
                    int end = at + random.nextInt(bytes.length - at) + 1;
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + end - at);
                    System.arraycopy(bytes, at, longer, end, bytes.length - at);
                    bytes = longer;
                }
                default -> {
                    int end = at + random.nextInt(Math.min(8, bytes.length - at)) + 1;
                    if (end - at < bytes.length) {
                        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
                        System.arraycopy(bytes, end, shorter, at, bytes.length - end);
                        bytes = shorter;
                    }
                }
            }
        }
        return bytes;
    }

    /** Nothing but a {@link PayloadException} may come out, and a value must be one that can be written as JSON. */
    private void decodeOrRefuse(byte[] bytes) {
        try {
            JsonNode value = decode(decoderOnce(), bytes).value();
            assertThat(value).isNotNull();
            assertThat(asRead(value).getNodeType()).isEqualTo(value.getNodeType());
        } catch (PayloadException e) {
            assertIsForPeople(e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("for the bytes " + Arrays.toString(bytes), e);
        }
    }

    private @Nullable PayloadDecoder shared;

    private PayloadDecoder decoderOnce() {
        if (shared == null) {
            shared = decoder();
        }
        return shared;
    }

    private static void assertIsForPeople(Throwable thrown) {
        assertThat(thrown.getMessage())
                .as("completes the sentence \"the answer of the upstream …\"")
                .matches("(?s)[a-z].*[^.\\s]")
                .doesNotContain("Exception", "java.", "\n");
    }
}
