import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken, newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, untilAnswered } from '@kith/testing/test-content';
import { latestCode } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import { createInviteLink } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { ensureMember } from '../members/index.ts';
import { requestCode } from './request-code.ts';
import { signInWithCode } from './sign-in.ts';

/** `KITH_ROUNDS=200` for the drill: a round takes nearly half a second. */
const ROUNDS = Number(process.env['KITH_ROUNDS'] ?? 20);
const AT_ONCE = 50;

let installation: TestInstallation;
let open: TestCommunity;
let closed: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	open = await createTestCommunity(installation);
	closed = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'invite' },
	});
});
afterAll(() => installation.close());

const newEmail = () => `${newId()}@example.org`;

/** Nobody is stopped before what they bring is compared: by the limits, most would be. */
function freely(ctx: CommunityContext): CommunityContext {
	const { services } = ctx;
	const limiter = { ...services.limiter, take: async () => {}, count: async () => 0 };
	return { ...ctx, services: { ...services, limiter } };
}

const visit = async () =>
	freely(await createCommunityContext(installation.services, open.community, openBrowser()));

const countOf = async ({ db }: TestCommunity, table: 'members' | 'authSessions') => {
	const { count } = await db
		.selectFrom(table)
		.select(({ fn }) => fn.countAll<string>().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
};

test(
	`${AT_ONCE} uses of one code at once, ${ROUNDS} times: one signs in each time`,
	async () => {
		for (let round = 1; round <= ROUNDS; round++) {
			const email = newEmail();
			await requestCode(await visit(), { email });
			const code = await latestCode(installation, open.id, email);
			const doors = await Promise.all(Array.from({ length: AT_ONCE }, visit));
			const outcomes = await atOnce(AT_ONCE, async (index) => {
				for (const door of doors.slice(index, index + 1))
					await untilAnswered(() => signInWithCode(door, { email, code }));
			});
			expect(outcomes).toEqual({ done: 1, 'identity.bad_code': AT_ONCE - 1 });
			expect(await countOf(open, 'authSessions')).toBe(round);
			expect(await countOf(open, 'members')).toBe(round + 1);
		}
	},
	ROUNDS * 5000,
);

test(
	`${AT_ONCE} people with an invitation for one at once, ${ROUNDS} times: one gets in each time`,
	async () => {
		const { services } = installation;
		const owner = await closed.as(await founderOf(closed));
		const { community } = closed;
		const place = { services, community, snapshot: owner.snapshot };
		for (let round = 1; round <= ROUNDS; round++) {
			const { token } = await createInviteLink(freely(owner), { roleKey: 'member', maxUses: 1 });
			const people = await Promise.all(
				Array.from({ length: AT_ONCE }, () => closed.person(newEmail(), 'Pat')),
			);
			const hash = hashToken(token);
			const came = await Promise.all(
				people.map((who) => untilAnswered(() => ensureMember(place, who, hash))),
			);
			expect(came.filter((standing) => standing !== null)).toHaveLength(1);
			expect(await countOf(closed, 'members')).toBe(round + 1);
		}
	},
	ROUNDS * 5000,
);
