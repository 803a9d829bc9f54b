import type { ReactNode } from "react";
import { SoftNavigationFallback } from "../_components/ui/soft-navigation-fallback";
import { RequireDatabase } from "../_components/site/require-database";
import { AccountWaiting } from "./account-waiting";

/** Around every page of a member's. A template and no layout, because each of them has something to show while it is waited for. */
export default function AccountTemplate({ children }: { children: ReactNode }) {
  return (
    <SoftNavigationFallback fallback={<AccountWaiting />}>
      <RequireDatabase>{children}</RequireDatabase>
    </SoftNavigationFallback>
  );
}
