import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { Navigate, Route, Routes } from "react-router";
import { onSessionExpired, session, sessionRenewed } from "./api";
import { CasePage } from "./features/case/CasePage";
import { CaseList } from "./features/cases/CaseList";
import { NewCase } from "./features/newcase/NewCase";
import { SignIn } from "./features/signin/SignIn";
import { ExpiredDialog } from "./shell/ExpiredDialog";
import { Shell } from "./shell/Shell";
import { Failure, Loading, NotHere, SignedIn } from "./shell/States";

// The knowledge is read by the few who look something up; everybody else need not load it.
const KnowledgeRoutes = lazy(() => import("./features/knowledge/KnowledgeRoutes"));

export function App() {
  const me = useQuery({ queryKey: ["session"], queryFn: session, staleTime: Infinity });
  const queries = useQueryClient();
  const [isExpired, setExpired] = useState(false);
  useEffect(() => onSessionExpired(() => setExpired(true)), []);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (!me.data) return <SignIn />;
  return (
    <Shell session={me.data}>
      <Routes>
        <Route path="/" element={<Navigate to="/cases" replace />} />
        <Route path="/cases" element={<CaseList session={me.data} />} />
        <Route path="/cases/new" element={<NewCase session={me.data} />} />
        <Route path="/cases/:caseId/add" element={<NewCase session={me.data} />} />
        <Route path="/cases/:caseId" element={<CasePage session={me.data} />} />
        <Route path="/knowledge/*" element={<Suspense fallback={<Loading />}><KnowledgeRoutes /></Suspense>} />
        <Route path="/signed-in" element={<SignedIn />} />
        <Route path="*" element={<NotHere />} />
      </Routes>
      {isExpired && (
        <ExpiredDialog
          onRenewed={() => {
            setExpired(false);
            sessionRenewed();
            void queries.invalidateQueries();
          }}
        />
      )}
    </Shell>
  );
}
