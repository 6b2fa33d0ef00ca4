import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { signedIn } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import {
	MOST_ANSWER,
	MOST_DOMAINS,
	MOST_JOIN_QUESTIONS,
	type Joining,
	type JoinQuestion,
} from './joining.schema.ts';
import { MOST_APPROVED } from './members.schema.ts';

let installation: TestInstallation;
let guarded: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	guarded = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'approval' },
	});
});
afterAll(() => installation.close());

const question = (title: string, isRequired: boolean): JoinQuestion => ({
	...{ id: newId(), title, isRequired },
});
const email = (domain = 'example.org') => `${newId()}@${domain}`;

async function ownerApi(place = guarded) {
	installation.services.snapshots.drop(place.id);
	return communityCaller(await place.as(await founderOf(place))).members;
}
const save = async (joining: Partial<Joining>, place = guarded) =>
	(await ownerApi(place)).saveJoining({ domains: [], questions: [], ...joining });

/** Somebody who came to the door with a code of the mail. */
async function arrive(address = email(), place = guarded) {
	installation.services.snapshots.drop(place.id);
	const browser = await signedIn(installation, place, address);
	const visit = () => createCommunityContext(installation.services, place.community, browser);
	const { viewer } = await visit();
	return {
		...{ memberId: viewer?.memberId ?? '', email: address },
		standing: async () => {
			const row = place.db.selectFrom('members').select('status');
			return (await row.where('id', '=', viewer?.memberId ?? '').executeTakeFirst())?.status;
		},
		members: async () => communityCaller(await visit()).members,
	};
}

test('who asks to join answers what is required of them, and whoever decides reads it as it was asked', async () => {
	const [why, from] = [question('Why us?', true), question('Where from?', false)];
	await save({ questions: [why, from] });
	const applicant = await arrive();
	expect(await applicant.standing()).toBe('pending');
	const request = await (await applicant.members()).ownRequest();
	expect(request).toMatchObject({ questions: [why, from], isAnswered: false, answers: [] });
	const answer = async (answers: { questionId: string; answer: string }[]) =>
		(await applicant.members()).answerJoining({ answers });
	for (const given of ['', '   '])
		await expect(answer([{ questionId: why.id, answer: given }])).rejects.toMatchObject({
			...{ message: 'members.answer_missing', cause: { details: { questionId: why.id } } },
		});
	expect(await outcomeOf(answer([{ questionId: from.id, answer: 'Rome' }]))).toBe(
		'members.answer_missing',
	);
	const unknown = [{ questionId: newId(), answer: 'x' }];
	expect(await outcomeOf(answer([...unknown, { questionId: why.id, answer: 'Tea' }]))).toBe(
		'members.question_not_found',
	);
	expect((await (await applicant.members()).ownRequest()).isAnswered).toBe(false);
	await answer([{ questionId: why.id, answer: 'Tea' }]);
	await answer([{ questionId: why.id, answer: '  More tea ' }]);
	await save({ questions: [{ ...why, title: 'Why them?' }] });
	const said = [{ questionId: why.id, question: 'Why us?', answer: 'More tea' }];
	const own = await (await applicant.members()).ownRequest();
	expect(own).toMatchObject({ isAnswered: true, answers: said });
	await (await ownerApi()).approve({ memberId: applicant.memberId });
	expect(await applicant.standing()).toBe('active');
	const late = answer([{ questionId: why.id, answer: 'Too late' }]);
	expect(await outcomeOf(late)).toBe('members.request_not_found');
});

test('several are let in at once, each once, and what was decided meanwhile stays', async () => {
	await save({});
	const waiting = await Promise.all([arrive(), arrive(), arrive()]);
	const [one, two, three] = waiting.map(({ memberId }) => memberId) as [string, string, string];
	await (await ownerApi()).decline({ memberId: three, reason: 'Not now.' });
	const memberIds = [one, two, two, three];
	const both = await Promise.all([ownerApi(), ownerApi()]);
	const results = await Promise.all(both.map((api) => api.approveMany({ memberIds })));
	expect(results.reduce((sum, { approved }) => sum + approved, 0)).toBe(2);
	expect(await Promise.all(waiting.map(({ standing }) => standing()))).toEqual([
		...['active', 'active', 'removed'],
	]);
	const foreign = await createTestCommunity(installation);
	const { memberId: elsewhere } = await foreign.member('member', 'Fay', 'pending');
	const fourth = await arrive();
	for (const stranger of [newId(), elsewhere])
		expect(
			await outcomeOf((await ownerApi()).approveMany({ memberIds: [fourth.memberId, stranger] })),
		).toBe('members.not_found');
	expect(await fourth.standing()).toBe('pending');
	const moderator = await guarded.as(await guarded.member('member', 'Mia Member'));
	for (const attempt of [
		communityCaller(moderator).members.approveMany({ memberIds: [fourth.memberId] }),
		communityCaller(moderator).members.decline({ memberId: fourth.memberId }),
	])
		expect(await outcomeOf(attempt)).toBe('permissions.denied');
	expect(await outcomeOf((await ownerApi()).approve({ memberId: one }))).toBe(
		'members.not_pending',
	);
});

