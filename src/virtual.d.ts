declare module "virtual:templates" {
  /** The files of templates/, compiled to functions by build/templates.ts. */
  export const templates: Readonly<
    Record<string, (view: Readonly<Record<string, unknown>>) => string>
  >;
}
declare module "virtual:version" {
  /** Of package.json. */
  export const version: string;
}
