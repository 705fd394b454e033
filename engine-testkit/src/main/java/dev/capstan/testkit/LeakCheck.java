package dev.capstan.testkit;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test class during which a leak of a Netty resource shows. Registered by itself for all tests that have this
 * jar on their class path. As classes run side by side, the leak may be another class's: the report says where the resource
 * was touched.
 */
public final class LeakCheck implements AfterAllCallback {
    private static final LeakRecorder RECORDER = install();

    /** For the service loader. */
    public LeakCheck() {}

    /** Before the first use of a buffer: Netty makes its detectors once. */
    private static LeakRecorder install() {
        LeakRecorder recorder = new LeakRecorder();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(recorder);
        return recorder;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getTestClass().map(Class::isMemberClass).orElse(false)) {
            return;
        }
        List<String> leaks = RECORDER.collect();
        if (!leaks.isEmpty()) {
            throw new AssertionError("leaked resources: " + String.join("\n", leaks));
        }
    }
}
