package io.firewitness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationNameTest {
    @ParameterizedTest
    @CsvSource({
        "cap.pcap, cap.pcap1, NEXT",
        "cap.pcap08, cap.pcap09, NEXT",
        "cap.pcap3, cap.pcap5, SKIPPED",
        "cap.pcap3.gz, CAP.pcap4.zst, NEXT",
        "cap.pcap19, cap.pcap00, UNKNOWN",
        "vm_00001_20260101120000.pcapng, vm_00002_20260101120103.pcapng, NEXT",
        "vm_00001_20260101120000.pcapng, vm_00003_20260101120103.pcapng, SKIPPED",
        "vm_20260101120000_00001.pcapng.gz, vm_20260101120103_00002.pcapng, NEXT",
        "sender.pcap1, receiver.pcap2, UNKNOWN",
        "try1.pcap, try2.pcap, UNKNOWN",
        "cap-20260101120000.pcap, cap-20260101120100.pcap, UNKNOWN",
        "cap.1015, cap.1020, UNKNOWN",
        "cap.1059, cap.1100, UNKNOWN",
        "cap-235959, cap-000004, UNKNOWN",
        "cap.pcap0999, cap.pcap1000, UNKNOWN",
        "99999999999999999999, 1, UNKNOWN"
    })
    void namesTellTheStepFromFileToFile(String earlier, String later, RotationName.Step step) {
        assertThat(RotationName.step(earlier, later)).isEqualTo(step);
    }
}
