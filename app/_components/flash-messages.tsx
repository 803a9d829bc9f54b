import { getFlashedMessages } from "@/lib/session/flash";
import { FlashOutlet } from "./flash-outlet";

/** Shows what `flash()` said, once. It stands in the layout, inside the header's hole. */
export async function FlashMessages() {
  return <FlashOutlet pending={await getFlashedMessages()} />;
}
