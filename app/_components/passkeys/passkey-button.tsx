"use client";

import { useState, type Ref } from "react";

type PasskeyButtonProps = Readonly<{
  label: string;
  /** What went wrong. */
  message: string;
  onPress: () => Promise<void>;
  ref?: Ref<HTMLDivElement>;
}>;

/** A button that asks the browser for a passkey. Without JavaScript it is hidden. */
export function PasskeyButton({ label, message, onPress, ref }: PasskeyButtonProps) {
  // Not a transition: a link that is followed meanwhile would wait for it.
  const [isPending, setPending] = useState(false);
  const press = () => {
    setPending(true);
    void onPress().finally(() => setPending(false));
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
