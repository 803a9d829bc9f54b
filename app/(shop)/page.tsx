import type { Metadata } from "next";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { SealMark } from "@/app/_components/ui/seal-mark";
import { products } from "@/lib/shop/catalogue";
import { Greeting, GreetingSkeleton } from "./_components/greeting";
import { ProductCard } from "./_components/product-card";
import { SoldOut } from "./_components/sold-out";

export const metadata: Metadata = {
  description: "Paper, ink and wax: a demo shop with sealed sessions.",
};

export default function HomePage() {
  return (
    <>
      <section className="relative grid gap-6 pb-14 sm:pb-20">
        <DynamicSection fallback={<GreetingSkeleton />}>
          <Greeting />
        </DynamicSection>
        <h1 className="max-w-4xl text-hero">Everything for letters, and the wax to seal them.</h1>
        <p className="max-w-xl text-lg text-muted-foreground">
          Notebooks that lie flat, ink that lasts, and wax that shows when a letter was opened.
        </p>
        <SealMark className="absolute right-0 bottom-14 size-52 -rotate-12 text-vermilion max-lg:hidden" />
      </section>
      <section aria-labelledby="products" className="scroll-mt-8">
        <div className="section-head flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 id="products">Products</h2>
          <DynamicSection>
            <SoldOut />
          </DynamicSection>
        </div>
        <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4">
          {products.map((product) => (
            <li key={product.id}>
              <ProductCard product={product} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
