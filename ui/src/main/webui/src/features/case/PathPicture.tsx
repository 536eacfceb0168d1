import { useTranslation } from "react-i18next";
import { number, say } from "../../i18n";
import type { Diagnosis } from "./model";

type Node = NonNullable<Diagnosis["path"]>["nodes"][number];

const WIDTH = 360;
const EDGE = 56;

/** Client, the cutting device, server: solid where known, dotted where inferred, hops written on the line. */
export function PathPicture({ nodes, isAssumed }: { nodes: Node[]; isAssumed: boolean }) {
  const { t } = useTranslation();
  const shown = nodes.filter((node) => node.role !== "capture");
  const at = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(1, shown.length - 1);
  const device = shown.find((node) => node.role === "device");
  const [client, server] = [shown.find((node) => node.role === "client"), shown.find((node) => node.role === "server")];
  const label = shown.map((node) => `${t(`path.role.${node.role}`)}${node.address ? ` ${node.address}` : ""}`).join(" – ");
  const hops = (index: number) => {
    const [left, right] = [shown[index], shown[index + 1]];
    const count = left.role === "client" ? right.hopsFromClient : left.hopsFromServer;
    return count == null || count === 0 ? null : t(count === 1 ? "path.hop" : "path.hops", { hops: number(count) });
  };
  const place = device?.hopsFromClient != null ? { hops: device.hopsFromClient, from: client?.address } : device?.hopsFromServer != null ? { hops: device.hopsFromServer, from: server?.address } : null;
  return (
    <figure className="fw-path">
      <svg viewBox={`0 0 ${WIDTH} 116`} role="img" aria-label={label}>
        {shown.slice(1).map((node, index) => (
          <g key={index}>
            <line x1={at(index) + 18} x2={at(index + 1) - 18} y1="44" y2="44" className={node.confidence >= 0.8 && shown[index].confidence >= 0.8 ? "known" : "inferred"} />
            {hops(index) && <text x={(at(index) + at(index + 1)) / 2} y="36" className="address">{hops(index)}</text>}
          </g>
        ))}
        {shown.map((node, index) => (
          <g key={index} transform={`translate(${at(index)} 44)`}>
            {node.role === "device" ? (
              <><path d="M0-15 15 0 0 15-15 0Z" className="device" /><path d="m-5-5 10 10m0-10-10 10" className="cross" /><text y="-23" className="box">{t("path.box")}</text></>
            ) : (
              <rect x="-14" y="-14" width="28" height="28" rx="6" className="host" />
            )}
            <text y="32" className="role">{t(`path.role.${node.role}`)}</text>
            {node.address && lines(node.address).map((line, row) => <text key={row} y={46 + row * 11} className="address">{line}</text>)}
          </g>
        ))}
      </svg>
      {device && (
        <figcaption>
          {place ? <strong>{t(place.hops === 0 ? "path.segment" : place.hops === 1 ? "path.one" : "path.away", { hops: number(place.hops), address: place.from ?? "" })}</strong> : t("path.hops.unknown")}{" "}
          <br />{say(device.basis)}
          {isAssumed && place && <><br />{t("path.assumed")}</>}
        </figcaption>
      )}
    </figure>
  );
}

/** An IPv6 address is too long for its place: it is broken after a colon near its middle. */
function lines(address: string): string[] {
  if (address.length <= 18) return [address];
  const middle = address.indexOf(":", Math.floor(address.length / 2) - 2);
  return middle < 0 ? [address] : [address.slice(0, middle + 1), address.slice(middle + 1)];
}
