import { expect, test } from "@playwright/test";
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DetailedError, FileUrlStorage, type HttpRequest, Upload } from "tus-js-client";

// The real tus-js-client against the packaged ingest-service of the running stack, over a network that breaks. No browser.

const portal = new URL(process.env.E2E_BASE_URL ?? "http://localhost:8080");
const ingestPort = Number(portal.port) + 1;
const keycloak = `http://localhost:${Number(portal.port) + 100}/realms/firewitness/protocol/openid-connect/token`;
const AOBA = "20000000-0000-4000-8000-000000000001";
const NORTHLIGHT = "10000000-0000-4000-8000-000000000001";
const MIB = 1 << 20;

test("an upload that breaks off at random bytes goes on there and arrives whole", async () => {
  const { seed, random } = randomness();
  const file = log(16 * MIB, random);
  const network = await BreakingNetwork.open([random(file.length / 4), random(file.length / 4), random(file.length / 4)]);
  try {
    const offsets: number[] = [];
    const { caseId, token } = await newCase();
    const artifact = await send(file, {
      endpoint: `http://localhost:${network.port}/api/v1/cases/${caseId}/uploads`,
      headers: { Authorization: `Bearer ${token}` },
      onBeforeRequest: (request) => noteOffset(request, offsets),
    });
    expect(network.breaks, `seed ${seed}`).toBe(3);
    expect(offsets[0], `seed ${seed}`).toBe(0);
    expect(offsets.length, `seed ${seed}`).toBeGreaterThanOrEqual(4);
    // It went on where it broke off: offsets grow, and the last one is far from the start.
    expect(offsets, `seed ${seed}`).toEqual([...offsets].sort((a, b) => a - b));
    expect(offsets.at(-1), `seed ${seed}`).toBeGreaterThan(0);
    await expectArrived(file, caseId, artifact, token, seed);
  } finally {
    network.close();
  }
});

test("an upload goes on after the client was closed and started again", async () => {
  const { seed, random } = randomness();
  const content = log(8 * MIB, random);
  const folder = mkdtempSync(join(tmpdir(), "firewitness-resume-"));
  const path = join(folder, "Svc.VeeamBackup.log");
  writeFileSync(path, content);
  const { caseId, token } = await newCase();
  const settings = {
    endpoint: `http://localhost:${ingestPort}/api/v1/cases/${caseId}/uploads`,
    headers: { Authorization: `Bearer ${token}` },
    metadata: { filename: "Svc.VeeamBackup.log" },
    chunkSize: 512 * 1024,
    uploadSize: content.length,
    urlStorage: new FileUrlStorage(join(folder, "uploads.json")),
  };
  const stopAt = random(content.length - MIB);
  await new Promise<void>((stopped, failed) => {
    const first = new Upload(createReadStream(path), {
      ...settings,
      onError: failed,
      onProgress: (sent) => {
        if (sent > stopAt) void first.abort().then(() => stopped());
      },
    });
    first.start();
  });
  const offsets: number[] = [];
  const url = await new Promise<string>((done, failed) => {
    const again = new Upload(createReadStream(path), {
      ...settings,
      onBeforeRequest: (request) => noteOffset(request, offsets),
      onError: failed,
      onSuccess: () => done(again.url as string),
    });
    void again.findPreviousUploads().then((previous) => {
      expect(previous).toHaveLength(1);
      again.resumeFromPreviousUpload(previous[0]);
      again.start();
    });
  });
  // A piece that was under way when the client was closed may or may not have counted.
  expect(offsets[0], `seed ${seed}`).toBeGreaterThanOrEqual(Math.max(0, stopAt - 2 * settings.chunkSize));
  await expectArrived(content, caseId, url.slice(url.lastIndexOf("/") + 1), token, seed);
});

test("a sign-in that is over in the middle costs no byte", async () => {
  const { seed, random } = randomness();
  const file = log(4 * MIB, random);
  const { caseId, token } = await newCase();
  let bearer = token;
  const over = 1 + random(7);
  let pieces = 0;
  const failures: DetailedError[] = [];
  const offsets: number[] = [];
  const artifact = await send(file, {
    endpoint: `http://localhost:${ingestPort}/api/v1/cases/${caseId}/uploads`,
    chunkSize: 512 * 1024,
    onBeforeRequest: (request) => {
      noteOffset(request, offsets);
      if (request.getMethod() === "PATCH" && pieces++ === over) bearer = `${token.slice(0, -8)}AAAAAAAA`;
      request.setHeader("Authorization", `Bearer ${bearer}`);
    },
    // Asked once per failure; a new sign-in makes the next try worth it.
    onShouldRetry: (error) => {
      failures.push(error);
      bearer = token;
      return true;
    },
  });
  expect(failures, `seed ${seed}`).toHaveLength(1);
  expect(failures[0].originalResponse?.getStatus()).toBe(401);
  expect(failures[0].originalResponse?.getHeader("Content-Type")).toContain("application/problem+json");
  expect((JSON.parse(failures[0].originalResponse?.getBody() ?? "{}") as { code: string }).code).toBe("unauthenticated");
  expect(offsets, `seed ${seed}`).toEqual([0, 1, 2, 3, 4, 5, 6, 7].flatMap((piece) => (piece === over ? [piece, piece] : [piece])).map((piece) => piece * 512 * 1024));
  await expectArrived(file, caseId, artifact, token, seed);
});

