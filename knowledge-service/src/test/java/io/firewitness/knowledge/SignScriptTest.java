package io.firewitness.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firewitness.platform.signature.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sign-rule-pack.sh} signs with OpenSSL, the services verify. */
class SignScriptTest {
    private static final String PACK = "{\"version\": \"2030-01-01.1\", \"about\": \"署名\"}\n";

    @TempDir
    private Path folder;

    @Test
    void aPackSignedWithAFreshKeyIsBelieved() throws Exception {
        assumeTrue(runs("openssl", "version"), "needs openssl");
        Path key = folder.resolve("packs.pem");
        Path pack = Files.writeString(folder.resolve("pack.json"), PACK);
        TrustedKeys keys = TrustedKeys.of(script("key", key.toString(), "packs-1"));
        TrustedKeys.Signed signed = keys.verify(script("sign", key.toString(), "packs-1", pack.toString()));
        assertThat(signed.payload()).isEqualTo(PACK);
        assertThat(signed.keyId()).isEqualTo("packs-1");
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    }

    private static String script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "sign-rule-pack.sh"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
