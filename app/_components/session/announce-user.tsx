"use client";

import { useLayoutEffect } from "react";
import { announceUser } from "./session-tabs";

/**
 * In the header, and on a page that shows that a session has ended: after a soft navigation the header does not know. In a layout
 * effect, and before the messages in the header, which are then left to the new document.
 */
export function AnnounceUser({ userId }: { userId: string }) {
  useLayoutEffect(() => announceUser(userId), [userId]);
  return null;
}
