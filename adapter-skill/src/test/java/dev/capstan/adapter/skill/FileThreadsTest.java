package dev.capstan.adapter.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class FileThreadsTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void threeRunAtOnceAndTheOthersAfterThem() {
        FileThreads files = new FileThreads(threads::add);
        for (int i = 0; i < 10; i++) {
            int task = i;
            files.execute(() -> ran.add(task));
        }

        assertThat(threads).hasSize(3);
        threads.remove().run();
        assertThat(ran).containsExactly(0, 3, 4, 5, 6, 7, 8, 9);
        threads.remove().run();
        threads.remove().run();
        assertThat(ran).hasSize(10);
        files.execute(() -> ran.add(10));
        assertThat(threads).hasSize(1);
    }

    @Test
    void aRefusedTaskTakesNoPlace() {
        boolean[] closed = {true};
        FileThreads files = new FileThreads(task -> {
            if (closed[0]) {
                throw new RejectedExecutionException();
            }
            threads.add(task);
        });
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> files.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        }
        closed[0] = false;
        files.execute(() -> ran.add(1));
        threads.remove().run();
        assertThat(ran).containsExactly(1);
    }

    @Test
    void aTaskThatFailsKeepsNoPlace() {
        FileThreads files = new FileThreads(threads::add);
        files.execute(() -> {
            throw new IllegalStateException("defect");
        });
        Runnable thread = threads.remove();
        assertThatThrownBy(thread::run).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < 3; i++) {
            files.execute(() -> ran.add(1));
        }
        assertThat(threads).hasSize(3);
    }
}
