import { communityMigrations } from '../migrations/community/list.ts';
import { moduleMigrations } from '../migrations/modules/list.ts';
import type { Migration } from './migration.ts';

/** Steps that communities go through, and where it is written how far one has come; `$1` is the community. */
export type Track = {
	/** Null for the schema that each community has; else the module. */
	readonly module: string | null;
	readonly steps: readonly Migration[];
	readonly read: string;
	/** `$2` is the version. */
	readonly write: string;
};

export type Lists = {
	migrations?: readonly Migration[];
	modules?: Readonly<Record<string, readonly Migration[]>>;
};

/** What a community goes through in this order: its own steps, then those of each module. */
export function tracksOf({
	migrations = communityMigrations,
	modules = moduleMigrations,
}: Lists): readonly Track[] {
	return [
		{
			...{ module: null, steps: migrations },
			read: 'select version from platform.community_schemas where id = $1',
			write: 'update platform.community_schemas set version = $2 where id = $1',
		},
		...Object.entries(modules).map(([module, steps]) => ({
			...{ module, steps },
			read: `select version from platform.community_modules
				where community_id = $1 and module = '${module}'`,
			write: `update platform.community_modules set version = $2
				where community_id = $1 and module = '${module}'`,
		})),
	];
}
