import type { Action, SubjectName, SubjectRow } from './permission.ts';

type Line = [Action, SubjectName, string, SubjectRow | undefined, ...boolean[]];

const theirs = { spaceId: 'hall', deletedAt: null, authorId: 'them' };
const mine = { ...theirs, authorId: 'me' };
const EVERYBODY = [true, true, true, true, true];
const MEMBERS = [false, true, true, true, true];
const KEEPERS = [false, false, true, true, true];
const RUNNERS = [false, false, false, true, true];
const NOBODY = [false, false, false, false, false];

/** Who may do what in a library: a visitor, a member, a moderator, an admin, the owner. */
const LIBRARY_LINES: Line[] = [
	['read', 'Document', "another's", theirs, ...EVERYBODY],
	['read', 'Document', 'a deleted one', { ...theirs, deletedAt: new Date(0) }, ...NOBODY],
	['read', 'Document', 'in a private space', { ...theirs, spaceId: 'cabinet' }, ...RUNNERS],
	['create', 'Document', 'in a private space', { spaceId: 'cabinet' }, ...RUNNERS],
	...(['Document', 'Folder'] as const).flatMap((noun): Line[] => [
		['create', noun, 'in a public space', { spaceId: 'hall' }, ...MEMBERS],
		['update', noun, 'own', mine, ...MEMBERS],
		['update', noun, "another's", theirs, ...KEEPERS],
		['delete', noun, 'own', mine, ...MEMBERS],
		['delete', noun, "another's", theirs, ...KEEPERS],
		['moderate', noun, "another's", theirs, ...KEEPERS],
	]),
];

/** Who may do what with notes about members. */
const NOTE_LINES: Line[] = [
	['read', 'Note', 'any', undefined, ...KEEPERS],
	['create', 'Note', 'any', undefined, ...KEEPERS],
	['update', 'Note', 'own', { authorId: 'me' }, ...KEEPERS],
	['delete', 'Note', 'own', { authorId: 'me' }, ...KEEPERS],
	['update', 'Note', 'another’s', { authorId: 'them' }, ...NOBODY],
	['delete', 'Note', 'another’s', { authorId: 'them' }, ...RUNNERS],
];

/** Who may see how a community is paid, and who may change it. */
const PAYMENT_LINES: Line[] = [
	['read', 'Payments', 'of the community', undefined, ...RUNNERS],
	['administer', 'Payments', 'of the community', undefined, false, false, false, false, true],
];

/** Who runs points; who sees what others earned, and what they earned themselves. */
const POINT_LINES: Line[] = [
	...(['read', 'create', 'update', 'delete', 'assign'] as const).map((action): Line => [
		...([action, 'PointRule', 'any', undefined] as const),
		...RUNNERS,
	]),
	...(['create', 'update', 'delete', 'decide'] as const).map((action): Line => [
		...([action, 'Challenge', 'any', undefined] as const),
		...RUNNERS,
	]),
	['read', 'Challenge', 'any', undefined, ...MEMBERS],
	['enter', 'Challenge', 'for oneself', { memberId: 'me' }, ...MEMBERS],
	['enter', 'Challenge', 'for another', { memberId: 'them' }, ...NOBODY],
	['read', 'Score', 'another’s', { memberId: 'them' }, ...MEMBERS],
	['read', 'Score', 'own', { memberId: 'me' }, ...MEMBERS],
	['update', 'Score', 'own', { memberId: 'me' }, ...MEMBERS],
	['update', 'Score', 'another’s', { memberId: 'them' }, ...NOBODY],
];

/** Who decides what is sold; who may buy, and look after what others bought: one's own purchase is one's own, money goes back from the studio. */
const PURCHASE_LINES: Line[] = [
	['read', 'Analytics', 'of the community', undefined, ...RUNNERS],
	['read', 'ModerationNumbers', 'of the community', undefined, ...KEEPERS],
	['create', 'Affiliate', 'own', { memberId: 'me' }, ...MEMBERS],
	['read', 'Affiliate', 'own', { memberId: 'me' }, ...MEMBERS],
	['create', 'Affiliate', 'another’s', { memberId: 'them' }, ...NOBODY],
	['read', 'Affiliate', 'another’s', { memberId: 'them' }, ...RUNNERS],
	['invite', 'Affiliate', 'any', undefined, ...RUNNERS],
	['decide', 'Affiliate', 'any', undefined, ...RUNNERS],
	['administer', 'Affiliate', 'any', undefined, ...RUNNERS],
	['read', 'Offer', 'any', undefined, ...RUNNERS],
	['create', 'Offer', 'any', undefined, ...RUNNERS],
	['update', 'Offer', 'any', undefined, ...RUNNERS],
	['read', 'AuditEntry', 'of money', { area: 'billing' }, ...RUNNERS],
	['read', 'PublicLog', 'any', undefined, ...EVERYBODY],
	['read', 'Tier', 'any', undefined, ...RUNNERS],
	['create', 'Tier', 'any', undefined, ...RUNNERS],
	['update', 'Tier', 'any', undefined, ...RUNNERS],
	['read', 'Membership', 'any', undefined, ...RUNNERS],
	['create', 'Membership', 'any', undefined, ...RUNNERS],
	['update', 'Membership', 'any', undefined, ...RUNNERS],
	['create', 'Purchase', 'own', { memberId: 'me' }, ...MEMBERS],
	['update', 'Purchase', 'own', { memberId: 'me' }, ...MEMBERS],
	['update', 'Purchase', 'another’s', { memberId: 'them' }, ...NOBODY],
	['read', 'Purchase', 'any', undefined, ...RUNNERS],
	['administer', 'Purchase', 'any', undefined, ...RUNNERS],
];

/** Who may do what with the nouns of these domains: a visitor, a member, a moderator, an admin, the owner. */
export const MORE_LINES: Line[] = [
	...[...LIBRARY_LINES, ...NOTE_LINES, ...PAYMENT_LINES, ...POINT_LINES, ...PURCHASE_LINES],
];
