import { expect, it } from "vitest";
import { isAddress, recipe, type Wish } from "./recipe";

const wish: Wish = { place: "sender", tool: "tcpdump", traffic: "data-mover", peer: "10.60.0.12", isHeadersOnly: true, isRing: true };

it("writes a tcpdump command with snap length, ring and filter", () => {
  expect(recipe(wish).start).toBe("tcpdump -i any -s 128 -C 400 -W 10 -w fw-sender.pcap 'host 10.60.0.12 and (tcp portrange 2500-3300 or tcp port 6162)'");
});

it("captures TCP and UDP of the cloud gateway", () => {
  expect(recipe({ ...wish, traffic: "cloud-gateway", peer: "", isHeadersOnly: false, isRing: false }).start).toBe("tcpdump -i any -w fw-sender.pcap 'port 6180'");
  expect(recipe({ ...wish, tool: "pktmon", traffic: "cloud-gateway" }).start.split("\n")[1]).toBe("pktmon filter add fw -i 10.60.0.12 -p 6180");
});

it("filters IPv6 in netsh by the IPv6 address", () => {
  expect(recipe({ ...wish, tool: "netsh", peer: "2001:db8::5" }).start).toContain("IPv6.Address=2001:db8::5 packettruncatebytes=128");
});

it.each(["10.1.2.3", "2001:db8::1", "::ffff:10.0.0.1"])("takes the address %s", (address) => expect(isAddress(address)).toBe(true));

it.each(["10.1.2", "host; rm -rf /", "$(id)", "a.b.c.d", "'", "10.0.0.1 or port 22"])("refuses %s, which would go into a command line", (text) => expect(isAddress(text)).toBe(false));
