import * as z from 'zod';
import { readPath } from './attribute-path.ts';
import { invalid } from './scim-error.ts';
import { MOST_IN_GROUP } from './scim.schema.ts';
import type { Operation } from './user-wish.ts';

const Member = z.object({ value: z.uuid(), type: z.string().optional() });
const Members = z.array(Member).max(MOST_IN_GROUP);

const GroupBody = z.object({
	displayName: z.string().trim().min(1).max(200),
	externalId: z.string().max(400).nullish(),
	members: Members.nullish(),
});

export type GroupWish = { displayName: string; externalId: string | null; memberIds: string[] };

/** Reads a group. Throws `invalidValue` with the part that is wrong. */
export function readGroup(body: unknown): GroupWish {
	const read = GroupBody.safeParse(body);
	if (!read.success) {
		const [issue] = read.error.issues;
		throw invalid(`The group's ${issue?.path.join('.') || 'body'} is missing or wrong.`);
	}
	const { displayName, externalId, members } = read.data;
	return { displayName, externalId: externalId || null, memberIds: idsIn(members ?? []) };
}

function idsIn(members: z.infer<typeof Members>): string[] {
	if (members.some(({ type }) => type?.toLowerCase() === 'group'))
		throw invalid('Groups within groups are not kept.');
	return [...new Set(members.map(({ value }) => value))];
}

/** What a PATCH does with a group. */
export type GroupChange = {
	displayName?: string;
	externalId?: string | null;
	/** In their order: everybody is taken out by `all`. */
	steps: { kind: 'add' | 'remove' | 'all'; memberIds: string[] }[];
};

/** Reads the changes of a PATCH; what we do not keep is not looked at. */
export function readGroupChange(operations: readonly Operation[]): GroupChange {
	const change: GroupChange = { steps: [] };
	for (const { op, path, value } of operations) {
		if (path !== null) {
			take(change, op, path, value);
			continue;
		}
		if (op === 'remove') throw invalid('What is to be removed needs a path.', 'noTarget');
		for (const [key, inner] of Object.entries(Object(value) as object))
			take(change, op, key, inner);
	}
	return change;
}

function take(change: GroupChange, op: Operation['op'], path: string, value: unknown): void {
	const { attribute, where } = readPath(path);
	if (attribute === 'members') return takeMembers(change, op, where, value);
	if (attribute === 'displayname') {
		if (op === 'remove') throw invalid('A group has a displayName.', 'mutability');
		change.displayName = readGroup({ displayName: value }).displayName;
	}
	if (attribute === 'externalid')
		change.externalId = op === 'remove' ? null : textOf(value, 'externalId');
}

function takeMembers(
	change: GroupChange,
	op: Operation['op'],
	where: ReturnType<typeof readPath>['where'],
	value: unknown,
): void {
	if (where) {
		if (op !== 'remove' || where.path.toLowerCase() !== 'value')
			throw invalid('Members are taken out by members[value eq "…"].', 'invalidPath');
		change.steps.push({ kind: 'remove', memberIds: membersIn([{ value: where.value }]) });
		return;
	}
	const isBare = value === undefined || value === null;
	if (op === 'replace' || (op === 'remove' && isBare))
		change.steps.push({ kind: 'all', memberIds: [] });
	if (op === 'remove' && isBare) return;
	const kind = op === 'remove' ? 'remove' : 'add';
	change.steps.push({ kind, memberIds: membersIn(value) });
}

function membersIn(value: unknown): string[] {
	const read = Members.safeParse(Array.isArray(value) ? value : [value]);
	if (!read.success) throw invalid('The members are no list of the ids of users.');
	return idsIn(read.data);
}

function textOf(value: unknown, what: string): string {
	if (typeof value !== 'string' || value.length > 400) throw invalid(`The ${what} is no text.`);
	return value;
}
