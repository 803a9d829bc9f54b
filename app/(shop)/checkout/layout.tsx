import { SoftNavigationFallback } from "../../_components/ui/soft-navigation-fallback";
import { RequireDatabase } from "../../_components/site/require-database";

export const instant = false;

export default function CheckoutLayout({ children }: LayoutProps<"/checkout">) {
  return (
    <SoftNavigationFallback fallback={<CheckoutSkeleton />}>
      <RequireDatabase>{children}</RequireDatabase>
    </SoftNavigationFallback>
  );
}

function CheckoutSkeleton() {
  return (
    <>
      <h1>Check out</h1>
      <div
        data-waiting
        aria-hidden
        className="mt-12 grid items-start gap-10 lg:grid-cols-[1fr_22rem]"
      >
        <span className="skeleton h-40" />
        <span className="skeleton h-52" />
      </div>
    </>
  );
}
