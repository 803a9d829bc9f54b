import * as z from "zod";
import { MAX_QUANTITY } from "./cart";

const sentence = `Choose a number from 1 to ${MAX_QUANTITY}.`;
const whole = z.int({ error: sentence }).min(1, sentence).max(MAX_QUANTITY, sentence);

/** A quantity as a form sends it. */
const typedQuantity = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/, sentence)
  .transform(Number)
  .pipe(whole);

export const addFields = z.object({ productId: z.string(), quantity: typedQuantity });

/** The same as JSON. */
export const addBody = z.object({
  productId: z.string({ error: "Name a product." }),
  quantity: whole,
});
export const quantityBody = z.object({ quantity: whole });
