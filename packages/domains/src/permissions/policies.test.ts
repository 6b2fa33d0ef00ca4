import { DEFAULT_SITE } from '../design/design.schema.ts';
import { expect, test } from 'vitest';
import { policies } from '../abilities.ts';
import {
	DEFAULT_ACCESS,
	DEFAULT_GENERAL,
	DEFAULT_LOCALIZATION,
	DEFAULT_LOOK,
} from '../communities/communities.schema.ts';
import { SETTINGS } from '../communities/communities.policy.ts';
import { NO_GUIDELINES, NO_LEGAL } from '../guidelines/guidelines.schema.ts';
import { DEFAULT_REACTION_LIMITS } from '../reactions/reactions.schema.ts';
import { DEFAULT_SIGN_IN } from '../identity/identity.schema.ts';
import { DEFAULT_JOINING } from '../members/joining.schema.ts';
import { DEFAULT_ONBOARDING } from '../onboarding/onboarding.schema.ts';
import { DEFAULT_ROLES } from '../roles/index.ts';
import { DEFAULT_APPROVAL, DEFAULT_LIFE } from '../submissions/submissions.schema.ts';
import { buildAbility, isAllowed } from './ability.ts';
import { grantsOf } from './grants.ts';
import { MORE_LINES } from './lines-fixture.ts';
import { NOBODY, type Action, type SubjectName, type SubjectRow } from './permission.ts';

const roles = DEFAULT_ROLES.map(({ key, name, rank, scope, allow }) => ({
	...{ id: key, key, name, rank, color: null, scope, description: '', version: 1 },
	requiresSecondFactor: false,
	permissions: Object.fromEntries(allow.map((permission) => [permission, 'allow' as const])),
}));
const space = (id: string, visibility: 'public' | 'members' | 'private') => ({
	...{ id, slug: id, name: id, groupId: null, icon: '', description: '', prompt: '', visibility },
	...{
		posting: 'everyone' as const,
		...{ reactions: 'all' as const, library: 'everyone' as const, cover: null },
		modules: ['feed'],
		position: 0,
		overrides: {},
		version: 1,
	},
});
const snapshot = {
	...{ general: DEFAULT_GENERAL, look: DEFAULT_LOOK, groups: [] },
	...{ site: DEFAULT_SITE, draftSite: DEFAULT_SITE },
	...{ approval: DEFAULT_APPROVAL, life: DEFAULT_LIFE, memberFields: [] },
	reactionLimits: DEFAULT_REACTION_LIMITS,
	...{ legal: NO_LEGAL, localization: DEFAULT_LOCALIZATION, searchLanguages: [] },
	...{ guidelines: NO_GUIDELINES, onboarding: DEFAULT_ONBOARDING, signIn: DEFAULT_SIGN_IN },
	...{ joining: DEFAULT_JOINING, safeguard: { from: null, isDue: false } },
	...{
		access: { ...DEFAULT_ACCESS, visibility: 'public' as const },
		roles,
		entryRoles: {},
		...{ sso: {}, modules: [], offers: [] },
		...{ points: { isOn: false, boards: false }, earns: false },
	},
	spaces: [space('hall', 'public'), space('cabinet', 'private')],
};

const COLUMNS = ['guest', 'member', 'moderator', 'admin', 'owner'] as const;
const abilities = COLUMNS.map((key) => {
	const standing = { memberId: 'me', roleIds: [key], spaceIds: [] };
	return buildAbility(policies, grantsOf(snapshot, key === 'guest' ? null : standing));
});

const theirs = { id: 'x', authorId: 'them', spaceId: 'hall', status: 'published' };
const mine = { ...theirs, authorId: 'me' };
const gone = { ...mine, status: 'removed' };
const shared = { ...theirs, coAuthorIds: ['you', 'me'] };
const question = { ...mine, kind: 'question' };
const idea = { ...theirs, kind: 'idea' };
const news = { ...theirs, kind: 'announcement' };
const hidden = { ...theirs, spaceId: 'cabinet' };
const [yes, no] = [true, false];

