package io.firewitness.engine.log;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Small logs of every family, and bundles of them, for fuzz targets to begin with. */
public final class LogSeeds {
    private static final String HEADER = """

            ===================================================================
            Starting new log
            Log has been started by 'HOST-A\\SYSTEM' user (Non-interactive)
            MachineName: [HOST-A], OS: [Windows Server], CPU: [2]
            Process: [64 bit], PID: [7248], SessionId: [0]
            UTC Time: [9/14/2021 8:00:10 PM], DaylightSavingTime: [True]
            Culture: [ja-JP], UI culture: [ja-JP]
            Module: [C:\\B\\Veeam.Backup.Manager.exe]. File version: [11.0.0.837], Assembly version: [11.0.0.0], Edition: [standard]
            CmdLineParams: [startbackupjob owner=[vbsvc] Normal 1c524887-8a6d-4fac-826a-b088e8c2c0e2 def0e86b-2b4e-4590-bd3f-b4def13526d6]
            UTC offset: 2.00 hours

            """;
    private static final String JOB = HEADER + """
            [14.09.2021 22:00:10] <01> Info         [Session] Id 'def0e86b-2b4e-4590-bd3f-b4def13526d6', State 'Working'.
            [14.09.2021 22:00:10] <01> Info             Job ID: [1c524887-8a6d-4fac-826a-b088e8c2c0e2]
            [14.09.2021 22:00:10] <01> Info             Job Name: [Offsite]
            [14.09.2021 22:00:24] <25> Info         Set status 'InProgress' for task session 'c7ea1ba1-d224-4227-ba1c-b5bc68e03002', object name 'vm1'
            [14.09.2021 22:00:25] <25> Info         [AgentMngr] Starting agent with normal priority, Host 'h', logName: 'Offsite/Agent.Offsite.Source.vm1.log'. IPs: '10.0.0.4', is x64 agent preferred: 'True'.
            [14.09.2021 22:00:26] <25> Info         [ProxyAgent] Starting client agent session, id '72f94b78-1b0a-4e24-a42c-298f838ae9d9', host 'h', agent id '4ee56990-e963-4c05-a2bf-5a7670063f38', IPs '10.0.0.5:2500', PID '6160'
            [14.09.2021 22:04:14] <01> Info           Task progress: '37%', '397,284,474' of '1,073,741,824' bytes, '0' of '1,073,741,824' used bytes, object '0' of '1'
            [14.09.2021 22:04:31] <25> Error        既存の接続はリモート ホストに強制的に切断されました。
            [14.09.2021 22:04:31] <25> Error        Unable to retrieve next block transmission command. Number of already processed blocks: [378].
            [14.09.2021 22:04:31] <25> Info         Task session 'c7ea1ba1-d224-4227-ba1c-b5bc68e03002' has been completed, status: 'Failed', '397,284,474' of '1,073,741,824' bytes, '0' of '1' objects, details: ''
            [14.09.2021 22:04:39] <01> Info         Job session 'def0e86b-2b4e-4590-bd3f-b4def13526d6' has been completed, status: 'Failed', '378.9 MB' of '1 GB' bytes, '1' of '1' tasks, '0' successful, '1' failed, details: '', PointId: [a0489df8-7cb3-4abf-bb3b-7d1eac7e1f45]
            [14.09.2021 22:04:39] <01> Info         [BackupJobPostActivity] wouldBeRetried: 'True'. Need post activity: 'True'
            """;
    private static final String AGENT = """
            [14.09.2021 22:04:31.680] <140394209728256> cli      | Firewall.Open
            [14.09.2021 22:04:31.690] <   724> net      | WARN|Connection reset by peer
            [14.09.2021 22:04:31.700] <   724> net      | ERR |An existing connection was forcibly closed by the remote host.
            [14.09.2021 22:04:31.700] <   724> net      | >>  |--tr:Unable to retrieve next block transmission command. Number of already processed blocks: [378].
            [08.04.2020 8:26:46.680] <   724> vdl| [vddk] 2020-04-08T20:26:46.680-07:00 error -[00724] [Originator@6876 sub=Default] SSL Async Handshake Timeout : <TCP '10.0.0.1 : 49746'>, <TCP '10.0.0.2 : 443'>
            """;
    private static final String NEWER = """
            [04.01.2026 07:00:50.526]    <13>    Info (4)            [AP] (6e9e0943) output: --pex:37;1073741824;0;132855100505260000\\n
            [04.01.2026 07:00:51.526]    <31>    Error (1)           Unstable connection: unable to transmit data.
            Task session [c7ea1ba1-d224-4227-ba1c-b5bc68e03002] has been completed, status: Failed, 1,073 of 107,374,182,400 bytes, 5 of 6 used bytes, 1 of 14 objects, details:
            """;
    private static final String OTHERS = """
            23/04/2019 2:01:09 PM    6 (14364) Processing mailbox: a@b.example
            23/04/2019 2:01:09 PM    6 (14364) Error: A blocking operation was interrupted by a call to WSACancelBlockingCall
            23/04/2019 2:01:09 PM    6 (14364) Type: System.Net.Sockets.SocketException
            2:25:06 PM 224 INFO RPC: KeepSnapshotEx
            1 2025-11-23T16:08:19.229942+02:00 VBRSRV01 Veeam_MP - - [origin enterpriseId="31023"] [categoryId=0 instanceId=790
            REST API error: 'S3 error: The specified method is not allowed
            Code: MethodNotAllowed', error code: 405
            """;

    private LogSeeds() {}

    /** Logs as text in several encodings. */
    public static List<byte[]> logs() {
        List<byte[]> seeds = new ArrayList<>();
        for (String log : List.of(JOB, AGENT, NEWER, OTHERS)) {
            seeds.add(Packed.bytes(log));
        }
        seeds.add(("\uFEFF" + JOB.replace("\n", "\r\n")).getBytes(Charset.forName("UTF-16LE")));
        seeds.add(JOB.getBytes(Charset.forName("windows-31j")));
        return seeds;
    }

    /** Archives of logs. */
    public static List<byte[]> bundles() {
        byte[] tarball = Packed.gzip(Packed.tar("Endpoint/Agent.Offsite.Source.vm1.log", AGENT));
        return List.of(
                Packed.zip("HOST-A/Backup/Offsite/Job.Offsite.Backup.log", JOB, "HOST-B/x.tar.gz", tarball),
                tarball,
                Packed.gzip(NEWER),
                Packed.tar("a.log", OTHERS),
                Packed.zip("inner.zip", Packed.zip("deep.log", AGENT), "Svc.1.log.gz", Packed.gzip(NEWER)));
    }

    /** All of them. */
    public static List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(logs());
        all.addAll(bundles());
        return all;
    }
}
