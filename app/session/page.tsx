import type { Metadata } from "next";
import "./anatomy.css";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { Inspector, InspectorWaiting } from "./inspector";

export const metadata: Metadata = {
  title: "Session",
  description: "What this browser's sealed cookies are, in pictures.",
};

export default function SessionPage({ searchParams }: PageProps<"/session">) {
  return (
    <div className="grid grid-cols-1 gap-14 sm:gap-20">
      <div>
        <h1>What your browser carries</h1>
        <p className="mt-4 max-w-2xl text-lg text-muted">
          These are the sealed cookies that came with this very request, opened on the server. Your
          browser holds them and can&apos;t read a word.
        </p>
      </div>
      <DynamicSection fallback={<InspectorWaiting />}>
        <Inspector searchParams={searchParams} />
      </DynamicSection>
    </div>
  );
}
