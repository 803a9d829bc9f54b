import * as z from "zod";
import { addFields } from "@/lib/shop/cart-fields";

/** One form on the page of each product. */
export const addForm = (productId: string) => ({ id: `add-${productId}`, fields: addFields });

/** Two forms for each line of the cart. */
export const updateForm = (productId: string) => ({ id: `update-${productId}`, fields: addFields });
export const removeForm = (productId: string) => ({
  id: `remove-${productId}`,
  fields: addFields.pick({ productId: true }),
});

export const emptyForm = { id: "empty", fields: z.object({}) };
export const shortageForm = { id: "shortage", fields: z.object({}) };
