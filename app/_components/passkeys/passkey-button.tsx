"use client";

import { useState, type Ref } from "react";

/** A button that asks the browser for a passkey, with what went wrong. Without JavaScript it is hidden. */
export function PasskeyButton({
  label,
  message,
  onPress,
  ref,
}: {
  label: string;
  message: string;
  onPress: () => Promise<void>;
  ref?: Ref<HTMLDivElement>;
}) {
  const [isPending, setPending] = useState(false);
  const press = async () => {
    setPending(true);
    await onPress();
    setPending(false);
  };
  return (
    <div ref={ref} data-script-only className="grid gap-3">
      <button
        type="button"
        className="button button-quiet"
        disabled={isPending}
        aria-busy={isPending || undefined}
        onClick={press}
      >
        {label}
      </button>
      {message && (
        <p role="alert" className="text-bad">
          {message}
        </p>
      )}
    </div>
  );
}
