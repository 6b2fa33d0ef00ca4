import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import { founderOf } from './test-actors.ts';
import type { TestCommunity } from './test-community.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A directory's token of a community whose members may come from `domain` without asking. */
export async function connectDirectory(community: TestCommunity, domain: string) {
	const api = communityCaller(await community.as(await founderOf(community)));
	const joining = await api.members.joining();
	await api.members.saveJoining({ ...joining, domains: [domain] });
	const id = newId();
	const { token } = await api.scim.makeToken({ id, name: `Token ${id.slice(-4)}` });
	return { id, token };
}

/** What tests look at in an answer, whichever it is. */
export type ScimBody = {
	id: string;
	userName: string;
	displayName: string;
	active: boolean;
	emails: { value: string }[];
	groups: { value: string; display: string }[];
	members: { value: string }[];
	totalResults: number;
	Resources: ScimBody[];
	schemas: string[];
	scimType?: string;
	detail: string;
	status: string;
};
export type Answered = { status: number; headers: Record<string, unknown>; body: ScimBody };
export type Send = (
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => Promise<Answered>;

type Someone = { userName: string; externalId: string; given: string; family: string };

/** How Okta writes, as its documentation of provisioning to SCIM 2.0 has it: whole users, and values without a path. */
export const okta = {
	user: ({ userName, externalId, given, family }: Someone) => ({
		schemas: [`${CORE}:User`],
		...{ userName, externalId, locale: 'en-US', displayName: `${given} ${family}`, active: true },
		name: { givenName: given, familyName: family },
		emails: [{ primary: true, value: userName, type: 'work' }],
		groups: [],
		password: 'never kept',
	}),
	find: (userName: string) =>
		`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}&startIndex=1&count=100`,
	setActive: (active: boolean) => ({
		schemas: [PATCH],
		Operations: [{ op: 'replace', value: { active } }],
	}),
	group: (displayName: string, members: readonly string[]) => ({
		...{ schemas: [`${CORE}:Group`], displayName },
		members: members.map((value) => ({ value, display: 'somebody' })),
	}),
	groupChange: (id: string, add: readonly string[], remove: readonly string[]) => ({
		schemas: [PATCH],
		Operations: [
			...remove.map((one) => ({ op: 'remove', path: `members[value eq "${one}"]` })),
			...(add.length > 0
				? [{ op: 'add', path: 'members', value: add.map((value) => ({ value })) }]
				: []),
		],
	}),
	rename: (id: string, displayName: string) => ({
		schemas: [PATCH],
		Operations: [{ op: 'replace', value: { id, displayName } }],
	}),
};

/** How Entra ID writes: operations with capitals, texts for flags, a filter in the path of an address. */
export const entra = {
	user: ({ userName, externalId, given, family }: Someone, mail = userName) => ({
		schemas: [`${CORE}:User`, ENTERPRISE],
		...{ externalId, userName, active: true, displayName: `${given} ${family}` },
		emails: [{ primary: true, type: 'work', value: mail }],
		meta: { resourceType: 'User' },
		name: { formatted: `${given} ${family}`, familyName: family, givenName: given },
		[ENTERPRISE]: { department: 'Rowing', employeeNumber: '7' },
		roles: [],
	}),
	find: (externalId: string) =>
		`/Users?filter=${encodeURIComponent(`externalId eq "${externalId}"`)}`,
	findByMail: (mail: string) =>
		`/Users?filter=${encodeURIComponent(`emails[type eq "work"].value eq "${mail}"`)}`,
	setActive: (active: boolean) => ({
		schemas: [PATCH],
		Operations: [{ op: 'Replace', path: 'active', value: active ? 'True' : 'False' }],
	}),
	change: (userName: string, mail: string, family: string) => ({
		schemas: [PATCH],
		Operations: [
			{ op: 'Replace', path: 'emails[type eq "work"].value', value: mail },
			{ op: 'Add', path: 'name.familyName', value: family },
			{ op: 'Replace', path: 'userName', value: userName },
			{ op: 'Add', path: `${ENTERPRISE}:department`, value: 'Sculling' },
		],
	}),
	withDots: (given: string) => ({
		schemas: [PATCH],
		Operations: [{ op: 'replace', value: { 'name.givenName': given, title: 'Captain' } }],
	}),
	group: (displayName: string, externalId: string) => ({
		schemas: [
			`${CORE}:Group`,
			'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
		],
		...{ externalId, displayName, meta: { resourceType: 'Group' } },
	}),
	findGroup: (displayName: string) =>
		`/Groups?excludedAttributes=members&filter=${encodeURIComponent(`displayName eq "${displayName}"`)}`,
	addMember: (value: string) => ({
		schemas: [PATCH],
		Operations: [{ op: 'Add', path: 'members', value: [{ $ref: null, value }] }],
	}),
	removeMember: (value: string) => ({
		schemas: [PATCH],
		Operations: [{ op: 'Remove', path: 'members', value: [{ $ref: null, value }] }],
	}),
};

/** Somebody of a directory whom nobody knows yet. */
export function someone(domain: string, given = 'Ada'): Someone {
	const id = newId().slice(-10);
	return {
		userName: `${given.toLowerCase()}.${id}@${domain}`,
		externalId: `ext-${id}`,
		given,
		family: 'Love',
	};
}
