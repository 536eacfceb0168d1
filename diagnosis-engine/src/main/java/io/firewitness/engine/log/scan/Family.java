package io.firewitness.engine.log.scan;

/** The kinds of line prefix. Decided line by line: one file may hold several. */
public enum Family {
    /** .NET processes of Backup and Replication and of the Windows agent: {@code [stamp] <thread> Level message}. */
    MANAGER,
    /** Data movers and the Linux agent: {@code [stamp] <thread> component| message}. */
    AGENT,
    /** Backup for Microsoft 365: {@code stamp thread (thread) message}. */
    VB365,
    /** Guest helper: {@code time thread LEVEL message}, without a date. */
    VSS,
    /** Events sent by syslog (RFC 5424). */
    SYSLOG,
    /** No known prefix. */
    NONE
}
