import type { ComponentProps } from "react";
import { SealMark } from "@/app/_components/ui/seal-mark";

type NoticeProps = ComponentProps<"div"> & { title: string; text: string };

/** Takes the place of a list that has nothing to show. */
export function Notice({ title, text, children, ...div }: NoticeProps) {
  return (
    <div className="notice sheet mt-8 px-6" {...div}>
      <SealMark letter="" className="size-16 text-edge" />
      <p className="font-display text-2xl">{title}</p>
      <p className="max-w-sm text-muted-foreground">{text}</p>
      {children}
    </div>
  );
}
