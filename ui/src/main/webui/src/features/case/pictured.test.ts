import { describe, expect, it } from "vitest";
import { type Diagnosis, type Evidence, filesOf, pictured, type Transfer } from "./model";

const attempt = (offset: number | null) => ({ id: "", start: null, end: null, offset, progressPercent: null, connection: null, error: null });
const transfer = (object: string, offsets: (number | null)[], holds: boolean | null): Transfer => ({
  id: object, object, source: "log", attempts: offsets.map(attempt), sameOffset: holds === null ? null : { holds, attempts: offsets.length, of: offsets.length, toleranceBytes: 0 }, chance: null,
});

describe("the retries that get a picture", () => {
  it("are those that ended alike, however many others stand before them", () => {
    const others = ["Weekly-01", "Weekly-02", "Weekly-03", "Weekly-04"].map((name) => transfer(name, [1, 2, 3], null));
    expect(pictured([...others, transfer("FS-ALPHA", [7, 7, 7, 7], true), transfer("FS-BETA", [8, 9], false)]).map((found) => found.object)).toEqual(["FS-ALPHA"]);
  });

  it("are three at most, and one where none ended alike", () => {
    expect(pictured(["a", "b", "c", "d"].map((name) => transfer(name, [1, 1], true))).map((found) => found.object)).toEqual(["a", "b", "c"]);
    expect(pictured([transfer("once", [5], null), transfer("a", [1, 2], false), transfer("b", [1, 2], null)]).map((found) => found.object)).toEqual(["a"]);
  });

  it("are none without two ends to compare", () => {
    expect(pictured([transfer("once", [5], null), transfer("unknown", [5, null, null], null)])).toEqual([]);
  });
});

describe("the files that evidence stands in", () => {
  const diagnosis = { artifacts: [{ id: "1", name: "prx01.pcapng" }, { id: "2", name: "logs.zip" }] } as Diagnosis;
  const evidence = (...artifacts: string[]) => ({ pointers: artifacts.map((artifact) => ({ artifact, packet: null, line: 1 })) }) as Evidence;

  it("are named as they were uploaded, each once", () => {
    expect(filesOf(evidence("1", "1", "2"), diagnosis)).toEqual(["prx01.pcapng", "logs.zip"]);
  });

  it("have their own name inside a bundle", () => {
    expect(filesOf(evidence("logs.zip/HOST/Backup/Nightly/Task.FS.log"), diagnosis)).toEqual(["Task.FS.log"]);
  });

  it("are none where a diagnosis of an earlier release points nowhere", () => {
    expect(filesOf({} as Evidence, diagnosis)).toEqual([]);
  });
});