test('who is declined reads why, waits no longer, and comes in only by an invitation to their address', async () => {
	await save({});
	const applicant = await arrive();
	await (await ownerApi()).decline({ memberId: applicant.memberId, reason: '  Too far away.  ' });
	const told = await (await applicant.members()).ownRequest();
	expect(told).toMatchObject({ decision: 'declined', reason: 'Too far away.', questions: [] });
	const again = await arrive(applicant.email);
	expect(await applicant.standing()).toBe('removed');
	expect(await outcomeOf((await again.members()).answerJoining({ answers: [] }))).toBe(
		'members.request_not_found',
	);
	const decided = (await ownerApi()).decline({ memberId: applicant.memberId, reason: 'Again.' });
	expect(await outcomeOf(decided)).toBe('members.not_pending');
	const { items } = await communityCaller(await guarded.as(await founderOf(guarded))).audit.list({
		action: 'members.declined',
		limit: 10,
	});
	expect(items.map(({ details }) => details?.reason)).toContain('Too far away.');
	await (await ownerApi()).invite({ emails: [applicant.email], roleKey: 'member' });
	await arrive(applicant.email);
	expect(await applicant.standing()).toBe('active');
});

test('an address of a domain that is expected comes in without asking; none that only looks like it does', async () => {
	const closed = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'invite' },
	});
	for (const place of [guarded, closed])
		await save({ domains: ['Choir.Example', 'choir.example'] }, place);
	expect(await (await ownerApi()).joining()).toMatchObject({ domains: ['choir.example'] });
	for (const place of [guarded, closed])
		expect(await (await arrive(email('choir.example'), place)).standing()).toBe('active');
	for (const domain of ['alto.choir.example', 'notchoir.example', 'choir.example.org'])
		expect(await (await arrive(email(domain))).standing()).toBe('pending');
	await outcomeOf(signedIn(installation, closed, email('notchoir.example')));
	const members = await closed.db.selectFrom('members').select('status').execute();
	expect(members.map(({ status }) => status)).toEqual(['active', 'active']);
});

test('what is asked, of how many, and how long an answer may be has bounds', async () => {
	const questions = Array.from({ length: MOST_JOIN_QUESTIONS + 1 }, () => question('Why?', false));
	const domains = Array.from({ length: MOST_DOMAINS + 1 }, (_, place) => `d${place}.example`);
	const [same] = questions as [JoinQuestion];
	const tooMuch: Partial<Joining>[] = [
		...[{ questions }, { domains }, { domains: ['no domain'] }, { domains: ['@choir.example'] }],
		...[{ questions: [question('', false)] }, { questions: [question('x'.repeat(201), false)] }],
	];
	for (const joining of tooMuch) expect(await outcomeOf(save(joining))).not.toBe('done');
	expect(await outcomeOf(save({ questions: [same, same] }))).toBe('members.same_questions');
	const most = { questions: questions.slice(1), domains: domains.slice(1) };
	await save(most);
	expect(await (await ownerApi()).joining()).toEqual(most);
	const applicant = await arrive();
	const questionId = questions[1]?.id ?? '';
	const answer = async (length: number) =>
		outcomeOf(
			(await applicant.members()).answerJoining({
				answers: [{ questionId, answer: 'x'.repeat(length) }],
			}),
		);
	expect(await answer(MOST_ANSWER + 1)).not.toBe('done');
	expect(await answer(MOST_ANSWER)).toBe('done');
	const { memberId } = applicant;
	const crowd = Array.from({ length: MOST_APPROVED + 1 }, () => newId());
	const api = await ownerApi();
	for (const memberIds of [[], crowd])
		expect(await outcomeOf(api.approveMany({ memberIds }))).not.toBe('done');
	const long = api.decline({ memberId, reason: 'x'.repeat(501) });
	expect(await outcomeOf(long)).not.toBe('done');
	expect(await applicant.standing()).toBe('pending');
});
