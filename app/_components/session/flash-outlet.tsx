"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useSyncExternalStore } from "react";
import { clear, dismiss, getVisible, receive, subscribe, type FlashMessage } from "./flash-store";

/** Shows messages above the page until the user leaves it or presses Dismiss. */
export function FlashOutlet({ pending }: { pending: readonly FlashMessage[] }) {
  const path = usePathname();
  const messages = useSyncExternalStore(subscribe, getVisible, () => null) ?? pending;
  useLayoutEffect(() => receive(pending, path), [pending, path]);
  useEffect(() => {
    addEventListener("pagehide", clear);
    return () => removeEventListener("pagehide", clear);
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
    // Without JavaScript this reloads the page, and the message is gone.
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
