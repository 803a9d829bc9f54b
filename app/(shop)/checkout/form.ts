import * as z from "zod";
import type { FormDefinition } from "@/lib/http/forms";
import { MAX_KEY } from "@/lib/shop/place-order";

export const orderForm = {
  id: "order",
  fields: z.object({ key: z.string().min(1).max(MAX_KEY), reviewed: z.string() }),
  page: () => "/checkout",
} satisfies FormDefinition;
