package io.firewitness.engine.log.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firewitness.engine.Artifact;
import io.firewitness.engine.ContentType;
import io.firewitness.engine.Mutations;
import io.firewitness.engine.log.LogSeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives as hostile as they come: nothing is thrown, what is shown is bounded, and names can be shown to people. */
class ArchiveFuzzTest {
    private static final Limits LIMITS = new Limits(3, 200, 1 << 22, 1 << 20, 100);

    static Stream<byte[]> seeds() {
        return LogSeeds.bundles().stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyArchive(byte[] content) throws IOException {
        Shown shown = new Shown();
        new Unpacker(LIMITS, name -> name, shown)
                .open(
                        new Artifact("f1", "upload", content.length, () -> new ByteArrayInputStream(content)),
                        done -> {});
        assertThat(shown.files).isLessThanOrEqualTo(LIMITS.entries());
        assertThat(shown.bytes).isLessThanOrEqualTo(LIMITS.unpackedBytes() + content.length);
    }

    @Test
    void damagedArchives() {
        Mutations.of(LogSeeds.bundles(), 4000, this::anyArchive);
    }

    /** Reads everything it is shown. */
    private static final class Shown implements Unpacker.Visitor {
        private int files;
        private long bytes;

        @Override
        public void file(Member member) throws IOException {
            files++;
            isUsable(member.id(), member.name());
            bytes += member.content().transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public void archive(String id, String name, ContentType type, long size) {
            isUsable(id, name);
        }

        @Override
        public void damage(String id, String name, String key, Map<String, Object> args) {
            isUsable(id, name);
            assertThat(key).startsWith("artifact.");
        }

        private static void isUsable(String id, String name) {
            assertThat(id).startsWith("f1");
            assertThat(name.chars()).as(name).noneMatch(Character::isISOControl);
        }
    }
}
