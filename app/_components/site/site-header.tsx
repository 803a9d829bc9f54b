import { site } from "@/app/site";
import { DynamicSection } from "../ui/dynamic-section";
import { LayoutLink } from "./layout-link";
import { SealMark } from "../ui/seal-mark";
import { SessionNav, SessionNavSkeleton } from "./session-nav";
import { SiteLinks } from "./site-links";
import { ThemeSwitch } from "./theme-switch";

/** Prerendered, except for one dynamic section with everything that depends on the session. */
export function SiteHeader() {
  return (
    <header className="page">
      <div className="flow-visual flex min-h-16 flex-wrap items-center gap-x-4 py-2 sm:gap-x-6">
        <LayoutLink
          href="/"
          className="flex min-h-11 items-center gap-2.5 font-display text-xl font-medium tracking-tight sm:text-2xl"
        >
          <SealMark className="size-8 text-vermilion" />
          <span className="max-[23rem]:sr-only">{site.name}</span>
        </LayoutLink>
        <SiteLinks />
        <div className="grow max-sm:order-last max-sm:basis-full">
          <DynamicSection fallback={<SessionNavSkeleton />}>
            <SessionNav />
          </DynamicSection>
        </div>
        <ThemeSwitch />
      </div>
      <div className="rule" />
    </header>
  );
}
