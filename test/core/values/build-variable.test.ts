import { buildVariableProblem } from "../../../src/core/values/build-variable.ts";
import { judges } from "../../support/judges.ts";

judges(
  buildVariableProblem,
  [
    "GOEXPERIMENT=jsonv2,synctest",
    "GOPROXY=https://proxy.example.com:8443/go,direct",
    "GOSUMDB=off",
    "CGO_CFLAGS=-O2 -g",
  ],
  {
    "is not NAME=value": ["", "GOPROXY", "goproxy=x", "=x", "A B=x", "G=x"],
    "is set by the build itself": ["CGO_ENABLED=1", "GOOS=linux", "GOPRIVATE=x", "PATH=/x"],
    "has credentials, which would stay in a layer": [
      "GOPROXY=https://me:secret@proxy.example.com",
      "GOPROXY=direct,https://token@proxy.example.com",
    ],
    "has a value with more than letters, digits, spaces and . , : / | @ = + * - _": [
      "GOPROXY=",
      "GOPROXY=$TOKEN",
      'GOPROXY="x"',
      "GOPROXY=a\nRUN x",
      "GOPROXY= x",
      "GOPROXY=x\n",
      `GOPROXY=${"x".repeat(501)}`,
    ],
  },
);
