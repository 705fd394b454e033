package dev.capstan.benchmarks.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.benchmarks.hostile.probe.Probes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbesTest {
    @Test
    void haveNamesOfTheirOwn() {
        assertThat(Probes.all(Size.FULL)).extracting(Probe::name).doesNotHaveDuplicates();
    }

    @Test
    void areNoOthersInTheShortForm() {
        List<String> all = Probes.all(Size.FULL).stream().map(Probe::name).toList();

        assertThat(Probes.all(Size.BRIEF)).extracting(Probe::name).isSubsetOf(all);
    }

    @Test
    void areShownWithWhatDidNotHold() {
        Probe probe = Probes.all(Size.FULL).get(0);

        String row = VerdictTable.row(new Verdict(probe, List.of("a|b\nc", "d"), List.of(), 5_000_000, true, 1.25));

        assertThat(row).contains("**failed**: a\\|b c; d").contains("| 5 MB |").doesNotContain("\n");
    }
}
