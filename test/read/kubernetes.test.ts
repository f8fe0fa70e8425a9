import { expect, test } from "vitest";
import { manifestContainerPorts, manifestContainers } from "../../src/read/kubernetes.ts";

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

const containers = (text: string): readonly string[] =>
  manifestContainers(`kind: Pod\n${text}`).map(({ image = "-", command, ports }) =>
    [
      image,
      ...(command ? [`${command.line}:`, ...command.words] : []),
      ...ports.map((port) => port.value),
    ].join(" "),
  );

test.each([
  ["containers:\n- image: a:1\n  command: [/a, 'b c']\n", ["a:1 4: /a b c"]],
  ['containers:\n  - command:\n    - /a\n    - "-v"\n    image: x\n', ["x 3: /a -v"]],
  [
    "containers:\n- name: a\n  command:\n  - /a\n  args:\n  - b\n- image: y # why\n",
    ["- 4: /a", "y"],
  ],
  [
    "  initContainers:\n  - image: a\n  containers:\n  - image: b\n    ports:\n    - containerPort: 80\n    - containerPort: 81\n",
    ["a", "b 80 81"],
  ],
  ["containers:\n- image: a\nvolumes:\n- image: b\n", ["a"]],
  ["containers:\n- image: a\n---\nimage: b\n", ["a"]],
  ["containers:\n# why\n\n- image: '{{ .Values.image }}'\n", ["{{ .Values.image }}"]],
])("containers of %j", (text, expected) => expect(containers(text)).toEqual(expected));
