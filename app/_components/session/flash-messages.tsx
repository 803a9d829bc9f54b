import { Suspense } from "react";
import { getFlashedMessages } from "@/lib/session/flash";
import { FlashOutlet } from "./flash-outlet";

/** Shows what `flash()` said, once. It stands once in the layout, and above the page, where it moves nothing. */
export function FlashMessages() {
  return (
    <Suspense>
      <WaitingMessages />
    </Suspense>
  );
}

/** The same without a hole of its own, for a place that is in one already. */
export async function WaitingMessages() {
  return <FlashOutlet pending={await getFlashedMessages()} />;
}
