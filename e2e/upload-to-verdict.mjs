#!/usr/bin/env node
// Measures how long a tenant waits from the last byte of a capture to the verdict, against a running stack:
//   node e2e/upload-to-verdict.mjs [--mib 100] [--port 8080] [--runs 3] [FILE]
// Without FILE it writes a capture of that size: 16 interleaved uploads to port 6180 at a time, full segments, some cut by a reset
// with a foreign TTL. Each run varies the content, because a file that the tenant has already is kept once.
import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { mib: { type: "string", default: "100" }, port: { type: "string", default: "8080" }, runs: { type: "string", default: "3" } },
});
const port = Number(options.port);
const keycloak = `http://localhost:${port + 100}/realms/firewitness/protocol/openid-connect/token`;
const ingest = `http://localhost:${port + 1}/api/v1`;
const analysis = `http://localhost:${port + 2}/api/v1`;

const form = { grant_type: "password", client_id: "firewitness-cli", scope: "openid organization", username: "aiko", password: "firewitness-demo" };
const token = (await (await fetch(keycloak, { method: "POST", body: new URLSearchParams(form) })).json()).access_token;
const authorization = { Authorization: `Bearer ${token}` };

const waits = [];
for (let run = 1; run <= Number(options.runs); run++) {
  const bytes = positionals[0] ? readFileSync(positionals[0]) : capture(Number(options.mib) << 20);
  const opened = await call(`${ingest}/cases`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ title: `Measured ${new Date().toISOString()}` }) });
  const { id } = await opened.json();
  const created = await call(`${ingest}/cases/${id}/uploads`, {
    method: "POST",
    headers: { "Tus-Resumable": "1.0.0", "Upload-Length": String(bytes.length), "Upload-Metadata": `filename ${Buffer.from("measured.pcap").toString("base64")}` },
  });
  const start = performance.now();
  await call(created.headers.get("Location"), { method: "PATCH", headers: { "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" }, body: bytes });
  const sent = performance.now();
  const lastByte = Date.now();
  let state;
  do {
    state = await (await call(`${analysis}/cases/${id}`)).json().catch(() => ({}));
  } while (state.status !== "judged" && state.status !== "failed");
  const wait = (performance.now() - sent) / 1000;
  waits.push(wait);
  console.log(`run ${run}: ${(bytes.length / 2 ** 20).toFixed(1)} MiB sent in ${((sent - start) / 1000).toFixed(2)} s, ${state.status} ${wait.toFixed(2)} s after the last byte: ${state.verdict?.class}`);
  const after = (instant) => ((Date.parse(instant) - lastByte) / 1000).toFixed(2);
  console.log(`        recognised and queued +${after(state.analysis.queuedAt)} s, started +${after(state.analysis.startedAt)} s, stored +${after(state.analysis.finishedAt)} s`);
}
console.log(`median ${waits.sort((a, b) => a - b)[waits.length >> 1].toFixed(2)} s from the last byte to the verdict`);

async function call(address, init = {}) {
  const answer = await fetch(address, { ...init, headers: { ...authorization, ...init.headers } });
  if (!answer.ok && !(answer.status === 404 && address.startsWith(analysis))) throw new Error(`${init.method ?? "GET"} ${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}

function capture(size) {
  const out = Buffer.alloc(size + 32 * 1024);
  const noise = randomBytes(1 << 20);
  let length = 24;
  let micros = 1_766_000_000_000_000n;
  let nextPort = 50_000;
  out.write("d4c3b2a1020004000000000000000000000004000100000000", "hex");
  const packet = (fromClient, connection, seq, ack, flags, ttl, payload = 0) => {
    micros += 120n;
    const ip = length + 16 + 14;
    const total = 40 + payload;
    out.writeUInt32LE(Number(micros / 1_000_000n), length);
    out.writeUInt32LE(Number(micros % 1_000_000n), length + 4);
    out.writeUInt32LE(14 + total, length + 8);
    out.writeUInt32LE(14 + total, length + 12);
    out.write("0200000000010200000000020800", length + 16, "hex");
    out.writeUInt16BE(0x4500, ip);
    out.writeUInt16BE(total, ip + 2);
    out.writeUInt16BE(connection.ipId++ & 0xffff, ip + 4);
    out.writeUInt16BE(0x4000, ip + 6);
    out.writeUInt8(ttl, ip + 8);
    out.writeUInt8(6, ip + 9);
    out.writeUInt16BE(0, ip + 10);
    out.write(fromClient ? "c0a80a05cb007114" : "cb007114c0a80a05", ip + 12, "hex");
    out.writeUInt16BE(fromClient ? connection.port : 6180, ip + 20);
    out.writeUInt16BE(fromClient ? 6180 : connection.port, ip + 22);
    out.writeUInt32BE(seq >>> 0, ip + 24);
    out.writeUInt32BE(ack >>> 0, ip + 28);
    out.writeUInt16BE(0x5000 | flags, ip + 32);
    out.writeUInt16BE(64_240, ip + 34);
    out.writeUInt32BE(0, ip + 36);
    noise.copy(out, ip + 40, connection.at, connection.at + payload);
    length = ip + total;
  };
  const open = () => {
    const connection = { port: nextPort++, client: randomInt(2 ** 32 - 1), server: randomInt(2 ** 32 - 1), ipId: randomInt(65_536), at: 0, sent: 0, limit: randomInt(400, 3000) };
    packet(true, connection, connection.client++, 0, 0x02, 128);
    packet(false, connection, connection.server++, connection.client, 0x12, 53);
    packet(true, connection, connection.client, connection.server, 0x10, 128);
    return connection;
  };
  const running = [];
  while (length < size) {
    while (running.length < 16) running.push(open());
    const index = randomInt(running.length);
    const connection = running[index];
    for (let i = 0; i < 4; i++) {
      connection.at = randomInt((1 << 20) - 1460);
      packet(true, connection, connection.client, connection.server, 0x10, 128, 1460);
      connection.client = (connection.client + 1460) >>> 0;
    }
    connection.sent += 4;
    packet(false, connection, connection.server, connection.client, 0x10, 53);
    if (connection.sent > connection.limit) {
      if (randomInt(10) < 3) {
        packet(false, connection, connection.server, connection.client, 0x14, 62);
      } else {
        packet(true, connection, connection.client, connection.server, 0x11, 128);
        packet(false, connection, connection.server, connection.client + 1, 0x11, 53);
        packet(true, connection, connection.client + 1, connection.server + 1, 0x10, 128);
      }
      running.splice(index, 1);
    }
  }
  return out.subarray(0, length);
}
