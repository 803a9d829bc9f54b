import { ApiError, json, readBody, route } from "@/lib/http/api";
import * as z from "zod";
import { findProduct } from "@/lib/shop/catalogue";
import { addRecentlyViewed } from "@/lib/shop/recently-viewed";

const body = z.object({ productId: z.string({ error: "Name a product." }) });

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: async (request) => {
    const { productId } = await readBody(request, body);
    if (!findProduct(productId)) throw new ApiError(404, "unknown_product", "Unknown product.");
    await addRecentlyViewed(productId);
    return json(undefined, { status: 204 });
  },
});
