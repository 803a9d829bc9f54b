import { Suspense } from "react";
import { products } from "@/lib/shop/catalogue";
import { Greeting, GreetingWaiting } from "./_components/greeting";
import { ProductCard } from "./_components/product-card";

export default function HomePage() {
  return (
    <>
      <section className="grid gap-5 pb-12 sm:pb-16">
        <Suspense fallback={<GreetingWaiting />}>
          <Greeting />
        </Suspense>
        <h1 className="max-w-3xl text-4xl leading-tight sm:text-6xl sm:leading-[1.05]">
          Things to write with, and to seal what was written.
        </h1>
        <p className="max-w-xl text-lg text-muted">
          Paper that lies flat, ink that stays, and wax that tells you whether anybody looked.
        </p>
      </section>
      <section aria-labelledby="products" className="scroll-mt-8">
        <h2 id="products" className="text-2xl">
          Products
        </h2>
        <ul className="mt-6 grid grid-cols-2 gap-4 sm:gap-6 md:grid-cols-3 lg:grid-cols-4">
          {products.map((product, place) => (
            <li key={product.id}>
              <ProductCard product={product} eager={place < 4} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
