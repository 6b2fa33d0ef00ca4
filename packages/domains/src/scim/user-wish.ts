import * as z from 'zod';
import { Email } from '../identity/identity.schema.ts';
import { readPath, type AttributePath } from './attribute-path.ts';
import { invalid } from './scim-error.ts';

const Text = z.string().max(1000).catch('');
const Flag = z.union([z.boolean(), z.string()]).transform((value, issues) => {
	const text = String(value).toLowerCase();
	if (text !== 'true' && text !== 'false') issues.addIssue('neither true nor false');
	return text === 'true';
});
const Address = z.looseObject({
	value: z.string().max(1000),
	type: Text.optional(),
	primary: Flag.optional(),
});

/** A user as a directory writes one; what we do not keep is not looked at. */
const UserBody = z.object({
	userName: z.string().trim().min(1).max(320),
	externalId: z.string().max(400).nullish(),
	active: Flag.default(true),
	displayName: Text.nullish(),
	name: z
		.object({ formatted: Text.nullish(), givenName: Text.nullish(), familyName: Text.nullish() })
		.nullish(),
	emails: z.array(Address).max(50).nullish(),
});
type UserBody = z.infer<typeof UserBody>;

/** What a directory wants somebody to be. */
export type UserWish = {
	/** In small letters: the standard tells names apart without regard to them. */
	userName: string;
	externalId: string | null;
	email: string;
	name: string;
	isActive: boolean;
};

/** Reads a user. Throws `invalidValue` with the part that is wrong. */
export function readUser(body: unknown): UserWish {
	const read = UserBody.safeParse(withoutCase(body));
	if (!read.success) {
		const [issue] = read.error.issues;
		throw invalid(`The user's ${issue?.path.join('.') || 'body'} is missing or wrong.`);
	}
	const { userName, externalId, active: isActive } = read.data;
	const email = emailOf(read.data);
	if (!email) throw invalid('The user has no mail address: neither in emails nor as userName.');
	return {
		...{ userName: userName.toLowerCase(), externalId: externalId || null, email, isActive },
		name: (nameOf(read.data) || (email.split('@')[0] ?? '')).slice(0, 80),
	};
}

function nameOf({ displayName, name }: UserBody): string {
	const { formatted, givenName, familyName } = name ?? {};
	return displayName?.trim() || formatted?.trim() || [givenName, familyName].join(' ').trim();
}

/** The main address, else the one at work, else any, else the name if it is one. */
function emailOf({ emails, userName }: UserBody): string | null {
	const all = emails ?? [];
	const chosen =
		all.find(({ primary }) => primary === true) ??
		all.find(({ type }) => type?.toLowerCase() === 'work') ??
		all[0];
	return Email.safeParse(chosen ? chosen.value : userName).data ?? null;
}

const KEYS = ['userName', 'externalId', 'active', 'displayName', 'name', 'emails'];
const KEYS_OF_NAME = ['formatted', 'givenName', 'familyName'];
const KEYS_OF_EMAIL = ['value', 'type', 'primary'];

/** The attributes that we keep, as the standard spells them, however they were sent. */
function withoutCase(value: unknown, keys = KEYS): unknown {
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([sent, inner]) => {
			const key = keys.find((one) => one.toLowerCase() === sent.toLowerCase());
			if (!key) return [];
			if (key === 'name') return [[key, withoutCase(inner, KEYS_OF_NAME)]];
			if (key !== 'emails') return [[key, inner]];
			const list: unknown[] = Array.isArray(inner) ? inner : [inner];
			return [[key, inner === null ? null : list.map((one) => withoutCase(one, KEYS_OF_EMAIL))]];
		}),
	);
}

/** One change of a PATCH. */
export type Operation = { op: 'add' | 'remove' | 'replace'; path: string | null; value: unknown };

/**
 * Applies the changes of a PATCH to what is there, in their order, and reads the outcome as a whole user: all of it is
 * done or nothing. Understands the dialects of Entra ID (texts for `active`, names with dots) and Okta (no path).
 */
export function patchUser(known: UserWish, operations: readonly Operation[]): UserWish {
	const { userName, externalId, isActive, email, name } = known;
	const words = name.split(' ');
	const familyName = words.length > 1 ? (words.pop() ?? '') : '';
	const body: Record<string, unknown> = {
		...{ userName, externalId, active: isActive },
		name: { givenName: words.join(' '), familyName },
		emails: [{ value: email, type: 'work', primary: true }],
	};
	for (const { op, path, value } of operations) {
		if (path === null) applyAll(body, op, value);
		else apply(body, op, readPath(path), value);
	}
	return readUser(body);
}

function applyAll(body: Record<string, unknown>, op: Operation['op'], value: unknown): void {
	if (op === 'remove') throw invalid('What is to be removed needs a path.', 'noTarget');
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw invalid('A change without a path needs an object for its value.');
	for (const [key, inner] of Object.entries(value)) apply(body, op, readPath(key), inner);
}

function apply(
	body: Record<string, unknown>,
	op: Operation['op'],
	{ attribute, part }: AttributePath,
	value: unknown,
): void {
	const key = KEYS.find((one) => one.toLowerCase() === attribute);
	// What we do not keep is nothing to us, as in a whole user.
	if (!key) return;
	if (op === 'remove') {
		if (key === 'userName' || key === 'emails' || key === 'active')
			throw invalid(`A user's ${key} cannot be removed.`, 'mutability');
		body[key] = key === 'name' ? {} : null;
		return;
	}
	if (key === 'emails') return setEmail(body, part, value);
	if (key === 'name') return setName(body, part, value);
	if (part !== null) throw invalid(`A user's ${key} has no parts.`, 'invalidPath');
	body[key] = value;
}

/** Of addresses we keep one: whichever of them is written becomes it. */
function setEmail(body: Record<string, unknown>, part: string | null, value: unknown): void {
	if (part !== null && part !== 'value') return;
	body['emails'] = part === 'value' ? [{ value, primary: true }] : value;
}

/** A part of the name leaves the others. */
function setName(body: Record<string, unknown>, part: string | null, value: unknown): void {
	const key = KEYS_OF_NAME.find((one) => one.toLowerCase() === part);
	if (part !== null && !key) return;
	body['name'] = key ? { ...Object(body['name']), [key]: value } : value;
}
