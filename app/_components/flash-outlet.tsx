"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useSyncExternalStore } from "react";
import type { FlashMessage } from "@/lib/session/flash";
import { dismiss, leave, onShow, receive, subscribe } from "./flash-store";

const tones = {
  success: "border-l-good",
  info: "border-l-edge",
  warning: "border-l-caution",
  error: "border-l-bad",
} as const;

/** Shows messages above the page, where they move nothing, until another page or `Dismiss`. */
export function FlashOutlet({ pending }: { pending: readonly FlashMessage[] }) {
  const path = usePathname();
  const messages = useSyncExternalStore(subscribe, onShow, () => null) ?? pending;
  useLayoutEffect(() => receive(pending, path), [pending, path]);
  useEffect(() => {
    addEventListener("pagehide", leave);
    return () => removeEventListener("pagehide", leave);
  }, []);
  return (
    <div className="fixed inset-x-4 bottom-4 z-50 grid gap-2 sm:inset-x-auto sm:top-20 sm:right-6 sm:bottom-auto sm:w-96">
      {messages.map(({ id, category, text }) => (
        <div
          key={id}
          data-flash={category}
          role={category === "success" || category === "info" ? "status" : "alert"}
          className={`sheet rise-in flex items-start gap-3 border-l-4 py-2 pr-2 pl-4 ${tones[category]}`}
        >
          <p className="grow py-2 break-words">{text}</p>
          <Dismiss id={id} />
        </div>
      ))}
    </div>
  );
}

function Dismiss({ id }: { id: string }) {
  return (
    // Without JavaScript this loads the page again, where the message is gone.
    <form
      onSubmit={(event) => {
        event.preventDefault();
        dismiss(id);
      }}
    >
      <button className="min-h-10 cursor-pointer rounded-md px-2 text-sm text-muted hover:bg-sunken hover:text-ink">
        Dismiss
      </button>
    </form>
  );
}
