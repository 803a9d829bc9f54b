"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";

/** Sends its form, and can't be pressed again while it is under way. */
export function SubmitButton({
  className = "button button-primary",
  ...button
}: ComponentProps<"button">) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      className={className}
      disabled={pending}
      aria-busy={pending || undefined}
      {...button}
    />
  );
}
