package io.firewitness.engine.log;

/** One run of a job, from its log. */
final class JobSession {
    final String id;
    String jobId;
    String jobName;
    String jobType;
    Where start;
    Where end;
    String status;
    Boolean willBeRetried;
    boolean hasTasks;
    long blockBytes = 1 << 20;

    JobSession(String id) {
        this.id = id;
    }

    void add(JobSession other) {
        jobId = jobId == null ? other.jobId : jobId;
        jobName = jobName == null ? other.jobName : jobName;
        jobType = jobType == null ? other.jobType : jobType;
        start = start == null ? other.start : start;
        end = end == null ? other.end : end;
        status = status == null ? other.status : status;
        willBeRetried = willBeRetried == null ? other.willBeRetried : willBeRetried;
        hasTasks |= other.hasTasks;
        blockBytes = Math.max(blockBytes, other.blockBytes);
    }
}
