import { generatorProblem } from "../../../src/core/values/generator.ts";
import { judges } from "../../support/judges.ts";

judges(
  generatorProblem,
  [
    "go generate ./...",
    "go tool templ generate",
    "go run github.com/sqlc-dev/sqlc/cmd/sqlc@v1.30.0 generate -f sqlc.yaml",
  ],
  {
    "is no go generate, go tool or go run with plain words, such as go tool templ generate": [
      "",
      "go tool",
      "go build ./...",
      "buf generate",
      "go tool x; rm -r /",
      "go tool x && y",
      "go tool  x",
      "go tool x\n",
      "go tool $X",
      "go tool 'x'",
      `go tool ${"x".repeat(300)}`,
    ],
  },
);
