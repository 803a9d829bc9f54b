import type { ReactNode } from "react";
import { Meanwhile } from "../_components/meanwhile";
import { UnlessOutOfReach } from "../_components/unless-out-of-reach";
import { AccountWaiting } from "./account-waiting";

/** Around every page of a member's. A template and no layout, because each of them has something to show while it is waited for. */
export default function AccountTemplate({ children }: { children: ReactNode }) {
  return (
    <Meanwhile fallback={<AccountWaiting />}>
      <UnlessOutOfReach>{children}</UnlessOutOfReach>
    </Meanwhile>
  );
}
