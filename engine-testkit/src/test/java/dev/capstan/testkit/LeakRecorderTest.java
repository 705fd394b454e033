package dev.capstan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import org.junit.jupiter.api.Test;

class LeakRecorderTest {
    private final LeakRecorder recorder = new LeakRecorder();

    @Test
    void reportsWhatWasNeverReleased() {
        leak(recorder.newResourceLeakDetector(StringBuilder.class, 1, Long.MAX_VALUE));

        assertThat(recorder.collect()).singleElement().asString().contains("StringBuilder");
        assertThat(recorder.collect()).isEmpty();
    }

    @Test
    void isSilentAboutWhatWasReleased() {
        release(recorder.newResourceLeakDetector(StringBuilder.class, 1, Long.MAX_VALUE));

        assertThat(recorder.collect()).isEmpty();
    }

    private static void leak(ResourceLeakDetector<StringBuilder> detector) {
        assertThat(detector.track(new StringBuilder())).isNotNull();
    }

    private static void release(ResourceLeakDetector<StringBuilder> detector) {
        StringBuilder resource = new StringBuilder();
        ResourceLeakTracker<StringBuilder> tracker = detector.track(resource);
        assertThat(tracker.close(resource)).isTrue();
    }
}
