/** Answers as a record holds them, of any schema. */
export type OldAnswers = Readonly<Record<string, unknown>>;

/** A pure function from the answers of one schema to those of the next. */
export type Migration = (answers: OldAnswers) => OldAnswers;

/** `MIGRATIONS[n - 1]` leads from schema n to schema n + 1. Entries are appended, never changed. */
export const MIGRATIONS: readonly Migration[] = [
  // 2: answers are decisions. Which of the older ones are is known only when the project has been looked at: see start.ts.
  (answers) => answers,
];

/** Brings answers of an older schema up to the present one. */
export function migrate(
  answers: OldAnswers,
  schema: number,
  migrations: readonly Migration[] = MIGRATIONS,
): OldAnswers {
  return migrations.slice(schema - 1).reduce((current, migration) => migration(current), answers);
}

/** The number of the present schema. */
export const SCHEMA = MIGRATIONS.length + 1;
