import { ViewTransition } from "react";

type Props = {
  /** The product's, which names its drawing. */
  slug: string;
  eager?: boolean;
  className?: string;
};

/**
 * The drawing of a product, which goes along from one page to the next where both show it. A plain image: a vector needs
 * no optimiser and no script.
 */
export function ProductPicture({ slug, eager = false, className = "" }: Props) {
  return (
    <ViewTransition name={`picture-${slug}`} share="picture" default="none">
      {/* eslint-disable-next-line @next/next/no-img-element */}
      <img
        src={`/assets/products/${slug}.svg`}
        alt=""
        width={400}
        height={400}
        loading={eager ? "eager" : "lazy"}
        className={`picture ${className}`}
      />
    </ViewTransition>
  );
}
