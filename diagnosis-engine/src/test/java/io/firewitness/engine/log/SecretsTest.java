package io.firewitness.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.firewitness.engine.Artifact;
import io.firewitness.engine.Engine;
import io.firewitness.engine.Progress;
import io.firewitness.engine.RulePack;
import io.firewitness.engine.document.Diagnosis;
import io.firewitness.engine.document.DiagnosisJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A marker planted where logs print secrets stands nowhere in the document; what the verdict needs still does. */
class SecretsTest {
    private static final String MARKER = "MARKER7f3a9c";
    private static final String DIED = "An existing connection was forcibly closed by the remote host.";

    private static String document(byte[] upload) throws IOException {
        Diagnosis diagnosis = Engine.diagnose(
                List.of(new Artifact("f1", "upload", upload.length, () -> new ByteArrayInputStream(upload))),
                RulePack.builtIn(),
                Progress.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DiagnosisJson.write(diagnosis, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VC session cookie is '\"vmware_soap_session=MARKER\"'",
                "Set-Cookie: SESSION=abc; X-SID=MARKER; Path=/",
                "Cookie: a=b; c=MARKER",
                "psexec \\\\host -u joe -p MARKER cmd",
                "plink.exe -ssh -P 22 -l root1 -pw MARKER host",
                "smbclient //h/s -p 445 -U joe%MARKER",
                "password=MARKER",
                "password 'one MARKER two'",
                "Password: [MARKER]",
                "EncryptedPassword: 'MARKER'",
                "<Password>MARKER</Password>",
                "Password=&quot;MARKER&quot;",
                "{\"password\":\"MARKER\",\"x\":1}",
                "{\\\"password\\\":\\\"MARKER\\\"}",
                "pwd=MARKER;",
                "passphrase: MARKER",
                "access_token=MARKER&x=1",
                "{\"refresh_token\": \"MARKER\"}",
                "SecretKey: MARKER",
                "AccountKey=MARKER==",
                "https://store.example/c?sv=2024&sig=MARKER%3D&se=1",
                "Authorization: Bearer MARKER",
                "Authorization: Negotiate MARKER",
                "Proxy-Authorization: Basic MARKER",
                "X-RestSvcSessionId: MARKER",
                "https://me:MARKER@host/",
                "Login failed for user 'MARKER'.",
                "user \"CORP\\MARKER\"",
                "User: [MARKER]",
                "username: MARKER",
                "UserName=\"MARKER\"",
                "[Soap] Logging on to \"vc.example\", port 443, user \"MARKER\"",
                "Operation was canceled by user MARKER",
                "Login: [MARKER], Address: [203.0.113.9]",
                "Log has been started by 'CORP\\MARKER' user (Non-interactive)",
                "CORP\\MARKER",
                "会社\\山田MARKER さん",
                "CORP.EXAMPLE\\MARKER: refused",
                "MARKER@corp.example",
                "Account: MARKER@corp.example",
                "C:\\Users\\MARKER\\AppData\\Local\\x",
                "/home/MARKER/.ssh/id",
                "tenant 'MARKER'",
                "SNMP community [MARKER]",
                "SNMP community string: MARKER",
                "snmpCommunity=MARKER",
                "Server=tcp:x,1433;Uid=MARKER;Encrypt=True",
                "User ID=MARKER;Encrypt=True",
                "&lt;Password&gt;MARKER&lt;/Password&gt;",
                "tool --password MARKER --port 22",
                "sshpass -p 'MARKER' ssh host",
                "curl -k -u admin:MARKER https://host/",
                "tool.exe /u:MARKER /p:x",
                "tool.exe /u:x /p:MARKER",
                "secret key [MARKER]",
                "secret access key: MARKER",
                "-----BEGIN OPENSSH PRIVATE KEY-----MARKER",
                "eyJhbGciOiJIUzI1NiJ9.MARKER.abc",
                "sAMAccountName=MARKER",
                "CN=MARKER,OU=Users,DC=corp,DC=example",
                "ldap://dc/CN=MARKER,OU=IT",
                "license key: MARKER",
                "otp=MARKER",
                "MFA code MARKER",
                "apikey MARKER",
                "Encryption password hint: 'MARKER'",
                "encryptionKey=MARKER",
                "Kennwort: MARKER",
                "パスワード: MARKER",
                "パスワード：MARKER",
                "Mot de passe : MARKER",
                "Пароль: MARKER",
                "contraseña: MARKER",
                "utilisateur 'MARKER'",
                "Benutzername: MARKER",
                "ユーザー名: MARKER",
                "Пользователь: MARKER"
            })
    void noFamilyOfLogsShowsIt(String secret) throws IOException {
        String planted = secret.replace("MARKER", MARKER);
        for (String line : List.of(
                "[14.09.2021 22:04:30] <25> Error        " + planted + " " + DIED,
                "[14.09.2021 22:04:30] <25> Error        " + DIED + " " + planted,
                "[14.09.2021 22:04:30] <25> Error        " + DIED + "\n   " + planted,
                "[04.01.2026 07:00:50.526]    <13>    Error (1)            " + DIED + " " + planted,
                "[14.09.2021 22:04:31.700] <   724> net      | ERR |" + DIED + " " + planted,
                "[14.09.2021 22:04:31.700] <140394209728256> net | ERR |" + DIED + "\n"
                        + "[14.09.2021 22:04:31.700] <140394209728256> net | >>  |--tr:" + planted,
                "23/04/2019 2:01:09 PM    6 (14364) Error: " + DIED + " " + planted,
                "2:25:06 PM 224 WARN " + DIED + " " + planted,
                "1 2025-11-23T16:08:19.229942+02:00 VBRSRV01 Veeam_MP - - [origin enterpriseId=\"31023\"] " + DIED + " "
                        + planted,
                planted,
                "{\"Node\":\"Default\"} " + planted)) {
            assertThat(document(Packed.bytes(line + "\n"))).as(line).doesNotContain(MARKER);
        }
    }

    @Test
    void namesOfFilesInBundlesAreCleanedToo() throws IOException {
        String log = "[14.09.2021 22:04:30] <25> Error        " + DIED + "\n";
        byte[] inner = Packed.zip(
                "home/" + MARKER + "1/a.log", log,
                "home/" + MARKER + "2/a.log", log,
                "C/Users/" + MARKER + "/Veeam/Backup/VeeamBackup.log", log,
                "token=" + MARKER + ".log", log,
                "../password=" + MARKER, log);
        String document = document(Packed.zip(
                MARKER + "@corp.example.zip",
                inner,
                "HOST/x.tar.gz",
                Packed.gzip(Packed.tar("Users/" + MARKER + "/b.log", log))));
        assertThat(document)
                .doesNotContain(MARKER)
                .contains("home/[removed]/a.log")
                .contains("home/[removed]/a.log~2")
                .contains("HOST/x.tar.gz/Users/[removed]/b.log");
    }

    /** A private key is printed over many lines, and only the first of them says what follows. */
    @Test
    void linesOfAKeyAreNotShownAsLinesThatWereNotUnderstood() throws IOException {
        String line = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW";
        assertThat(document(Packed.bytes(
                        line + "\n" + line + "==\n[14.09.2021 22:04:30] <25> Error        " + DIED + "\n")))
                .doesNotContain(line.replaceAll("\\d", "0").substring(0, 40))
                .doesNotContain(line.substring(0, 40))
                .contains(DIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to connect to community.example:6160",
                "/opt/veeam/transport/VeeamTransportSvcWithAVeryLongNameThatGoesOnAndOn1/Agent",
                "Session id [c894], sessionId [c894]",
                "Error code: 10054",
                "PIN of the slot is bent, code: 7"
            })
    void whatIsNoSecretStays(String text) throws IOException {
        assertThat(document(Packed.bytes("[14.09.2021 22:04:30] <25> Error        " + DIED + " " + text + "\n")))
                .contains(text.substring(0, text.indexOf(',') < 0 ? text.length() : text.indexOf(',')));
    }

    @Test
    void whatTheVerdictNeedsStays() throws IOException {
        assertThat(document(Packed.bytes("[14.09.2021 22:04:30] <25> Error        " + DIED + "\n"
                        + "[14.09.2021 22:04:31] <25> Error        Failed to connect to the port [repo.example:2502].\n"
                        + "[14.09.2021 22:04:32] <25> Error        Failed to upload disk '[DS01] VM-A/VM-A.vmdk'\n")))
                .contains(DIED, "Failed to connect to the port [repo.example:2502].")
                .doesNotContain("[removed]");
    }
}
