import { Card, CardBody, Label, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { number, say } from "../../i18n";
import { Certainty, ClassMark } from "../cases/Marks";
import { bandOf } from "../cases/model";
import type { Connection, Diagnosis } from "./model";
import { PathPicture } from "./PathPicture";

/** Verdict first: the sentence, who, why, what next, from where it was seen, where the box is, the proofs in numbers. */
export function VerdictCard({ diagnosis, lead, isSoFar }: { diagnosis: Diagnosis; lead?: Connection; isSoFar: boolean }) {
  const { t } = useTranslation();
  const { verdict } = diagnosis;
  // How sure the files are that they cannot tell is no certainty about anything.
  const band = verdict.class === "insufficient" ? "open" : bandOf(verdict.confidence, verdict.band);
  // The box is drawn only where the verdict says that there is one: other connections in the files may have met one that is no matter here.
  const nodes = diagnosis.path?.nodes.filter((node) => node.role !== "device" || verdict.who?.value === "device-in-path") ?? [];
  const seen = [...new Set(diagnosis.artifacts.filter((artifact) => artifact.kind === "capture" && artifact.vantagePoint).map((artifact) => artifact.vantagePoint))];
  return (
    <Card className={`fw-verdict fw-class-${verdict.class} fw-drawn-${band}`} component="section" aria-labelledby="verdict">
      <CardBody>
        <div className="fw-verdict-grid">
          <div>
            <p className="fw-verdict-class"><ClassMark verdict={verdict.class} /> {t("case.verdict")} {t(`class.${verdict.class}`)} {isSoFar && <Label isCompact status="info">{t("case.soFar")}</Label>}</p>
            <Title headingLevel="h2" size="xl" id="verdict">{say(verdict.text, verdict.statement)}</Title>
            <dl className="fw-answers">
              {verdict.who && (
                <div><dt>{t("case.who")}</dt><dd>{t(`who.${verdict.who.value}`)}</dd><dd>{verdict.who.value !== "unknown" && <Certainty confidence={verdict.who.confidence} band={bandOf(verdict.who.confidence, verdict.who.band)} />}</dd></div>
              )}
              {verdict.why && (
                <div><dt>{t("case.why")}</dt><dd>{t(`why.${verdict.why.value}`)}</dd><dd>{verdict.why.value !== "unknown" && <Certainty confidence={verdict.why.confidence} band={bandOf(verdict.why.confidence, verdict.why.band)} />}</dd></div>
              )}
              {verdict.next && <div><dt>{t("case.next")}</dt><dd>{say(verdict.next)}</dd><dd><a href="#what-to-do">{t("guidance.title")}</a></dd></div>}
              {seen.length > 0 && <div><dt>{t("case.seenFrom")}</dt><dd>{seen.map((place) => t(`seen.${place}`)).join(" · ")}</dd><dd /></div>}
            </dl>
          </div>
          {lead && diagnosis.path && nodes.length > 0 && <PathPicture nodes={nodes} isAssumed={diagnosis.path.startTtlAssumed} />}
        </div>
        <Tiles diagnosis={diagnosis} lead={lead} />
      </CardBody>
    </Card>
  );
}

/** The proofs as numbers; one that the files do not hold is absent. */
function Tiles({ diagnosis, lead }: { diagnosis: Diagnosis; lead?: Connection }) {
  const { t } = useTranslation();
  const tiles: [string, string][] = [];
  const same = diagnosis.transfers.map((transfer) => transfer.sameOffset).find((found) => found?.holds);
  if (same) tiles.push([t("tile.attempts.value", { attempts: number(same.attempts), of: number(same.of) }), t("tile.attempts")]);
  for (const direction of ["clientToServer", "serverToClient"] as const) {
    const ttl = lead?.ttl?.[direction];
    if (lead?.kill && ttl?.mode != null && ttl.outliers.length > 0) {
      tiles.push([t("tile.ttl.value", { reset: ttl.outliers[0].ttl, other: ttl.mode }), t("tile.ttl")]);
      break;
    }
  }
  // Before the first byte there is no place in the stream, and a round trip says something only beside a cut.
  if (lead?.kill?.streamOffset) tiles.push([number(lead.kill.streamOffset), t("tile.offset")]);
  if (lead?.kill && lead.rttMs?.min != null && lead.rttMs.min >= 0.01) tiles.push([`${number(lead.rttMs.min, 2)} ms`, t("tile.rtt")]);
  if (tiles.length === 0) return null;
  return <div className="fw-tiles">{tiles.map(([value, label]) => <div key={label}><strong>{value}</strong><span>{label}</span></div>)}</div>;
}