type Line = [Action, SubjectName, string, SubjectRow | undefined, ...boolean[]];
// action, subject, which one, the row, then: guest, member, moderator, admin, owner
const TABLE: Line[] = [
	['enter', 'Community', 'a public one', undefined, yes, yes, yes, yes, yes],
	['update', 'Community', 'its design', undefined, no, no, no, yes, yes],
	['administer', 'Community', 'its settings', undefined, no, no, no, yes, yes],
	['delete', 'Community', 'the whole of it', undefined, no, no, no, no, yes],
	['create', 'Archive', 'of all of it', undefined, no, no, no, yes, yes],
	...SETTINGS.map((key): Line => ['administer', 'Setting', key, { key }, no, no, no, yes, yes]),
	['administer', 'Connection', 'any', undefined, no, no, no, yes, yes],
	...MORE_LINES,
	['read', 'Space', 'a public one', { id: 'hall' }, yes, yes, yes, yes, yes],
	['read', 'Space', 'a private one', { id: 'cabinet' }, no, no, no, yes, yes],
	['create', 'Space', 'any', undefined, no, no, yes, yes, yes],
	['update', 'Space', 'any', { id: 'hall' }, no, no, no, yes, yes],
	['administer', 'Space', 'their order', undefined, no, no, no, yes, yes],
	['delete', 'Space', 'any', { id: 'hall' }, no, no, no, yes, yes],
	['read', 'Post', "another's", theirs, yes, yes, yes, yes, yes],
	['read', 'Post', 'a removed one', gone, no, no, no, no, no],
	['read', 'Post', 'in a private space', hidden, no, no, no, yes, yes],
	['create', 'Post', 'in a public space', { spaceId: 'hall' }, no, yes, yes, yes, yes],
	['create', 'Post', 'in a private space', { spaceId: 'cabinet' }, no, no, no, yes, yes],
	['update', 'Post', 'own', mine, no, yes, yes, yes, yes],
	['update', 'Post', "another's", theirs, no, no, yes, yes, yes],
	['update', 'Post', 'own, removed', gone, no, no, no, no, no],
	['delete', 'Post', 'own', mine, no, yes, yes, yes, yes],
	['delete', 'Post', "another's", theirs, no, no, no, no, no],
	['remove', 'Post', "another's", theirs, no, no, yes, yes, yes],
	['remove', 'Post', 'in a private space', hidden, no, no, no, yes, yes],
	['pin', 'Post', "another's", theirs, no, no, yes, yes, yes],
	['accept', 'Post', 'own question', question, no, yes, yes, yes, yes],
	[
		'accept',
		'Post',
		"another's question",
		{ ...question, authorId: 'them' },
		no,
		no,
		yes,
		yes,
		yes,
	],
	['accept', 'Post', 'own, no question', mine, no, no, no, no, no],
	['vote', 'Post', 'an idea', idea, no, yes, yes, yes, yes],
	['vote', 'Post', 'no idea', theirs, no, no, no, no, no],
	['decide', 'Post', 'an idea', idea, no, no, yes, yes, yes],
	['acknowledge', 'Post', 'an announcement', news, yes, yes, yes, yes, yes],
	['acknowledge', 'Post', 'no announcement', theirs, no, no, no, no, no],
	['answer', 'Post', "another's poll", theirs, no, yes, yes, yes, yes],
	['close', 'Post', 'own poll', mine, no, yes, yes, yes, yes],
	['close', 'Post', "another's poll", theirs, no, no, yes, yes, yes],
	['announce', 'Post', 'in a public space', { spaceId: 'hall' }, no, no, no, yes, yes],
	['comment', 'Post', "another's", theirs, no, yes, yes, yes, yes],
	['comment', 'Post', 'in a private space', hidden, no, no, no, yes, yes],
	['react', 'Post', "another's", theirs, no, yes, yes, yes, yes],
	['react', 'Post', 'a removed one', gone, no, no, no, no, no],
	['read', 'Comment', "another's", theirs, yes, yes, yes, yes, yes],
	['read', 'Comment', 'a removed one', gone, no, no, no, no, no],
	['update', 'Comment', 'own', mine, no, yes, yes, yes, yes],
	['update', 'Comment', "another's", theirs, no, no, no, no, no],
	['delete', 'Comment', 'own', mine, no, yes, yes, yes, yes],
	['delete', 'Comment', "another's", theirs, no, no, no, no, no],
	['remove', 'Comment', "another's", theirs, no, no, yes, yes, yes],
	['react', 'Comment', "another's", theirs, no, yes, yes, yes, yes],
	['moderate', 'Comment', "another's", theirs, no, no, yes, yes, yes],
	['share', 'Post', 'own', mine, no, yes, yes, yes, yes],
	['share', 'Post', "another's", theirs, no, no, yes, yes, yes],
	['invite', 'Post', 'own', mine, no, yes, yes, yes, yes],
	['invite', 'Post', "another's", theirs, no, no, no, no, no],
	['update', 'Post', 'as a co-author', shared, no, yes, yes, yes, yes],
	['delete', 'Post', 'as a co-author', shared, no, no, no, no, no],
	['moderate', 'Post', "another's", theirs, no, no, yes, yes, yes],
	['lock', 'Post', 'own', mine, no, no, yes, yes, yes],
	['move', 'Post', 'own', mine, no, no, yes, yes, yes],
	['feature', 'Post', 'own', mine, no, no, yes, yes, yes],
	['read', 'Submission', 'own', { ...mine, state: 'rejected' }, no, yes, yes, yes, yes],
	['read', 'Submission', 'waiting', { ...theirs, state: 'waiting' }, no, no, yes, yes, yes],
	['read', 'Submission', 'planned', { ...theirs, state: 'scheduled' }, no, no, no, no, no],
	['update', 'Submission', 'own', mine, no, yes, yes, yes, yes],
	['update', 'Submission', "another's", theirs, no, no, no, no, no],
	['delete', 'Submission', "another's", theirs, no, no, no, no, no],
	['approve', 'Submission', 'here', theirs, no, no, yes, yes, yes],
	['approve', 'Submission', 'in a private space', hidden, no, no, no, yes, yes],
	['read', 'Tag', 'any', undefined, yes, yes, yes, yes, yes],
	['create', 'Tag', 'any', undefined, no, yes, yes, yes, yes],
	['assign', 'Tag', 'one for everybody', { isRestricted: false }, no, yes, yes, yes, yes],
	['assign', 'Tag', 'a restricted one', { isRestricted: true }, no, no, yes, yes, yes],
	['update', 'Tag', 'any', undefined, no, no, no, yes, yes],
	['delete', 'Tag', 'any', undefined, no, no, no, yes, yes],
	['read', 'SearchTerm', 'any', undefined, no, no, no, yes, yes],
	['read', 'Member', 'an active one', { id: 'them', status: 'active' }, no, yes, yes, yes, yes],
	['read', 'Member', 'one who waits', { id: 'them', status: 'pending' }, no, no, no, yes, yes],
	['read', 'Member', 'oneself', { id: 'me', status: 'active' }, no, yes, yes, yes, yes],
	['update', 'Member', 'oneself', { id: 'me' }, no, yes, yes, yes, yes],
	['update', 'Member', 'another', { id: 'them' }, no, no, no, yes, yes],
	[
		'read',
		'MemberField',
		'for everyone',
		{ visibility: 'public', memberId: 'them' },
		no,
		yes,
		yes,
		yes,
		yes,
	],
	[
		'read',
		'MemberField',
		'for members',
		{ visibility: 'members', memberId: 'them' },
		no,
		yes,
		yes,
		yes,
		yes,
	],
	[
		'read',
		'MemberField',
		'for staff',
		{ visibility: 'staff', memberId: 'them' },
		no,
		no,
		no,
		yes,
		yes,
	],
	[
		'read',
		'MemberField',
		"another's own",
		{ visibility: 'self', memberId: 'them' },
		no,
		no,
		no,
		no,
		no,
	],
	['read', 'MemberField', 'own', { visibility: 'self', memberId: 'me' }, no, yes, yes, yes, yes],
	['create', 'MemberField', 'any', undefined, no, no, no, yes, yes],
	['update', 'MemberField', 'any', undefined, no, no, no, yes, yes],
	['read', 'Member', 'a suspended one', { id: 'them', status: 'suspended' }, no, no, yes, yes, yes],
	['approve', 'Member', 'requests', undefined, no, no, no, yes, yes],
	['silence', 'Member', 'another', undefined, no, no, yes, yes, yes],
	['ban', 'Member', 'another', undefined, no, no, yes, yes, yes],
	['merge', 'Member', 'another', undefined, no, no, no, yes, yes],
	['assign', 'Member', 'another', { id: 'them' }, no, no, no, yes, yes],
	['remove', 'Member', 'another', { id: 'them' }, no, no, no, yes, yes],
	['administer', 'Member', 'requests', undefined, no, no, no, yes, yes],
	['moderate', 'Member', 'addresses', undefined, no, no, no, yes, yes],
	['read', 'Invitation', 'any', undefined, no, no, no, yes, yes],
	['create', 'Invitation', 'any', undefined, no, no, no, yes, yes],
	['delete', 'Invitation', 'any', undefined, no, no, no, yes, yes],
	['read', 'AuditEntry', 'of keeping order', { area: 'moderation' }, no, no, yes, yes, yes],
	['read', 'AuditEntry', 'of running it', { area: 'administration' }, no, no, no, yes, yes],
	['read', 'Role', 'any', undefined, no, no, no, yes, yes],
	['create', 'Role', 'any', undefined, no, no, no, yes, yes],
	['update', 'Role', 'any', undefined, no, no, no, yes, yes],
	['delete', 'Role', 'any', undefined, no, no, no, yes, yes],
	['read', 'File', 'a logo', { purpose: 'brand' }, yes, yes, yes, yes, yes],
	[
		'read',
		'File',
		'shown in a public space',
		{ purpose: 'post', spaceId: 'hall', isShown: true },
		yes,
		yes,
		yes,
		yes,
		yes,
	],
	[
		'read',
		'File',
		'of what was taken down in a public space',
		{ purpose: 'post', spaceId: 'hall', isShown: false },
		no,
		no,
		yes,
		yes,
		yes,
	],
	[
		'read',
		'File',
		'in a private space',
		{ purpose: 'post', spaceId: 'cabinet', isShown: true },
		no,
		no,
		no,
		yes,
		yes,
	],
	['read', 'File', 'of a link', { purpose: 'link' }, yes, yes, yes, yes, yes],
	['read', 'Draft', 'own', { memberId: 'me' }, no, yes, yes, yes, yes],
	['update', 'Draft', 'own', { memberId: 'me' }, no, yes, yes, yes, yes],
	['delete', 'Draft', 'own', { memberId: 'me' }, no, yes, yes, yes, yes],
	['read', 'Draft', "another's", { memberId: 'them' }, no, no, no, no, no],
	['read', 'File', 'own, unbound', { purpose: 'post', ownerId: 'me' }, no, yes, yes, yes, yes],
	['read', 'File', "another's, unbound", { purpose: 'post', ownerId: 'them' }, no, no, no, no, no],
	['create', 'File', 'any', undefined, no, yes, yes, yes, yes],
];

