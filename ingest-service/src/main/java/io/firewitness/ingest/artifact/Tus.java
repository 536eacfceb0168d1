package io.firewitness.ingest.artifact;

import io.firewitness.ingest.IngestProblem;
import io.firewitness.platform.problem.CommonProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The headers of tus 1.0.0. */
final class Tus {
    static final String VERSION = "1.0.0";

    private static final int NAME_LIMIT = 255;

    /** Control and format characters, lone surrogates, line separators; joiners are part of names in several scripts. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\u2028\\u2029&&[^\\u200C\\u200D]]");

    private Tus() {}

    static Response.ResponseBuilder answer(Response.ResponseBuilder response) {
        return response.header("Tus-Resumable", VERSION).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static void requireVersion(String version) {
        if (!VERSION.equals(version)) {
            throw IngestProblem.TUS_VERSION_UNSUPPORTED.exception();
        }
    }

    /** A number of bytes in a header: digits only. What no {@code long} holds becomes the largest one, which no limit allows. */
    static long length(String header) {
        if (header == null) {
            throw IngestProblem.UPLOAD_LENGTH_MISSING.exception();
        }
        if (!header.matches("[0-9]{1,200}")) {
            throw CommonProblem.BAD_REQUEST.exception();
        }
        return header.length() > 18 ? Long.MAX_VALUE : Long.parseLong(header);
    }

    /**
     * {@code Upload-Metadata: filename <Base64>,other <Base64>}; the name is for display only. Folders in front of it, characters
     * that steer a terminal or turn the writing direction, and what is too long are taken away.
     */
    static String fileName(String metadata) {
        for (String pair : Optional.ofNullable(metadata).orElse("").split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts.length == 2 && "filename".equals(parts[0])) {
                try {
                    String name = displayName(
                            new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
                    if (!name.isEmpty()) {
                        return name;
                    }
                } catch (IllegalArgumentException notBase64) {
                    break;
                }
            }
        }
        throw IngestProblem.UPLOAD_METADATA_INVALID.exception();
    }

    private static String displayName(String raw) {
        String visible = STEERING.matcher(raw).replaceAll(" ").strip();
        String name = visible.substring(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1)
                .strip();
        if (name.length() <= NAME_LIMIT) {
            return name;
        }
        // Not between the two halves of one character.
        int end = Character.isHighSurrogate(name.charAt(NAME_LIMIT - 1)) ? NAME_LIMIT - 1 : NAME_LIMIT;
        return name.substring(0, end);
    }

    static String httpDate(UploadService.Position position) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(position.expiresAt().atOffset(ZoneOffset.UTC));
    }
}
