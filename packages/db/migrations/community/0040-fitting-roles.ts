import type { Migration } from '../../src/migration.ts';

const NEW = [
	...(['members:ban'] as const).map((name) => ({ key: 'moderator', name })),
	...(['data:export'] as const).map((name) => ({ key: 'admin', name })),
];

/** Who keeps order may ban, who runs a community may take it out: where its owner said neither yes nor no to that. */
export const fittingRoles: Migration = {
	version: 40,
	name: 'fitting-roles',
	breaking: false,
	up: (schema) =>
		NEW.map(
			({ key, name }) =>
				`update ${schema}.roles set permissions = permissions || '{"${name}": "allow"}',
			version = version + 1 where key = '${key}' and not permissions ? '${name}'`,
		),
};
