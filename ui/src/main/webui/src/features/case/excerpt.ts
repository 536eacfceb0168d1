import type { Connection, Diagnosis } from "./model";

/** The rule whose evidence has a plan of its own, whatever the class. */
const CLOSED_PORT = "closed-port";
/** More say nothing that these do not; the whole document may be large. */
const MOST = 200;

const closedPort = (connection: Connection) => connection.evidence.filter(({ rule }) => rule === CLOSED_PORT);

/** Whether the case is about a port that nobody could connect to, as its own sentence says. */
export const isAboutPort = ({ verdict }: Pick<Diagnosis, "verdict">) => verdict.text.key.startsWith(`headline.${CLOSED_PORT}.`);

/** What guidance depends on: what was cut, then what never began. */
export function excerpt(diagnosis: Diagnosis) {
  const cut = diagnosis.connections.filter(({ kill }) => kill !== null);
  const neverBegun = diagnosis.connections.filter((connection) => connection.kill === null && closedPort(connection).length > 0);
  return {
    schema: "firewitness.diagnosis/1",
    verdict: { class: diagnosis.verdict.class, confidence: diagnosis.verdict.confidence, text: { key: diagnosis.verdict.text.key } },
    connections: [...cut, ...neverBegun].slice(0, MOST).map((connection) => {
      const { client, server, transport, serviceClass, verdict, kill } = connection;
      const evidence = closedPort(connection).map(({ rule, text }) => ({ rule, text: text && { key: text.key } }));
      return {
        client, server, transport, serviceClass, kill,
        verdict: { class: verdict.class, confidence: verdict.confidence, text: { key: verdict.text.key } },
        ...(evidence.length > 0 && { evidence }),
      };
    }),
    // Which errors the logs hold decides the rows where no capture shows an address.
    signatures: [...new Set(diagnosis.signatures.map(({ id }) => id))].map((id) => ({ id })),
    notEvaluated: diagnosis.notEvaluated,
  };
}