test.for(TABLE)('%s %s: %s', ([action, name, , row, ...expected]) => {
	const found = abilities.map((ability) => isAllowed(ability, action, name, row));
	expect(Object.fromEntries(COLUMNS.map((key, index) => [key, found[index]]))).toEqual(
		Object.fromEntries(COLUMNS.map((key, index) => [key, expected[index]])),
	);
});

test('every rule that a policy makes has a line in the table', () => {
	const listed = new Set(TABLE.map(([action, name]) => `${action} ${name}`));
	const owner = abilities.at(-1);
	const made = (owner?.rules ?? []).flatMap(({ action, subject }) =>
		[action].flat().flatMap((one) => [subject].flat().map((name) => `${one} ${String(name)}`)),
	);
	expect([...new Set(made)].filter((rule) => !listed.has(rule))).toEqual([]);
	expect([...listed].filter((rule) => !made.includes(rule))).toEqual([]);
});

test('a visitor is nobody, also where a row names no author', () => {
	const [visitor] = abilities;
	if (!visitor) throw new Error('no ability');
	for (const authorId of [null, undefined, ''])
		expect(isAllowed(visitor, 'update', 'Post', { ...theirs, authorId })).toBe(false);
	expect(isAllowed(visitor, 'update', 'Member', { id: NOBODY })).toBe(true);
});
