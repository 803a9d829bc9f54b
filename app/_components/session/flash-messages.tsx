import { Suspense } from "react";
import { getFlashedMessages } from "@/lib/session/flash";
import { FlashOutlet } from "./flash-outlet";

/** Shows the messages of `flash()`, once each. Put it into the layout, once. */
export function FlashMessages() {
  return (
    <Suspense>
      <PendingMessages />
    </Suspense>
  );
}

/** The same without a Suspense boundary of its own, for a place that already has one. */
export async function PendingMessages() {
  return <FlashOutlet pending={await getFlashedMessages()} />;
}
