import type { FormDefinition } from "@/lib/http/forms";
import { addFields } from "@/lib/shop/cart-fields";
import type { Product } from "@/lib/shop/catalogue";

export const addForm = (product: Product | undefined) =>
  ({
    id: `add-${product?.id}`,
    fields: addFields,
    page: () => (product ? `/products/${product.slug}` : "/"),
  }) satisfies FormDefinition;
