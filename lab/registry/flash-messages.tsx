import { Suspense } from "react";
import { getFlashedMessages } from "@/lib/session/flash";
import { FlashList } from "./flash-list";

/** Shows the messages of `flash()`, each once. Render it in the layout. */
export function FlashMessages() {
  return (
    <Suspense>
      <PendingMessages />
    </Suspense>
  );
}

async function PendingMessages() {
  return <FlashList messages={await getFlashedMessages()} />;
}
