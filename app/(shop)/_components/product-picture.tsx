import { ViewTransition } from "react";

type Props = {
  /** The product's, which names its drawing. */
  slug: string;
  eager?: boolean;
  className?: string;
};

/**
 * The picture of a product. A view transition moves it to the next page that shows it. A plain `<img>`: an SVG needs no
 * optimizer.
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
