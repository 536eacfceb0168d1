package io.firewitness.ingest;

import io.firewitness.platform.problem.ProblemCode;
import java.util.Locale;

/** Errors of this service; the texts stand in {@code problems/ingest*.properties}. */
public enum IngestProblem implements ProblemCode {
    TENANT_REQUIRED(422),
    QUOTA_EXCEEDED(413),
    FILE_TOO_LARGE(413),
    UPLOAD_LENGTH_MISSING(400),
    UPLOAD_METADATA_INVALID(400),
    TUS_VERSION_UNSUPPORTED(412),
    UPLOAD_OFFSET_MISMATCH(409),
    UPLOAD_TOO_LONG(413),
    UPLOAD_LOCKED(423),
    UPLOAD_FINISHED(409),
    UPLOAD_EXPIRED(410),
    /** 460 is the status that the checksum extension of tus 1.0.0 defines. */
    CHECKSUM_MISMATCH(460),
    CHECKSUM_UNSUPPORTED(400),
    STORE_FULL(507);

    private final int status;

    IngestProblem(int status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String bundle() {
        return "problems.ingest";
    }
}
