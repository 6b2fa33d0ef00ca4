/**
 * One forward step of a schema. `up` returns single DDL statements, run one by one in one transaction
 * (a batch would break on a distributed cluster); `schema` arrives quoted.
 */
export type Migration = {
	readonly version: number;
	readonly name: string;
	/** True when code of the version before cannot run after this step. */
	readonly breaking: boolean;
	readonly up: (schema: string) => readonly string[];
	/** What the app's role may no longer do with the step's tables, or may do of what it lost; also for a new schema. */
	readonly rights?: (schema: string, role: string) => readonly string[];
	/**
	 * True for a step that only builds indexes, on tables that may be big: each is built beside the traffic, outside of
	 * a transaction. A new column and its index are two steps then.
	 */
	readonly concurrently?: boolean;
};

/** Checks that `migrations` are numbered 1, 2, 3 … without a gap; throws naming the first fault. */
export function inOrder(migrations: readonly Migration[]): readonly Migration[] {
	for (const [index, migration] of migrations.entries())
		if (migration.version !== index + 1)
			throw new Error(`migration ${migration.name}: expected version ${index + 1}`);
	return migrations;
}