function send(file: Buffer, options: ConstructorParameters<typeof Upload>[1]): Promise<string> {
  return new Promise((done, failed) => {
    const upload = new Upload(file, {
      retryDelays: [0, 200, 500, 1000, 2000, 5000],
      metadata: { filename: "Svc.VeeamBackup.log" },
      onError: failed,
      onSuccess: () => done((upload.url as string).slice((upload.url as string).lastIndexOf("/") + 1)),
      ...options,
    });
    upload.start();
  });
}

/** The service's own digest, and the bytes that it would hand to the analysis, are those of the file. */
async function expectArrived(file: Buffer, caseId: string, artifact: string, token: string, seed: number) {
  const expected = createHash("sha256").update(file).digest("hex");
  await expect(async () => {
    const answer = await fetch(`http://localhost:${ingestPort}/api/v1/cases/${caseId}/artifacts`, { headers: { Authorization: `Bearer ${token}` } });
    const { items } = (await answer.json()) as { items: { id: string; state: string; sha256: string; bytes: number }[] };
    expect(items).toEqual([expect.objectContaining({ id: artifact, state: "ready", sha256: expected, bytes: file.length })]);
  }, `seed ${seed}`).toPass({ timeout: 20_000 });
  const service = await tokenOf({ grant_type: "client_credentials", client_id: "firewitness-analysis", client_secret: "firewitness-demo-analysis" });
  const stored = await fetch(`http://localhost:${ingestPort}/internal/v1/providers/${NORTHLIGHT}/tenants/${AOBA}/artifacts/${artifact}/content`, { headers: { Authorization: `Bearer ${service}` } });
  expect(createHash("sha256").update(Buffer.from(await stored.arrayBuffer())).digest("hex"), `seed ${seed}`).toBe(expected);
}

function noteOffset(request: HttpRequest, offsets: number[]) {
  if (request.getMethod() === "PATCH") offsets.push(Number(request.getHeader("Upload-Offset")));
}

async function newCase(): Promise<{ caseId: string; token: string }> {
  const token = await tokenOf({ grant_type: "password", client_id: "firewitness-cli", scope: "openid organization", username: "aiko", password: "firewitness-demo" });
  const answer = await fetch(`http://localhost:${ingestPort}/api/v1/cases`, { method: "POST", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: JSON.stringify({ title: `Resumed ${Date.now()}` }) });
  return { caseId: ((await answer.json()) as { id: string }).id, token };
}

async function tokenOf(form: Record<string, string>): Promise<string> {
  const answer = await fetch(keycloak, { method: "POST", body: new URLSearchParams(form) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Numbers that a failed run can be repeated with: SEED=… */
function randomness() {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed ${seed}`);
  let state = seed;
  const random = (below: number) => {
    // mulberry32, public domain
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  return { seed, random };
}

function log(bytes: number, random: (below: number) => number): Buffer {
  const lines: string[] = [];
  for (let length = 0; length < bytes; ) {
    const line = `[25.11.2026 03:04:05] <01> Info block ${random(2 ** 31).toString(16)} ${random(2 ** 31).toString(16)}\n`;
    lines.push(line);
    length += line.length;
  }
  return Buffer.from(lines.join("")).subarray(0, bytes);
}

/** Carries bytes to the ingest-service and breaks the connection after each given number of bytes, once per number. */
class BreakingNetwork {
  breaks = 0;

  private constructor(private readonly server: Server, readonly port: number) {}

  static open(breakAfter: number[]): Promise<BreakingNetwork> {
    return new Promise((opened) => {
      // Behind the announcement of the file, which is sent again when it fails.
      const left = breakAfter.map((bytes) => 16_384 + bytes);
      const server = createServer((near: Socket) => {
        const far = connect(ingestPort, "localhost");
        let carried = 0;
        const drop = () => {
          near.destroy();
          far.destroy();
        };
        near.on("data", (bytes) => {
          const room = left.length > 0 ? left[0] - carried : Number.POSITIVE_INFINITY;
          if (bytes.length >= room) {
            left.shift();
            network.breaks++;
            far.write(bytes.subarray(0, room), () => drop());
            return;
          }
          carried += bytes.length;
          if (!far.write(bytes)) {
            near.pause();
            far.once("drain", () => near.resume());
          }
        });
        far.on("data", (bytes) => near.write(bytes));
        for (const [side, other] of [[near, far], [far, near]] as const) {
          side.on("error", drop);
          side.on("close", () => other.destroy());
        }
      });
      let network: BreakingNetwork;
      server.listen(0, "localhost", () => {
        network = new BreakingNetwork(server, (server.address() as { port: number }).port);
        opened(network);
      });
    });
  }

  close() {
    this.server.close();
  }
}
