import { InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { noteOfFile } from '../audit/index.ts';
import { inOneTransaction } from '../create-context.ts';
import type { CommunityContext } from '../context.ts';
import type { Words } from '../permissions/permission.ts';
import type { CommunitySnapshot, Overrides, RoleFact } from '../snapshot.ts';
import { arrangeRoles, FIXED } from './arrange-roles.ts';
import { createRole } from './create-role.ts';
import { needsSecondFactor } from './may-change.ts';
import type { ImportReport, ImportRoles, RoleDocument, RoleWords } from './roles.schema.ts';
import { lockRoles } from './roles.queries.ts';
import { saveRoles } from './save-roles.ts';
import { setOverrides, withOverrides } from './set-overrides.ts';

type RoleLine = RoleDocument['roles'][number];
/** A line of the file, and the role that it becomes. */
type Match = { line: RoleLine; roleId: string; known: RoleFact | undefined };
type Said = Readonly<Record<string, RoleWords>>;
type Place = { kind: 'space' | 'group'; id: string; name: string; version: number };
/** What a space or a group will say, and what it says now. */
type Exception = { place: Place; before: Overrides; after: Overrides };

/**
 * The community's roles, and what its spaces and groups of them say, as a file that another community can take in. Writes
 * down who takes it.
 */
export async function exportRoles(ctx: CommunityContext): Promise<RoleDocument> {
	ctx.authorize('read', 'Role');
	const { roles, spaces, groups } = ctx.snapshot;
	await ctx.transaction(async (tx) =>
		tx.audit(noteOfFile(ctx, 'roles.exported', { count: roles.length })),
	);
	const byKey = ({ overrides }: { overrides: Overrides }): Said =>
		Object.fromEntries(
			roles.flatMap(({ id, key }) => (overrides[id] ? [[key, overrides[id] as RoleWords]] : [])),
		);
	const isSaid = (said: Said) => Object.keys(said).length > 0;
	const bySpace = spaces.map((space) => [space.slug, byKey(space)] as const);
	return {
		...{ format: 'kith.roles', version: 1 },
		roles: roles.map(({ key, name, description, color, scope, ...role }) => ({
			...{ key, name, description, color, scope },
			requiresSecondFactor: role.requiresSecondFactor,
			permissions: role.permissions as RoleWords,
		})),
		spaces: Object.fromEntries(bySpace.filter(([, said]) => isSaid(said))),
		groups: groups
			.map((group) => ({ name: group.name, overrides: byKey(group) }))
			.filter(({ overrides }) => isSaid(overrides)),
	};
}

/**
 * Takes roles in from a file, all or none: those of a known key or name are changed, the others added, none is deleted,
 * and they stand in the order of the file. A dry run says what would change. Throws `roles.other_scope` where a role of
 * the whole community meets one of single spaces, and what `createRole`, `saveRoles`, `arrangeRoles` and `setOverrides`
 * throw.
 */
export async function importRoles(
	ctx: CommunityContext,
	{ document, isDryRun }: ImportRoles,
): Promise<ImportReport> {
	ctx.authorize('update', 'Role');
	const matches = matchesIn(ctx.snapshot, document);
	const order = orderAfter(ctx.snapshot.roles, matches);
	const fresh = matches.filter(({ known }) => !known);
	const changed = matches.filter(({ known, line }) => known && !isSame(known, line));
	const { exceptions, unknown } = exceptionsIn(ctx.snapshot, document, matches);
	const isThere = new Set(ctx.snapshot.roles.map(({ id }) => id));
	const report = {
		created: fresh.map(nameOf),
		changed: changed.map(nameOf),
		unchanged: matches.filter((match) => ![...fresh, ...changed].includes(match)).map(nameOf),
		isReordered: !isEqual(
			order.filter((id) => isThere.has(id)),
			movableOf(ctx.snapshot.roles),
		),
		overridden: exceptions.map(({ place }) => place.name),
		unknownSpaces: unknown,
	};
	if (isDryRun) return report;
	await inOneTransaction(ctx, async (inner) => {
		for (const { line, roleId } of fresh.toReversed()) await add(inner, line, roleId);
		const changes = [...fresh.flatMap(secondFactorOf), ...changed.map(changeFor)];
		if (changes.length > 0) await saveRoles(inner, { changes });
		if (!isEqual(order, movableOf(await rolesNow(inner))))
			await arrangeRoles(inner, { roleIds: order });
		let snapshot: CommunitySnapshot = { ...inner.snapshot, roles: await rolesNow(inner) };
		for (const { place, after } of exceptions) {
			const scope = { kind: place.kind, scopeId: place.id };
			const overrides = after as Record<string, RoleWords>;
			await setOverrides({ ...inner, snapshot }, { scope, version: place.version, overrides });
			snapshot = { ...snapshot, ...withOverrides(snapshot, scope, after) };
		}
	});
	return report;
}

const nameOf = ({ line }: Match) => line.name;
const isEqual = (one: readonly string[], other: readonly string[]) =>
	one.length === other.length && one.every((item, place) => item === other[place]);
const movableOf = (roles: readonly RoleFact[]) =>
	roles.filter(({ key }) => !FIXED.has(key)).map(({ id }) => id);
const rolesNow = async ({ db }: CommunityContext) =>
	(await lockRoles(db).execute()) as unknown as RoleFact[];

function matchesIn({ roles }: CommunitySnapshot, document: RoleDocument): Match[] {
	const keys = new Set(document.roles.map(({ key }) => key));
	const knownAs = ({ key, name }: RoleLine) =>
		roles.find((role) => role.key === key) ??
		roles.find(
			(role) => !keys.has(role.key) && role.name.toLowerCase() === name.trim().toLowerCase(),
		);
	return document.roles
		.filter(({ key }) => key !== 'owner')
		.map((line) => {
			const known = knownAs(line);
			if (known && known.scope !== line.scope)
				throw new InvalidError('roles.other_scope', { name: line.name });
			return { line, known, roleId: known?.id ?? newId() };
		});
}

/** The roles that can be moved as they will stand: those of the file in its order, all others where they are. */
function orderAfter(roles: readonly RoleFact[], matches: readonly Match[]): string[] {
	const moving = matches.filter(({ known }) => !known || !FIXED.has(known.key));
	const known = moving.filter((match) => match.known).map(({ roleId }) => roleId);
	const places = new Set(known);
	const inOrder = known.values();
	const order = movableOf(roles).map((id) => (places.has(id) ? (inOrder.next().value ?? id) : id));
	for (const [place, { roleId, known: isKnown }] of moving.entries()) {
		if (isKnown) continue;
		const above = moving[place - 1]?.roleId;
		const below = known.find((id) => moving.findIndex((match) => match.roleId === id) > place);
		if (above) order.splice(order.indexOf(above) + 1, 0, roleId);
		else order.splice(below ? order.indexOf(below) : order.length, 0, roleId);
	}
	return order;
}

/** What will be said otherwise, and the spaces and groups of the file that are not here. */
function exceptionsIn(
	{ spaces, groups }: CommunitySnapshot,
	document: RoleDocument,
	matches: readonly Match[],
): { exceptions: Exception[]; unknown: string[] } {
	const unknown: string[] = [];
	const exceptions: Exception[] = [];
	const left = [...groups];
	const groupNamed = (name: string) => {
		const at = left.findIndex((group) => group.name === name);
		return at === -1 ? undefined : left.splice(at, 1)[0];
	};
	for (const { name, overrides } of document.groups) {
		const group = groupNamed(name);
		if (!group) unknown.push(name);
		else exceptions.push(exceptionOf({ ...group, kind: 'group' }, group, overrides, matches));
	}
	for (const [slug, overrides] of Object.entries(document.spaces)) {
		const space = spaces.find((one) => one.slug === slug);
		if (!space) unknown.push(slug);
		else exceptions.push(exceptionOf({ ...space, kind: 'space' }, space, overrides, matches));
	}
	return { exceptions: exceptions.filter(({ before, after }) => !says(before, after)), unknown };
}

/** What the file does not know stays: words on roles that are here alone. */
function exceptionOf(
	{ kind, id, name, version }: Place,
	{ overrides: before }: { overrides: Overrides },
	said: Said,
	matches: readonly Match[],
): Exception {
	const after: Record<string, Words> = { ...before };
	for (const { line, roleId } of matches) {
		const words = said[line.key];
		if (words && Object.keys(words).length > 0) after[roleId] = words as Words;
		else delete after[roleId];
	}
	return { place: { kind, id, name, version }, before, after };
}

async function add(ctx: CommunityContext, { key: _key, ...line }: RoleLine, id: string) {
	const { requiresSecondFactor: _second, ...role } = line;
	await createRole(ctx, { id, ...role });
}

/** A role that asks for a second factor though nothing it allows needs one. */
function secondFactorOf({ line, roleId }: Match) {
	if (!line.requiresSecondFactor || needsSecondFactor(line.key, line.permissions as Words))
		return [];
	return [{ roleId, version: 1, requiresSecondFactor: true }];
}

function changeFor({ known, roleId, line: { key: _key, scope: _scope, ...line } }: Match) {
	return { roleId, version: known?.version ?? 1, ...line };
}

const sortedWords = (given: Words) =>
	JSON.stringify(
		Object.entries(given)
			.map(String)
			.toSorted((a, b) => a.localeCompare(b)),
	);

const says = (before: Overrides, after: Overrides) =>
	Object.keys({ ...before, ...after }).every(
		(id) => sortedWords(before[id] ?? {}) === sortedWords(after[id] ?? {}),
	);

function isSame(role: RoleFact, line: RoleLine): boolean {
	return (
		role.name === line.name &&
		role.description === line.description &&
		role.color === line.color &&
		role.requiresSecondFactor === line.requiresSecondFactor &&
		sortedWords(role.permissions) === sortedWords(line.permissions as Words)
	);
}
