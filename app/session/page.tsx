import type { Metadata } from "next";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { Inspector } from "./inspector";

export const metadata: Metadata = {
  title: "Session",
  description: "The sealed cookies of this browser, in pictures.",
};

export default function SessionPage({ searchParams }: PageProps<"/session">) {
  return (
    <div className="grid grid-cols-1 gap-10">
      <h1>Your sealed cookies</h1>
      <p className="max-w-2xl text-lg text-muted-foreground">
        The server opened the cookies of this request to show what is in them. Your browser stores
        them and cannot read them.
      </p>
      <DynamicSection fallback={<div data-waiting aria-hidden className="skeleton h-screen" />}>
        <Inspector searchParams={searchParams} />
      </DynamicSection>
    </div>
  );
}
