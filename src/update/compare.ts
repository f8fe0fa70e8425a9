import { readBlobs } from "../io/git-objects.ts";
import { readProjectFile } from "../io/read.ts";
import type { Project } from "../detect/project.ts";
import type { PlannedFile } from "../render/plan.ts";
import { workTree } from "../repository/locate.ts";
import { blobId } from "./blob.ts";
import { gitMerge } from "./merge.ts";
import { type Change, reconcile } from "./reconcile.ts";
import { completeAnswers, renderProject } from "./render-project.ts";
import type { Start } from "./start.ts";
import { encoded, fromBytes, toBytes } from "./text.ts";

/**
 * Compares what is rendered with what is there and with what was rendered before.
 *
 * @param fetchOld what the recorded version renders, by path; asked only where nothing else knows
 */
export function compareProject(
  project: Project,
  files: readonly PlannedFile[],
  start: Start,
  own: string,
  fetchOld?: () => ReadonlyMap<string, string>,
): readonly Change[] {
  const { root } = project;
  const { record, environment } = start;
  const recordedFiles = record?.files ?? new Map<string, readonly string[]>();
  const blobs = lazily(() => readBlobs(root, [...recordedFiles.values()].flat(), environment));
  // What this version renders for the recorded answers is what it rendered then: the id says whether that is so.
  const again = lazily(() => {
    if (record?.version !== own) return new Map<string, string>();
    return textsByPath(
      renderProject(
        start,
        completeAnswers({ ...start, flags: {}, file: {} }, project).answers,
        project,
        record.pins,
      ),
    );
  });
  const old = lazily(() => fetchOld?.() ?? new Map<string, string>());
  return reconcile(files, recordedFiles, {
    threeWay: gitMerge({ environment, outside: [workTree(root) ?? root] }),
    disk: (path) => {
      const file = readProjectFile(root, path);
      return file && fromBytes(file.content);
    },
    base: (path, ids) => {
      for (const id of ids) {
        const blob = blobs().get(id);
        if (blob) return { id, text: fromBytes(blob) };
        for (const rendered of [again, old]) {
          const text = rendered().get(path);
          if (text !== undefined && blobId(toBytes(text)) === id) return { id, text };
        }
      }
      return undefined;
    },
  });
}

// --- internal ---

function textsByPath(files: readonly PlannedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, encoded(text)]));
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
