package dev.capstan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.Test;

class LeakCheckTest {

    @Test
    void isInstalledWithoutBeingNamed() {
        assertThat(ResourceLeakDetectorFactory.instance()).isInstanceOf(LeakRecorder.class);
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void watchesBuffers() {
        var buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer();
        try {
            assertThat(buffer.getClass().getSimpleName()).contains("LeakAware");
        } finally {
            buffer.release();
        }
    }
}
