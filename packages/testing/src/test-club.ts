import { newId } from '@kith/kernel/ids';
import { createJobContext } from '@kith/domains/create-context';
import { readStanding } from '@kith/domains/members';
import { memberships } from '@kith/domains/memberships';
import { createTestCommunity, type TestMember } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';
import { openShop } from './test-tiers.ts';

/** A community that sells three private rooms and a role, with what members have of them. */
export async function openClub(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const shop = await openShop(installation, here);
	const roleId = await shop.role();
	const rooms: string[] = [];
	for (let made = 0; made < 3; made++) rooms.push(await shop.room());
	await shop.owner();

	const someone = () => here.member('member', `Mem ${newId().slice(-8)}`);
	const job = () => createJobContext(installation.services, here.community, 'test');
	const opens = (...which: number[]) =>
		which.map((at) => ({ kind: 'space' as const, spaceId: rooms[at] ?? '' }));
	/** The ids of two rooms, as `has` tells them. */
	const both = (one: number, other: number) =>
		[rooms[one] ?? '', rooms[other] ?? ''].toSorted((a, b) => (a < b ? -1 : 1));
	const run = (name: keyof typeof memberships.jobs, payload: unknown) =>
		memberships.jobs[name].run(installation.services, payload);

	async function has({ userId }: TestMember) {
		const standing = await readStanding(here.db, userId);
		return {
			roles: standing?.roleIds ?? [],
			rooms: (standing?.spaceIds ?? []).toSorted((a, b) => (a < b ? -1 : 1)),
		};
	}
	const rowOf = (id: string) =>
		here.db.selectFrom('memberships').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	async function eventsOf(membershipId: string): Promise<{ type: string; how?: string }[]> {
		const { rows } = await installation.owner.query<{ type: string; how: string | null }>(
			`select type, payload->>'how' as how from streams.outbox
				where payload->>'membershipId' = $1 and type like 'memberships.%' order by occurred_at, id`,
			[membershipId],
		);
		return rows.map(({ type, how }) => ({ type, ...(how && { how }) }));
	}
	return { here, shop, roleId, rooms, someone, job, opens, both, run, has, rowOf, eventsOf };
}
