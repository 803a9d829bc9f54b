"use client";

import { useEffect } from "react";
import type { getFlashedMessages } from "@/lib/session/flash";

/** Shows messages, and deletes their cookies so that no later page shows them again. */
export function FlashList({
  messages,
}: {
  messages: Awaited<ReturnType<typeof getFlashedMessages>>;
}) {
  useEffect(() => {
    for (const { deletion } of messages) document.cookie = deletion;
  }, [messages]);
  return messages.map(({ id, category, text }) => (
    <p key={id} role={category === "error" ? "alert" : "status"} data-flash={category}>
      {text}
    </p>
  ));
}
