import { eventsSince, type OutboxEvent } from '@kith/db/outbox';
import { communityCaller, consumers, jobs } from '@kith/domains';
import { createJobContext } from '@kith/domains/create-context';
import { NO_LIMITS, type RuleDefinition } from '@kith/domains/gamification/schema';
import { newId } from '@kith/kernel/ids';
import { founderOf } from './test-actors.ts';
import { createTestCommunity, type TestMember } from './test-community.ts';
import { words } from './test-content.ts';
import type { TestInstallation } from './test-installation.ts';

/** A rule without conditions and limits. */
export const ruleOf = (change: Partial<RuleDefinition> = {}): RuleDefinition => ({
	...{ on: 'post', to: 'doer', when: null, points: 10, badgeId: null, brings: null },
	...{ most: { ...NO_LIMITS }, restMinutes: null, ...change },
});

/** A community that counts points, and what its people do in it. */
export async function openPoints(installation: TestInstallation) {
	const { services } = installation;
	const here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	const founder = await founderOf(here);
	const as = async (who: TestMember) => communityCaller(await here.as(who));
	await (await as(founder)).gamification.start({ rules: [], countsPast: false });
	services.snapshots.drop(here.id);
	const { snapshot } = await here.as(founder);
	const spaceId = snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';

	async function post(who: TestMember, text = 'Hello'): Promise<string> {
		const id = newId();
		await (await as(who)).posts.publish({ id, spaceId, title: text, body: words(text) });
		return id;
	}

	async function comment(who: TestMember, postId: string): Promise<string> {
		const id = newId();
		await (await as(who)).comments.publish({ id, postId, parentId: null, body: words('Yes') });
		return id;
	}

	const react = async (
		who: TestMember,
		subjectId: string,
		{ on = true, subjectKind = 'post' as 'post' | 'comment' } = {},
	) => (await as(who)).reactions.set({ subjectKind, subjectId, emoji: '👍', on });

	/** A rule in force; its id. */
	async function rule(definition: RuleDefinition, daysBack: number | null = 0): Promise<string> {
		const ruleId = newId();
		const { gamification } = await as(founder);
		await gamification.saveRule({ id: ruleId, name: 'Rule', definition, version: null });
		await gamification.publishRule({ ruleId, version: 1, daysBack });
		return ruleId;
	}

	const events = async (): Promise<OutboxEvent[]> =>
		eventsSince(here.db, here.id, '00000000-0000-7000-8000-000000000000', 100_000);

	/** Hands these events, or all there are, to whoever counts. */
	async function deliver(told?: readonly OutboxEvent[]): Promise<void> {
		const ctx = await createJobContext(services, here.community, 'relay');
		for (const event of told ?? (await events()))
			for (const name of ['note-deeds', 'mind-power', 'forget-points']) {
				const consumer = consumers.get(name);
				if (consumer?.on.includes(event.type)) await consumer.handle(ctx, event);
			}
	}

	/** A role that allows this, and a private space; made by who founded the place. */
	async function opened(name: string, ...allow: string[]) {
		const owner = await as(founder);
		const roleId = newId();
		const permissions = Object.fromEntries(allow.map((one) => [one, 'allow' as const]));
		await owner.roles.create({ id: roleId, name, permissions });
		const look = { description: '', icon: '🔒', posting: 'everyone' as const, groupId: null };
		const made = {
			...look,
			name,
			slug: `room-${newId().slice(-8)}`,
			visibility: 'private' as const,
		};
		const { spaceId: roomId } = await owner.spaces.create(made);
		services.snapshots.drop(here.id);
		return { roleId, spaceId: roomId };
	}

	const recount = async () => jobs.get('recount-points')?.run(services, { communityId: here.id });

	/** Everything that is counted, in an order of its own. */
	async function books() {
		const scores = await here.db
			.selectFrom('scores')
			.select(['memberId', 'points', 'level', 'holds'])
			.orderBy('memberId')
			.execute();
		const days = await here.db
			.selectFrom('scoreDays')
			.select(['day', 'memberId', 'spaceId', 'points'])
			.where('points', '<>', 0)
			.orderBy('day')
			.orderBy('memberId')
			.orderBy('spaceId')
			.execute();
		const held = await here.db
			.selectFrom('badgeGrants')
			.select(['memberId', 'badgeId', 'givenAt'])
			.where('revokedAt', 'is', null)
			.orderBy('memberId')
			.orderBy('badgeId')
			.execute();
		const roles = await here.db
			.selectFrom('memberRoles')
			.select(['memberId', 'roleId'])
			.where('source', '=', 'level')
			.orderBy('memberId')
			.orderBy('roleId')
			.execute();
		const access = await here.db
			.selectFrom('ruleGrants')
			.select(['memberId', 'ruleId', 'roleId', 'spaceId', 'since', 'until'])
			.where('endedAt', 'is', null)
			.orderBy('memberId')
			.orderBy('ruleId')
			.orderBy('roleId')
			.orderBy('spaceId')
			.execute();
		const won = await here.db
			.selectFrom('memberRoles')
			.select(['memberId', 'roleId as id'])
			.where('source', '=', 'rule')
			.unionAll(
				here.db
					.selectFrom('spaceMembers')
					.select(['memberId', 'spaceId as id'])
					.where('source', '=', 'rule'),
			)
			.orderBy('memberId')
			.orderBy('id')
			.execute();
		return { scores: scores.filter(({ points }) => points !== 0), days, held, roles, access, won };
	}

	const pointsOf = async ({ memberId }: TestMember): Promise<number> =>
		(await (await as(founder)).gamification.score({ memberId }))?.points ?? 0;

	const verbs = {
		as,
		opened,
		post,
		comment,
		react,
		rule,
		events,
		deliver,
		recount,
		books,
		pointsOf,
	};
	return { here, founder, spaceId, ...verbs };
}

export type Points = Awaited<ReturnType<typeof openPoints>>;
