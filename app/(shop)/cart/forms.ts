import * as z from "zod";
import type { FormDefinition } from "@/lib/http/forms";
import { addFields } from "@/lib/shop/cart-fields";

const page = () => "/cart";

/** One form for each line of the cart. */
export const updateForm = (productId: string) =>
  ({ id: `update-${productId}`, fields: addFields, page }) satisfies FormDefinition;

export const removeForm = (productId: string) =>
  ({
    id: `remove-${productId}`,
    fields: z.object({ productId: z.string() }),
    page,
  }) satisfies FormDefinition;

export const emptyForm = { id: "empty", fields: z.object({}), page } satisfies FormDefinition;
