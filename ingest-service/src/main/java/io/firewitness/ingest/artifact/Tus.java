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

/** The headers of tus 1.0.0. */
final class Tus {
    static final String VERSION = "1.0.0";

    private static final int NAME_LIMIT = 255;

    private Tus() {}

    static Response.ResponseBuilder answer(Response.ResponseBuilder response) {
        return response.header("Tus-Resumable", VERSION).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static void requireVersion(String version) {
        if (!VERSION.equals(version)) {
            throw IngestProblem.TUS_VERSION_UNSUPPORTED.exception();
        }
    }

    /** A number of bytes in a header: digits only, at most 18 of them. */
    static long length(String header) {
        if (header == null) {
            throw IngestProblem.UPLOAD_LENGTH_MISSING.exception();
        }
        if (!header.matches("\\d{1,18}")) {
            throw CommonProblem.BAD_REQUEST.exception();
        }
        return Long.parseLong(header);
    }

    /** {@code Upload-Metadata: filename <Base64>,other <Base64>}; the name is for display only. */
    static String fileName(String metadata) {
        for (String pair : Optional.ofNullable(metadata).orElse("").split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts.length == 2 && "filename".equals(parts[0])) {
                try {
                    String name = new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8)
                            .replaceAll("[\\p{Cntrl}]", " ")
                            .strip();
                    if (!name.isEmpty() && name.length() <= NAME_LIMIT) {
                        return name;
                    }
                } catch (IllegalArgumentException notBase64) {
                    break;
                }
            }
        }
        throw IngestProblem.UPLOAD_METADATA_INVALID.exception();
    }

    static String httpDate(UploadService.Position position) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(position.expiresAt().atOffset(ZoneOffset.UTC));
    }
}
