import { Card, CardBody, CardTitle, Checkbox, ClipboardCopyButton, CodeBlock, CodeBlockAction, CodeBlockCode, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, TextInput, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isAddress, type Place, PLACES, recipe, type Tool, TOOLS, type Traffic, TRAFFIC } from "./recipe";

/** Ready commands for a capture that can be judged: place, tool, traffic; headers only, a ring so that the disk does not fill. */
export function CaptureRecipe() {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>("sender");
  const [tool, setTool] = useState<Tool>("pktmon");
  const [traffic, setTraffic] = useState<Traffic>("data-mover");
  const [peer, setPeer] = useState("");
  const [isHeadersOnly, setHeadersOnly] = useState(true);
  const [isRing, setRing] = useState(true);
  const isWrong = peer !== "" && !isAddress(peer);
  const { start, stop } = recipe({ place, tool, traffic, peer: isWrong ? "" : peer, isHeadersOnly, isRing });
  return (
    <Card component="section" aria-labelledby="recipe">
      <CardTitle component="h2" id="recipe">{t("recipe.title")}</CardTitle>
      <CardBody>
        <p className="fw-quiet">{t("recipe.both")}</p>
        <Form className="fw-recipe" onSubmit={(event) => event.preventDefault()}>
          <ToggleGroup aria-label={t("recipe.place")}>
            {PLACES.map((name) => <ToggleGroupItem key={name} buttonId={`place-${name}`} text={t(`recipe.place.${name}`)} isSelected={place === name} onChange={() => setPlace(name)} />)}
          </ToggleGroup>
          <FormGroup label={t("recipe.tool")} fieldId="tool">
            <FormSelect id="tool" value={tool} onChange={(_event, value) => setTool(value as Tool)}>
              {TOOLS.map((name) => <FormSelectOption key={name} value={name} label={t(`recipe.tool.${name}`)} />)}
            </FormSelect>
          </FormGroup>
          <FormGroup label={t("recipe.peer")} fieldId="peer">
            <TextInput id="peer" value={peer} placeholder="10.60.0.12" validated={isWrong ? "error" : "default"} onChange={(_event, value) => setPeer(value.trim())} />
            {isWrong && <FormHelperText><HelperText><HelperTextItem variant="error">{t("recipe.peer.wrong")}</HelperTextItem></HelperText></FormHelperText>}
          </FormGroup>
          <FormGroup label={t("recipe.traffic")} fieldId="traffic">
            <FormSelect id="traffic" value={traffic} onChange={(_event, value) => setTraffic(value as Traffic)}>
              {TRAFFIC.map((name) => <FormSelectOption key={name} value={name} label={t(`recipe.traffic.${name}`)} />)}
            </FormSelect>
          </FormGroup>
          <Checkbox id="headers" label={t("recipe.headers")} isChecked={isHeadersOnly} onChange={(_event, value) => setHeadersOnly(value)} />
          <Checkbox id="ring" label={t("recipe.ring")} isChecked={isRing} onChange={(_event, value) => setRing(value)} />
        </Form>
        <Commands title={t("recipe.start")} text={start} />
        <Commands title={t("recipe.stop")} text={stop} />
        <p className="fw-quiet">{t(tool === "pktmon" && traffic === "data-mover" ? "recipe.noRange" : "recipe.once")}</p>
      </CardBody>
    </Card>
  );
}

function Commands({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const id = `copy-${title.length}-${text.length}`;
  return (
    <>
      <h3 className="fw-small-heading">{title}</h3>
      <CodeBlock className="fw-commands" actions={(
        <CodeBlockAction>
          <ClipboardCopyButton id={id} aria-label={t("action.copy")} variant="plain" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))} onTooltipHidden={() => setCopied(false)}>
            {isCopied ? t("action.copied") : t("action.copy")}
          </ClipboardCopyButton>
        </CodeBlockAction>
      )}>
        <CodeBlockCode>{text}</CodeBlockCode>
      </CodeBlock>
    </>
  );
}
