"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useSyncExternalStore } from "react";
import type { FlashMessage } from "@/lib/session/flash";
import { dismiss, leave, onShow, receive, subscribe } from "./flash-store";

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
    <div className="flashes">
      {messages.map(({ id, category, text }) => (
        <div
          key={id}
          data-flash={category}
          role={category === "success" || category === "info" ? "status" : "alert"}
          className="flash sheet rise-in"
        >
          <span />
          <p>{text}</p>
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
      <button>Dismiss</button>
    </form>
  );
}
