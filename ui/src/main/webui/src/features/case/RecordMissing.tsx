import { useTranslation } from "react-i18next";
import { Command } from "../knowledge/Statements";

/** Commands that record what the files lack, as the knowledge-service gives them for this case. */
export interface CaptureRecipe { id: string; tool: string; platform: string; where: string; command: string }

export function RecordMissing({ recipes }: { recipes: CaptureRecipe[] }) {
  const { t } = useTranslation();
  return (
    <details className="fw-record">
      <summary>{t("guidance.record")}</summary>
      <p className="fw-quiet">{recipes[0].where}</p>
      {recipes.map((recipe) => (
        <details key={recipe.id}>
          <summary>{recipe.tool} ({t(`guidance.platform.${recipe.platform}`)})</summary>
          <Command id={recipe.id} command={recipe.command} />
        </details>
      ))}
    </details>
  );
}
