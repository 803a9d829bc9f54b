import type { ReactNode } from "react";
import { RequireDatabase } from "../_components/site/require-database";
import { SoftNavigationFallback } from "../_components/ui/soft-navigation-fallback";
import { AccountSkeleton } from "./account-skeleton";

/** Around every account page. A template, not a layout, because each page has its own skeleton. */
export default function AccountTemplate({ children }: { children: ReactNode }) {
  return (
    <SoftNavigationFallback fallback={<AccountSkeleton />}>
      <RequireDatabase>{children}</RequireDatabase>
    </SoftNavigationFallback>
  );
}
