import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf, idsOf } from '@kith/testing/foreign-ids';
import { answerOf, idCases, nameOf, withId, type Place } from '@kith/testing/id-places';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { procedureAt } from '@kith/testing/matrix-line';
import { ACTORS } from '@kith/testing/matrix-actors';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { ruleOf } from '@kith/testing/test-points';
import { connectionFields } from '@kith/testing/test-sso';
import { newId } from '@kith/kernel/ids';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from './context.ts';
import { communityApi, communityCaller } from './index.ts';

let installation: TestInstallation;
let here: Stage;
let there: Stage;
let foreign: Readonly<Record<string, string>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createStage(installation);
	there = await createStage(installation);
	foreign = await idsOf(there);
	// Whoever asks knows of the modules that ran when they came.
	await communityCaller(await here.actor('owner')).analytics.start();
	installation.services.snapshots.drop(here.here.id);
});
afterAll(() => installation.close());

const cases = idCases(communityApi);

const NOBODY_REACHED = { total: 0, able: 0, above: 0, unfit: 0 };

/** A filter or an order by something unknown is no error: it finds nothing and moves nothing. */
const FINDS_NOTHING: Readonly<Record<string, unknown>> = {
	'affiliates.commissions affiliateId': { items: [], nextCursor: null },
	'audit.list actorId': { items: [], nextCursor: null },
	'audit.list aboutId': { items: [], nextCursor: null },
	'audit.inSpace actorId': { items: [], nextCursor: null },
	'audit.inSpace aboutId': { items: [], nextCursor: null },
	'audit.beginExport actorId': undefined,
	'audit.beginExport aboutId': undefined,
	'audit.export actorId': { lines: [], nextCursor: null },
	'audit.export aboutId': { lines: [], nextCursor: null },
	'bookmarks.list folderId': { items: [], nextCursor: null },
	'bookmarks.drop postId': undefined,
	'sales.creditNotes membershipId': [],
	'sales.entries membershipId': [],
	'sales.ledger tierId': { items: [], nextCursor: null },
	'sales.exportLedger tierId': undefined,
	'memberships.list tierId': { items: [], nextCursor: null },
	'memberships.list memberId': { items: [], nextCursor: null },
	'desks.ofMember memberId': null,
	'feeds.dismiss suggestedId': undefined,
	...Object.fromEntries(
		['spaceIds.[]', 'tagIds.[]', 'toSpaceId'].map((place) => [
			`filing.preview rule.${place}`,
			expect.objectContaining({ filed: 0, refused: 0, first: [] }),
		]),
	),
	'gamification.log memberId': { items: [], nextCursor: null },
	'gamification.simulate ruleId': expect.objectContaining({ badge: 0 }),
	'library.list folderId': { items: [], nextCursor: null },
	'library.tagged tagId': { items: [], nextCursor: null },
	'feeds.related postId': [],
	'feeds.list spaceId': {
		...{ mode: 'latest', window: 'week', isPersonal: false, items: [], nextCursor: null },
	},
	'posts.list spaceId': { items: [], nextCursor: null },
	'posts.list authorId': { items: [], nextCursor: null },
	'comments.list around': { items: [], more: [], earlierOf: null, nextCursor: null },
	'comments.ofMember memberId': { items: [], nextCursor: null },
	'comments.replies rootId': { items: [], more: [], earlierOf: null, nextCursor: null },
	'posts.pinned spaceId': [],
	'posts.tagged tagId': { items: [], nextCursor: null },
	'drafts.save fields.spaceId': { updatedAt: expect.any(Date) },
	'drafts.save fields.postId': { updatedAt: expect.any(Date) },
	'drafts.save fields.options.announcement.audience.roleIds.[]': { updatedAt: expect.any(Date) },
	'roster.list filter.tagIds.[]': { items: [], nextCursor: null },
	'roster.list filter.invitationId': { items: [], nextCursor: null },
	'roster.count filter.tagIds.[]': { count: 0 },
	'roster.count filter.invitationId': { count: 0 },
	'roster.export filter.tagIds.[]': expect.objectContaining({ count: 0 }),
	'roster.export filter.invitationId': expect.objectContaining({ count: 0 }),
	'roster.saveSegment filter.tagIds.[]': undefined,
	'roster.saveSegment filter.invitationId': undefined,
	'batches.preview memberIds.[]': NOBODY_REACHED,
	'batches.preview filter.tagIds.[]': NOBODY_REACHED,
	'batches.preview filter.invitationId': NOBODY_REACHED,
	'spaces.arrange groups.[].groupId': undefined,
	'spaces.arrange groups.[].spaceIds.[]': undefined,
};
const filling = { id: newId(), label: 'Alto', spaceIds: [], tagIds: [] };
const RECEIVED = {
	questions: [
		{
			...{ id: newId(), kind: 'one', title: 'Voice?', hint: '', isRequired: false, fieldId: null },
			answers: [{ ...filling, fill: { fieldId: newId(), optionId: newId() } }],
		},
	],
	...{ firstSteps: { steps: [], introSpaceId: null }, version: 0 },
};
/** A rule of points that brings what is put into it. */
const bringing = () => ruleOf({ brings: { roleId: null, spaceIds: [], days: 1 } });

