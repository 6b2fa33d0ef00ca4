import { newId } from '@kith/kernel/ids';
import { inOneTransaction } from '../create-context.ts';
import type { CommunityContext } from '../context.ts';
import type { Words } from '../permissions/permission.ts';
import type { RoleFact, SpaceFact } from '../snapshot.ts';
import { createRole } from './create-role.ts';
import type { ImportReport, ImportRoles, RoleDocument, RoleWords } from './roles.schema.ts';
import { lockRoles } from './roles.queries.ts';
import { saveRoles } from './save-roles.ts';
import { setOverrides } from './set-overrides.ts';

type RoleLine = RoleDocument['roles'][number];

/** The community's roles, and what its spaces say, as a file that another community can take in. */
export function exportRoles(ctx: CommunityContext): RoleDocument {
	ctx.authorize('read', 'Role');
	const { roles, spaces } = ctx.snapshot;
	const keyOf = (id: string) => roles.find((role) => role.id === id)?.key;
	const byKey = ({ overrides }: SpaceFact) =>
		Object.entries(overrides).flatMap(([id, words]) => {
			const key = keyOf(id);
			return key ? [[key, words as RoleWords] as const] : [];
		});
	const said = spaces.map((space) => [space.slug, Object.fromEntries(byKey(space))] as const);
	return {
		...{ format: 'kith.roles', version: 1 },
		roles: roles.map(({ key, name, description, color, scope, ...role }) => ({
			...{ key, name, description, color, scope },
			requiresSecondFactor: role.requiresSecondFactor,
			permissions: role.permissions as RoleWords,
		})),
		spaces: Object.fromEntries(said.filter(([, words]) => Object.keys(words).length > 0)),
	};
}

/**
 * Takes roles in from a file, all or none: those of a known key or name are changed, the others added, none is deleted.
 * A dry run says what would change. Throws what `createRole`, `saveRoles` and `setOverrides` throw.
 */
export async function importRoles(
	ctx: CommunityContext,
	{ document, isDryRun }: ImportRoles,
): Promise<ImportReport> {
	ctx.authorize('update', 'Role');
	const known = (line: RoleLine) =>
		ctx.snapshot.roles.find(({ key }) => key === line.key) ??
		ctx.snapshot.roles.find(({ name }) => name.toLowerCase() === line.name.toLowerCase());
	const lines = document.roles.filter(({ key }) => key !== 'owner');
	const fresh = lines.filter((line) => !known(line));
	const changed = lines.filter((line) => {
		const role = known(line);
		return role !== undefined && !isSame(role, line);
	});
	const spaceOf = (slug: string) => ctx.snapshot.spaces.find((space) => space.slug === slug);
	const report = {
		created: fresh.map(({ name }) => name),
		changed: changed.map(({ name }) => name),
		unchanged: lines.filter((line) => ![...fresh, ...changed].includes(line)).map(nameOf),
		unknownSpaces: Object.keys(document.spaces).filter((slug) => !spaceOf(slug)),
	};
	if (isDryRun) return report;
	await inOneTransaction(ctx, async (inner) => {
		const ids = new Map(lines.map((line) => [line.key, known(line)?.id ?? newId()]));
		for (const line of fresh.toReversed()) await add(inner, line, ids.get(line.key) ?? newId());
		const changes = changed.map((line) => changeFor(known(line), line));
		if (changes.length > 0) await saveRoles(inner, { changes });
		const roles = (await lockRoles(inner.db).execute()) as unknown as RoleFact[];
		const after = { ...inner, snapshot: { ...inner.snapshot, roles } };
		for (const [slug, words] of Object.entries(document.spaces)) {
			const space = spaceOf(slug);
			if (space) await say(after, space, words, ids);
		}
	});
	return report;
}

const nameOf = ({ name }: RoleLine) => name;

async function add(ctx: CommunityContext, { key: _key, ...line }: RoleLine, id: string) {
	const { requiresSecondFactor: _second, ...role } = line;
	await createRole(ctx, { id, ...role });
}

function changeFor(role: RoleFact | undefined, { key: _key, scope: _scope, ...line }: RoleLine) {
	return { roleId: role?.id ?? '', version: role?.version ?? 1, ...line };
}

async function say(
	ctx: CommunityContext,
	{ id, version }: SpaceFact,
	words: Readonly<Record<string, RoleWords>>,
	ids: ReadonlyMap<string, string>,
): Promise<void> {
	const overrides = Object.entries(words).flatMap(([key, said]) => {
		const roleId = ids.get(key);
		return roleId ? [[roleId, said] as const] : [];
	});
	const scope = { kind: 'space' as const, scopeId: id };
	await setOverrides(ctx, { scope, version, overrides: Object.fromEntries(overrides) });
}

function isSame(role: RoleFact, line: RoleLine): boolean {
	const words = (given: Words) =>
		JSON.stringify(
			Object.entries(given)
				.map(String)
				.toSorted((a, b) => a.localeCompare(b)),
		);
	return (
		role.name === line.name &&
		role.description === line.description &&
		role.color === line.color &&
		role.requiresSecondFactor === line.requiresSecondFactor &&
		words(role.permissions) === words(line.permissions as Words)
	);
}
