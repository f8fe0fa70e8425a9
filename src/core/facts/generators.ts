/** A program that writes Go code, and how a project shows that it is used. */
export interface CodeGenerator {
  /** Its package. */
  readonly command: string;
  /** The module that the package is in. */
  readonly module: string;
  /** Its arguments that make the code. */
  readonly args: string;
  /** Configurations at the root of the module, one of which is there. */
  readonly configurations?: readonly string[];
  /** Ending of its sources: a file with it has one of Go beside it. */
  readonly source?: { readonly ending: string; readonly generated: string };
  /** Name of the directory that it writes, where it is always the same. */
  readonly directory?: string;
}

/** Checked 2026-11-25 against the manuals of each. */
export const CODE_GENERATORS: readonly CodeGenerator[] = [
  {
    command: "github.com/a-h/templ/cmd/templ",
    module: "github.com/a-h/templ",
    args: "generate",
    source: { ending: ".templ", generated: "_templ.go" },
  },
  {
    command: "github.com/sqlc-dev/sqlc/cmd/sqlc",
    module: "github.com/sqlc-dev/sqlc",
    args: "generate",
    configurations: ["sqlc.yaml", "sqlc.yml", "sqlc.json"],
  },
  {
    command: "github.com/bufbuild/buf/cmd/buf",
    module: "github.com/bufbuild/buf",
    args: "generate",
    configurations: ["buf.gen.yaml"],
  },
  {
    command: "github.com/swaggo/swag/cmd/swag",
    module: "github.com/swaggo/swag",
    args: "init",
    directory: "docs",
  },
];
