import { useTranslation } from "react-i18next";
import { number } from "../../i18n";
import type { Diagnosis } from "./model";

type Node = NonNullable<Diagnosis["path"]>["nodes"][number];

/** Client, the cutting device, server: solid where known, dotted where inferred. */
export function PathPicture({ nodes }: { nodes: Node[] }) {
  const { t } = useTranslation();
  const shown = nodes.filter((node) => node.role !== "capture");
  const width = 320;
  const at = (index: number) => 40 + (index * (width - 80)) / Math.max(1, shown.length - 1);
  const device = shown.find((node) => node.role === "device");
  const label = shown.map((node) => `${t(`path.role.${node.role}`)}${node.address ? ` ${node.address}` : ""}`).join(" – ");
  return (
    <figure className="fw-path">
      <svg viewBox={`0 0 ${width} 110`} role="img" aria-label={label}>
        {shown.slice(1).map((node, index) => (
          <line key={index} x1={at(index) + 16} x2={at(index + 1) - 16} y1="40" y2="40" className={node.confidence >= 0.8 && shown[index].confidence >= 0.8 ? "known" : "inferred"} />
        ))}
        {shown.map((node, index) => (
          <g key={index} transform={`translate(${at(index)} 40)`}>
            {node.role === "device" ? (
              <><path d="M0-14 14 0 0 14-14 0Z" className="device" /><path d="m-5-5 10 10m0-10-10 10" className="cross" /><text y="-22" className="box">{t("path.box")}</text></>
            ) : (
              <rect x="-13" y="-13" width="26" height="26" rx="5" className="host" />
            )}
            <text y="36">{t(`path.role.${node.role}`)}</text>
            {node.address && <text y="52" className="address">{node.address}</text>}
          </g>
        ))}
      </svg>
      {device && <figcaption>{device.hopsFromClient != null ? t("path.hops.client", { hops: number(device.hopsFromClient) }) : device.hopsFromServer != null ? t("path.hops.server", { hops: number(device.hopsFromServer) }) : t("path.hops.unknown")}</figcaption>}
    </figure>
  );
}
