"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useSyncExternalStore } from "react";
import type { FlashMessage } from "@/lib/session/flash";
import { dismiss, leave, onShow, receive, subscribe } from "./flash-store";

const tones = {
  success: "bg-good",
  info: "bg-edge",
  warning: "bg-caution",
  error: "bg-bad",
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
          className="sheet rise-in flex items-start gap-3 py-1 pr-1 pl-4"
        >
          <span className={`mt-4.25 size-2.5 shrink-0 rounded-full ${tones[category]}`} />
          <p className="grow py-2.5 wrap-anywhere">{text}</p>
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
      <button className="min-h-11 cursor-pointer rounded-sm px-3 text-sm text-muted hover:bg-sunken hover:text-ink">
        Dismiss
      </button>
    </form>
  );
}