/** A rule that brings what is put into it. */
const withRule = () => ({
	...connectionFields(),
	rules: [{ claim: 'groups', value: 'x', roleId: null, spaceId: null }],
});
const BY_FIELD = { filter: { filters: [{ fieldId: '', values: ['x'] }] } };
const BY_ROLE = { filter: { spaceRole: { roleKey: 'space_admin', spaceId: null } } };
const BULK = { kind: 'give_role', roleKey: 'moderator' };
const LISTS: Readonly<Record<string, unknown>> = {
	'spaces.arrange': { groups: [{ groupId: null, spaceIds: [] }] },
	'members.list filters.[].fieldId': { filters: [{ fieldId: '', values: ['x'] }] },
	'roster.list filter.filters.[].fieldId': BY_FIELD,
	'roster.count filter.filters.[].fieldId': BY_FIELD,
	'roster.export filter.filters.[].fieldId': BY_FIELD,
	'roster.saveSegment filter.filters.[].fieldId': { id: newId(), name: 'Theirs', ...BY_FIELD },
	'batches.preview filter.filters.[].fieldId': { action: BULK, ...BY_FIELD },
	'batches.start filter.filters.[].fieldId': { id: newId(), action: BULK, ...BY_FIELD },
	'roster.list filter.spaceRole.spaceId': BY_ROLE,
	'roster.count filter.spaceRole.spaceId': BY_ROLE,
	'roster.export filter.spaceRole.spaceId': BY_ROLE,
	'roster.saveSegment filter.spaceRole.spaceId': { id: newId(), name: 'Theirs', ...BY_ROLE },
	'batches.preview filter.spaceRole.spaceId': { action: BULK, ...BY_ROLE },
	'batches.start filter.spaceRole.spaceId': { id: newId(), action: BULK, ...BY_ROLE },
	'onboarding.save questions.[].answers.[].fill.fieldId': RECEIVED,
	'onboarding.save questions.[].answers.[].fill.optionId': RECEIVED,
	'members.answerJoining answers.[].questionId': { answers: [{ questionId: '', answer: 'x' }] },
	'onboarding.answer fields.[].fieldId': { answers: [], fields: [{ fieldId: '', values: ['x'] }] },
	'gamification.start rules.[].definition.badgeId': {
		...{ rules: [{ id: newId(), name: 'Rule', definition: ruleOf() }], countsPast: false },
	},
	'gamification.start rules.[].definition.brings.roleId': {
		...{ rules: [{ id: newId(), name: 'Rule', definition: bringing() }], countsPast: false },
	},
	'gamification.start rules.[].definition.brings.spaceIds.[]': {
		...{ rules: [{ id: newId(), name: 'Rule', definition: bringing() }], countsPast: false },
	},
	...Object.fromEntries(
		['roleId', 'spaceIds.[]'].flatMap((place) => [
			[
				`gamification.saveRule definition.brings.${place}`,
				{ id: newId(), name: 'Rule', definition: bringing(), version: null },
			],
			[
				`gamification.simulate definition.brings.${place}`,
				{ ruleId: newId(), definition: bringing() },
			],
		]),
	),
	'scim.saveRules rules.[].roleId': { rules: withRule().rules },
	'scim.saveRules rules.[].spaceId': { rules: withRule().rules },
	'sso.create rules.[].roleId': { id: newId(), ...withRule() },
	'sso.create rules.[].tierId': { id: newId(), ...withRule() },
	'sso.create rules.[].spaceId': { id: newId(), ...withRule() },
	'sso.update rules.[].roleId': { connectionId: newId(), version: 1, ...withRule() },
	'sso.update rules.[].tierId': { connectionId: newId(), version: 1, ...withRule() },
	'sso.update rules.[].spaceId': { connectionId: newId(), version: 1, ...withRule() },
	'directory.saveSearch query.filters.[].fieldId': {
		...{ id: newId(), name: 'Theirs' },
		query: {
			...{ search: '', roleKey: null, sort: 'newest' },
			filters: [{ fieldId: '', values: ['x'] }],
		},
	},
	'members.edit fields.[].fieldId': {
		...{ memberId: newId(), name: 'New name', handle: 'new-name', bio: '', version: 1 },
		fields: [{ fieldId: '', values: ['x'] }],
	},
	'members.updateProfile fields.[].fieldId': {
		...{ name: 'New name', handle: 'new-name', bio: '', avatarFileId: null, version: 1 },
		fields: [{ fieldId: '', values: ['x'] }],
	},
};

