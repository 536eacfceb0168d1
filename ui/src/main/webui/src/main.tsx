import "@patternfly/react-core/dist/styles/base.css";
import "./app.css";
import "./print.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { App } from "./App";
import { ProblemError } from "./api";
import "./i18n";
import { applyTheme, printLight } from "./shell/theme";

// The pages choose for themselves; this router can hold a reader back who would leave an upload behind.
const router = createBrowserRouter([{ path: "*", element: <App /> }]);
applyTheme();
printLight();
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500),
    },
  },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      {/* Without transitions: a filter set while the one before is still being drawn would otherwise be set on the older address. */}
        <RouterProvider router={router} useTransitions={false} />
    </QueryClientProvider>
  </StrictMode>,
);
