"use client";

import { createContext } from "react";
import { emptyForm } from "@/lib/http/form-values";

/** Errors and entered values of the form around a field. */
export const FormContext = createContext(emptyForm);
