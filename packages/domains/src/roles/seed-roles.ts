import { newId } from '@kith/kernel/ids';
import { DEFAULT_ROLES } from './default-roles.ts';

/** The rows every new schema starts with, as single statements; `schema` arrives quoted. */
export function seedRoles(schema: string): string[] {
	const rows = DEFAULT_ROLES.map(({ key, name, rank, scope, allow }) => {
		const permissions = Object.fromEntries(allow.map((permission) => [permission, 'allow']));
		return `('${newId()}', '${key}', '${name}', ${rank}, '${scope}', '${JSON.stringify(permissions)}')`;
	});
	return [
		`insert into ${schema}.roles (id, key, name, rank, scope, permissions) values ${rows.join(', ')}`,
	];
}
