"use client";

import { createContext } from "react";
import type { FormState } from "@/lib/http/form-cookie";

/** Errors and entered values of the form around a field. */
export const FormContext = createContext<FormState>({ errors: {}, values: {} });
