package dev.capstan.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlannedCallTest {
    private static final int CALLS = 3000;

    @Test
    void isTheSameInEveryRunOfASeed() {
        assertThat(calls(7, true)).isEqualTo(calls(7, true)).isNotEqualTo(calls(8, true));
    }

    @Test
    void isFoundByItsId() {
        for (PlannedCall call : calls(3, true)) {
            assertThat(PlannedCall.of(3, call.id(), true)).isEqualTo(call);
        }
    }

    @Test
    void hasEveryFaultAndKindAndAnIdOfItsOwn() {
        List<PlannedCall> calls = calls(1, true);

        assertThat(calls).extracting(PlannedCall::upstream).contains(UpstreamFault.values());
        assertThat(calls).extracting(PlannedCall::client).contains(ClientFault.values());
        assertThat(calls).extracting(PlannedCall::kind).contains(CallKind.values());
        assertThat(calls)
                .extracting(PlannedCall::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> PlannedCall.ID.matcher(id).matches());
    }

    @Test
    void isTheSameLoadWithoutFaults() {
        List<PlannedCall> calm = calls(1, false);
        List<PlannedCall> faults = calls(1, true);

        assertThat(calm).allMatch(call -> call.upstream() == UpstreamFault.NONE && call.client() == ClientFault.NONE);
        for (int i = 0; i < CALLS; i++) {
            assertThat(calm.get(i).kind()).isEqualTo(faults.get(i).kind());
            assertThat(calm.get(i).answerPadding()).isEqualTo(faults.get(i).answerPadding());
        }
    }

    private static List<PlannedCall> calls(long seed, boolean withFaults) {
        return LongStream.range(0, CALLS)
                .mapToObj(number -> PlannedCall.of(seed, number, withFaults))
                .toList();
    }
}
