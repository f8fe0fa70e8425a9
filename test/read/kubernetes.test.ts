import { expect, test } from "vitest";
import { manifestContainerPorts } from "../../src/read/kubernetes.ts";

test.each([
  ["kind: Deployment\n  - containerPort: 80\n", "80@2"],
  ["kind: Pod\nports: [{containerPort: 80}, {containerPort: 81}]\n", "80@2 81@2"],
  ["kind: Service\n---\nkind: StatefulSet\n  containerPort:  9090\r\n", "9090@4"],
  ["kind: DaemonSet # why\n  containerPort: 80\n", "80@2"],
  ["kind: Deployment\n{{- if .Values.x }}\ncontainerPort: 80\n{{- end }}\n", "80@3"],
  ["kind: Deployment\n  containerPort: {{ .Values.port }}\n", ""],
  ["kind: Deployment\n  containerPort: 123456\n", ""],
  ["kind: PodDisruptionBudget\n  containerPort: 80\n", ""],
  ["kind: Service\n  containerPort: 80\n", ""],
  ["  kind: Deployment\n  containerPort: 80\n", ""],
])("%j", (text, expected) =>
  expect(
    manifestContainerPorts(text)
      .map(({ value, line }) => `${value}@${line}`)
      .join(" "),
  ).toBe(expected),
);
