/** Where the capture is taken. */
export const PLACES = ["sender", "receiver", "firewall"] as const;
export const TOOLS = ["pktmon", "netsh", "dumpcap", "tcpdump"] as const;
/** Ports of KB2140, and of version 13's data mover. */
export const TRAFFIC = ["data-mover", "cloud-gateway", "m365"] as const;
export type Place = (typeof PLACES)[number];
export type Tool = (typeof TOOLS)[number];
export type Traffic = (typeof TRAFFIC)[number];

export interface Wish { place: Place; tool: Tool; traffic: Traffic; peer: string; isHeadersOnly: boolean; isRing: boolean }

const FILTERS: Record<Traffic, string> = {
  "data-mover": "(tcp portrange 2500-3300 or tcp port 6162)",
  "cloud-gateway": "port 6180",
  m365: "tcp port 443",
};
const HEADER_BYTES = 128;
const RING_MEGABYTES = 4096;

/** IPv4 or IPv6, loosely: the value goes into a command line, so nothing but address characters may pass. */
export function isAddress(text: string): boolean {
  return /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$/.test(text);
}

/** Commands that start and stop a capture. One block each, to be pasted as it is. */
export function recipe(wish: Wish): { start: string; stop: string } {
  const file = `fw-${wish.place}`;
  const filter = [wish.peer && `host ${wish.peer}`, FILTERS[wish.traffic]].filter(Boolean).join(" and ");
  const lines = (...parts: (string | false)[]) => parts.filter(Boolean).join("\n");
  switch (wish.tool) {
    case "pktmon": {
      const of = [wish.peer && `-i ${wish.peer}`, wish.traffic === "cloud-gateway" ? "-p 6180" : wish.traffic === "m365" ? "-t TCP -p 443" : "-t TCP"].filter(Boolean).join(" ");
      return {
        start: lines("pktmon filter remove", `pktmon filter add fw ${of}`, `pktmon start --capture --comp nics --pkt-size ${wish.isHeadersOnly ? HEADER_BYTES : 0} --file-size ${RING_MEGABYTES} --log-mode ${wish.isRing ? "circular" : "real-time"} --file-name C:\\${file}.etl`.replace(" --log-mode real-time", "")),
        stop: lines("pktmon stop", `pktmon etl2pcap C:\\${file}.etl --out C:\\${file}.pcapng`),
      };
    }
    case "netsh": {
      const address = wish.peer ? ` ${wish.peer.includes(":") ? "IPv6" : "IPv4"}.Address=${wish.peer}` : "";
      return {
        start: `netsh trace start capture=yes${address}${wish.isHeadersOnly ? ` packettruncatebytes=${HEADER_BYTES}` : ""} maxSize=${RING_MEGABYTES} fileMode=${wish.isRing ? "circular" : "single"} report=disabled traceFile=C:\\${file}.etl`,
        stop: lines("netsh trace stop", `etl2pcapng.exe C:\\${file}.etl C:\\${file}.pcapng`),
      };
    }
    case "dumpcap":
      return {
        start: lines("dumpcap -D", `dumpcap -i 1${wish.isHeadersOnly ? ` -s ${HEADER_BYTES}` : ""}${wish.isRing ? " -b filesize:409600 -b files:10" : ""} -w ${file}.pcapng -f "${filter}"`),
        stop: "Ctrl-C",
      };
    case "tcpdump":
      return {
        start: `tcpdump -i any${wish.isHeadersOnly ? ` -s ${HEADER_BYTES}` : ""}${wish.isRing ? " -C 400 -W 10" : ""} -w ${file}.pcap '${filter}'`,
        stop: "Ctrl-C",
      };
  }
}
