"use client";

import { useEffect } from "react";
import { announceUser } from "./session-tabs";

/**
 * For a page that shows that a session has ended: after a soft navigation the layout does not know, and the document holds the
 * pages that the user saw before.
 */
export function AnnounceUser({ userId }: { userId: string }) {
  useEffect(() => announceUser(userId), [userId]);
  return null;
}
