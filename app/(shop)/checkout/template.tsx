export { default } from "@/app/account/template";