const REFUSAL = /^(?:[a-z]+\.[a-z_]*not_found|[a-z]+\.foreign_picture|communities\.draft_changed)$/;

/** Told by what it is about: not that somebody came too often, and no fault of ours. */
const REFUSED = expect.not.stringMatching(/^limits|internal/);

/** A valid input, or one with room for the id. */
async function inputOf(path: string, place: Place, ctx: CommunityContext): Promise<unknown> {
	const made = LISTS[`${path} ${place.join('.')}`] ?? LISTS[path];
	return made ?? COMMUNITY_CASES[path]?.input?.(here, ctx);
}

let everybody: { router: string; people: readonly (readonly [string, CommunityContext])[] };
/** One of every kind; new ones for each domain, so that nobody comes to what they may do in an hour. */
async function peopleAt(path: string) {
	const [router = ''] = path.split('.');
	if (everybody?.router === router) return everybody.people;
	const people: (readonly [string, CommunityContext])[] = [];
	for (const name of ACTORS) people.push([name, await here.actor(name)]);
	everybody = { router, people };
	return people;
}

let known: Record<string, string>;
beforeAll(async () => {
	known = await contentsOf(installation.owner, there.here.id);
});

test('the ids that procedures take are known by name', () => {
	expect(cases.length).toBeGreaterThan(35);
	const names = cases.map(([, place]) => nameOf(place));
	expect(Object.keys(foreign)).toEqual(expect.arrayContaining(names));
});

test.for(cases)(
	'%s takes an id of another community for one that never was, whoever asks: %s',
	async ([path, place]) => {
		const label = `${path} ${place.join('.')}`;
		const people = await peopleAt(path);
		const owner = await here.actor('owner');
		const input = await inputOf(path, place, owner);
		const met = async (ctx: CommunityContext, id: string) =>
			answerOf(procedureAt(communityCaller(ctx), path)(withId(input, place, id)), id);
		const ids = [foreign[nameOf(place)] ?? '', newId()] as const;
		const answers = async (ctx: CommunityContext) => [
			await met(ctx, ids[0]),
			await met(ctx, ids[1]),
		];
		const nothing = { given: FINDS_NOTHING[label] };
		const [theirs, never] = await answers(owner);
		expect(theirs).toMatchObject(
			label in FINDS_NOTHING ? nothing : { refused: expect.stringMatching(REFUSAL) },
		);
		expect(never).toEqual(label in FINDS_NOTHING ? nothing : theirs);
		for (const [name, ctx] of people) {
			const [first, second] = await answers(ctx);
			const isGiven = label in FINDS_NOTHING && 'given' in Object(first);
			expect(second, name).toEqual(isGiven ? nothing : first);
			expect(first, name).toMatchObject(isGiven ? nothing : { refused: REFUSED });
		}
		const before = known;
		known = await contentsOf(installation.owner, there.here.id);
		expect(known).toEqual(before);
	},
);
