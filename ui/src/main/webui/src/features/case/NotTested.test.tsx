// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it } from "vitest";
import { setLanguage } from "../../i18n";
import type { Diagnosis } from "./model";
import { NotTested } from "./NotTested";

afterEach(cleanup);

const task = (object: string) => ({ rule: "log-cause", needs: "a log", text: { key: "missing.task-log", args: { object } } });

it("names the object whose log is missing, in the reader's language", async () => {
  await setLanguage("ja");
  render(<MemoryRouter><NotTested caseId="1" diagnosis={{ notEvaluated: [task("FILE-SV"), task("DB-SV")] } as unknown as Diagnosis} /></MemoryRouter>);
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "必要なもの：FILE-SVのTaskログ。失敗の理由が記録されています。log-cause",
    "必要なもの：DB-SVのTaskログ。失敗の理由が記録されています。log-cause",
  ]);
});
