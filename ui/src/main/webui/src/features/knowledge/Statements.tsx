import { ClipboardCopyButton, CodeBlock, CodeBlockAction, CodeBlockCode } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { publishable, type Statement } from "./model";
import { Provenance } from "./Provenance";
import { useTarget } from "./useKnowledge";

/** Statements, each with its foundation and an address of its own. `beside`: their texts in the other language, by id. */
export function Statements({ statements, beside }: { statements: Statement[]; beside?: { language: string; texts: Map<string, string> } }) {
  const target = useTarget();
  return (
    <ul className="fw-statements">
      {publishable(statements).map((statement) => (
        <li key={statement.id} id={statement.id} tabIndex={-1} className={target === statement.id ? "fw-target" : undefined}>
          {beside ? <div className="fw-beside"><p>{statement.text}</p><p lang={beside.language}>{beside.texts.get(statement.id)}</p></div> : <p>{statement.text}</p>}
          {statement.command && <Command id={statement.id} command={statement.command} />}
          <Provenance status={statement.status} sources={statement.sources} />
        </li>
      ))}
    </ul>
  );
}

/** A command-line sketch; parts in angle brackets are the reader's to fill in. */
export function Command({ id, command }: { id: string; command: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const sketch = command.replace(/\{(\w+)\}/g, "<$1>");
  return (
    <CodeBlock
      className="fw-commands"
      actions={
        <CodeBlockAction>
          <ClipboardCopyButton
            id={`copy-${id}`} aria-label={t("action.copy")} variant="plain" exitDelay={isCopied ? 1500 : 600} onTooltipHidden={() => setCopied(false)}
            onClick={() => void navigator.clipboard.writeText(sketch).then(() => setCopied(true), () => setCopied(false))}
          >
            {isCopied ? t("action.copied") : t("action.copy")}
          </ClipboardCopyButton>
        </CodeBlockAction>
      }
    >
      <CodeBlockCode>{sketch}</CodeBlockCode>
    </CodeBlock>
  );
}
