package io.firewitness.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void everyOptionIsUnderstood() {
        Options options = Options.parse(
                new String[] {"--reset", "--no-sample", "--port", "18080", "--state", "/tmp/x", "--ready-file", "/tmp/r"
                },
                Map.of("FIREWITNESS_ROOT", "/tmp"));
        assertThat(options)
                .isEqualTo(new Options(Path.of("/tmp"), Path.of("/tmp/x"), 18_080, true, false, Path.of("/tmp/r")));
        assertThat(Options.parse(new String[0], Map.of()).portBase()).isEqualTo(8080);
        assertThat(Options.parse(new String[0], Map.of("FIREWITNESS_PORT", "9999"))
                        .portBase())
                .isEqualTo(9999);
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, unknown option --prot; see ./firewitness up --help",
        "--port, --port needs a value; see ./firewitness up --help",
        "--port 80, 'a port is a number from 1024 to 64000, not 80'",
        "--port 65000, 'a port is a number from 1024 to 64000, not 65000'",
        "--port http, 'a port is a number from 1024 to 64000, not http'",
    })
    void whatIsNotUnderstoodIsNamed(String arguments, String message) {
        assertThatThrownBy(() -> Options.parse(arguments.split(" ", -1), Map.of()))
                .isInstanceOf(Options.UsageException.class)
                .hasMessage(message);
    }
}
