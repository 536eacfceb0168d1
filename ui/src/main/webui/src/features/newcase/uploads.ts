import Uppy from "@uppy/core";
import Tus from "@uppy/tus";
import { callHeaders, onSessionRenewed, type Problem, readProblem, sessionExpired } from "../../api";

export interface Upload {
  id: string;
  name: string;
  bytes: number;
  sent: number;
  state: "waiting" | "uploading" | "paused" | "sent" | "failed";
  problem?: Problem;
  /** Bytes per second since it began or went on; null until that can be told. */
  rate: number | null;
  /** Never sent: it cannot fit. */
  isRefused?: boolean;
  artifactId?: string;
}

/** What a file may have and what is free, in bytes. */
export interface Room { maxFileBytes: number; freeBytes: number }

/**
 * Resumable uploads of one case. Uppy and tus do the work: pieces, retries, resuming after a lost connection and, from
 * the browser's store of fingerprints, after the page was closed and the same file chosen again.
 */
export function createUploads(onChange: (uploads: Upload[]) => void) {
  const uppy = new Uppy({ autoProceed: false, allowMultipleUploadBatches: true });
  const problems = new Map<string, Problem>();
  const refused = new Map<string, Upload>();
  const begun = new Map<string, { at: number; sent: number }>();
  uppy.use(Tus, {
    // Set per case before the first upload.
    endpoint: "/api/ingest/v1/cases/none/uploads",
    headers: callHeaders,
    allowedMetaFields: ["filename"],
    retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000],
    removeFingerprintOnSuccess: true,
    onShouldRetry: (error, _attempt, _options, next) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      if (status === 401) {
        sessionExpired();
        return false;
      }
      return next(error);
    },
  });

  const list = (): Upload[] => [
    ...uppy.getFiles().map((file): Upload => ({
      id: file.id,
      name: file.name,
      bytes: file.size ?? 0,
      sent: file.progress.bytesUploaded ? Number(file.progress.bytesUploaded) : 0,
      state: file.error ? (problems.get(file.id)?.status === 401 ? "paused" : "failed") : file.progress.uploadComplete ? "sent" : file.isPaused ? "paused" : file.progress.uploadStarted ? "uploading" : "waiting",
      rate: rateOf(begun.get(file.id), Number(file.progress.bytesUploaded || 0)),
      problem: problems.get(file.id),
      artifactId: artifactOf(file.response?.uploadURL ?? ("tus" in file ? (file.tus as { uploadUrl?: string }).uploadUrl : undefined)),
    })),
    ...refused.values(),
  ];
  const changed = () => onChange(list());
  for (const event of ["file-added", "file-removed", "upload-progress", "upload-success", "upload-retry", "upload-pause", "complete", "restriction-failed"] as const) uppy.on(event, changed);
  // The first progress after a start counts from what had arrived before.
  uppy.on("upload-progress", (file, progress) => { if (file && !begun.has(file.id)) begun.set(file.id, { at: Date.now(), sent: Number(progress.bytesUploaded) }); });
  uppy.on("upload-error", (file, error) => {
    const answer = (error as { originalResponse?: { getStatus(): number; getBody(): string } | null }).originalResponse;
    if (file && answer) {
      void readProblem({ status: answer.getStatus(), text: async () => answer.getBody() }).then((problem) => { problems.set(file.id, problem); changed(); });
    }
    changed();
  });
  // What stopped goes on from the byte that had arrived: where the session ended in the middle, by itself when the reader has signed in
  // again. A pause ends the same way, by a new start: Uppy's own resuming never comes back where it was paused while waiting for the network.
  const goOn = (id: string) => { problems.delete(id); begun.delete(id); void uppy.retryUpload(id).catch(changed); changed(); };
  const stopped = () => uppy.getFiles().filter((file) => file.error || file.isPaused).map((file) => file.id);

  return {
    /** Takes files into the list; where the room is known, those that cannot fit are refused. */
    add(files: File[], room?: Room) {
      for (const file of files) {
        try {
          uppy.addFile({ name: file.name, type: file.type, data: file, meta: { filename: file.name } });
        } catch {
          // The same file was chosen twice; it is in the list already.
        }
      }
      if (room) this.fit(room);
    },
    /**
     * Files that wait and cannot fit stay listed with the reason and are never sent. Called again when the room becomes known, which
     * may be after the first files were chosen; without it the service decides.
     */
    fit(room: Room) {
      let free = room.freeBytes;
      for (const file of uppy.getFiles()) {
        const size = file.size ?? 0;
        const isWaiting = !file.progress.uploadStarted && !file.error;
        const problem = isWaiting ? misfit(size, room.maxFileBytes, free) : undefined;
        if (problem) {
          const id = `refused-${file.id}`;
          refused.set(id, { id, name: file.name, bytes: size, sent: 0, rate: null, state: "failed", problem, isRefused: true });
          uppy.removeFile(file.id);
        } else if (!file.progress.uploadComplete) {
          free -= size;
        }
      }
      changed();
    },
    /** Takes a file out of the list; what had arrived of it is thrown away. */
    remove(id: string) { problems.delete(id); if (!refused.delete(id)) uppy.removeFile(id); changed(); },
    pause(id: string) { if (!uppy.getFile(id)?.isPaused) uppy.pauseResume(id); },
    retry: goOn,
    resume() { stopped().forEach(goOn); },
    start(caseId: string) {
      uppy.getPlugin("Tus")?.setOptions({ endpoint: `/api/ingest/v1/cases/${caseId}/uploads` });
      return uppy.upload().catch(changed);
    },
    /** Goes on after a new sign-in, until the page is left; then what is under way stops, and what has arrived stays. */
    watch() {
      const stop = onSessionRenewed(() => uppy.getFiles().filter((file) => file.error).forEach((file) => goOn(file.id)));
      return () => { stop(); uppy.pauseAll(); };
    },
  };
}

const SHORTEST_MS = 1500;

function rateOf(begun: { at: number; sent: number } | undefined, sent: number): number | null {
  const passed = begun ? Date.now() - begun.at : 0;
  return begun && passed >= SHORTEST_MS && sent > begun.sent ? ((sent - begun.sent) * 1000) / passed : null;
}

function misfit(size: number, maxFileBytes: number, free: number): Problem | undefined {
  const of = (code: string, limit: number): Problem => ({ status: 413, code, title: code, args: { bytes: size, limit: Math.max(0, limit) } });
  return size > maxFileBytes ? of("too-large-here", maxFileBytes) : size > free ? of("no-room", free) : undefined;
}

function artifactOf(url?: string | null): string | undefined {
  return url ? url.slice(url.lastIndexOf("/") + 1) : undefined;
}
