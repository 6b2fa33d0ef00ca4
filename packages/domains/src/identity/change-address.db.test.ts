import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { latestAddressCode, latestCode, signedIn } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { openInvitation } from '../members/index.ts';
import { changeAddress } from './change-address.ts';
import { confirm } from './confirm.ts';
import { requestAddress } from './request-address.ts';
import { requestCode } from './request-code.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const newEmail = () => `${newId()}@example.org`;
const visit = (browser: RequestFacts, { community } = here) =>
	createCommunityContext(installation.services, community, browser);
const signIn = (email: string, place = here) => signedIn(installation, place, email);

/** Asks for an address, and returns the code that its mail would carry if it is free. */
async function ask(browser: RequestFacts, email: string, place = here): Promise<string> {
	await requestAddress(await visit(browser, place), { email });
	return latestAddressCode(installation, place.id, email);
}
/** From another network each time: what one network may try is bounded. */
const change = async (browser: RequestFacts, code: string, place = here) => {
	const { ip } = openBrowser();
	return outcomeOf(changeAddress(await visit({ ...browser, ip }, place), { code }));
};
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const addressIn = async (browser: RequestFacts, place = here) =>
	(await visit(browser, place)).viewer?.email ?? null;

/** Whose account somebody enters who proves an address by a mailed code. */
async function entersAs(email: string): Promise<string | undefined> {
	return (await visit(await signIn(email))).viewer?.userId;
}

async function roleId(): Promise<string> {
	const ordinary = here.db.selectFrom('roles').select('id').where('key', '=', 'member');
	return (await ordinary.executeTakeFirstOrThrow()).id;
}

/** An address of which another spelling is banned. */
async function bannedAddress(): Promise<string> {
	const name = newId();
	const browser = await signIn(`${name}@example.org`);
	const memberId = (await visit(browser)).viewer?.memberId ?? '';
	const { restrictions } = communityCaller(await here.as(await founderOf(here)));
	const ban = { contributions: 'keep', reason: 'Spam.', hours: null } as const;
	await restrictions.ban({ memberId, ...ban });
	return `${name}+again@example.org`;
}

describe('another address', () => {
	test('signs in to the same account, and the old one to none of theirs', async () => {
		const [before, after] = [newEmail(), newEmail()];
		const browser = await signIn(before);
		const me = (await visit(browser)).viewer;
		const code = await ask(browser, after);
		expect(await addressIn(browser)).toBe(before);
		expect(await change(browser, code)).toBe('done');
		expect(await addressIn(browser)).toBe(after);
		expect(await entersAs(after)).toBe(me?.userId);
		expect(await entersAs(before)).not.toBe(me?.userId);
		const row = here.db
			.selectFrom('authUsers')
			.selectAll()
			.where('id', '=', me?.userId ?? '');
		expect(await row.executeTakeFirst()).toMatchObject({ email: after, emailVerified: true });
	});

	test('ends every other session, and gives this browser another token', async () => {
		const email = newEmail();
		const [mine, elsewhere] = [await signIn(email), await signIn(email)];
		const stolen = openBrowser();
		stolen.setCookie(mine.cookie.split('; ').find((pair) => pair.startsWith('kith=')) ?? '');
		expect(await addressIn(stolen)).toBe(email);
		expect(await change(mine, await ask(mine, newEmail()))).toBe('done');
		expect(await addressIn(mine)).not.toBeNull();
		expect(await addressIn(elsewhere)).toBeNull();
		expect(await addressIn(stolen)).toBeNull();
	});

	test('is the one of this community alone', async () => {
		const there = await createTestCommunity(installation);
		const email = newEmail();
		const [browser, abroad] = [await signIn(email), await signIn(email, there)];
		expect(await change(browser, await ask(browser, newEmail()))).toBe('done');
		expect(await addressIn(abroad, there)).toBe(email);
		const code = await ask(abroad, newEmail(), there);
		expect(await change(browser, code)).toBe('identity.bad_code');
	});

	test('takes an open invitation to the old one with it, and is heard of', async () => {
		const [before, after] = [newEmail(), newEmail()];
		const browser = await signIn(before);
		const { viewer } = await visit(browser);
		const invitation = { email: before, tokenHash: newId(), maxUses: 1 };
		const now = installation.clock.now();
		const expiresAt = new Date(now.getTime() + 60_000);
		await here.db
			.insertInto('invitations')
			.values({ ...invitation, id: newId(), roleId: await roleId(), createdAt: now, expiresAt })
			.execute();
		const open = () => openInvitation(here.db, { tokenHash: null, email: before, now });
		expect(await open().executeTakeFirst()).toBeDefined();
		expect(await change(browser, await ask(browser, after))).toBe('done');
		expect(await open().executeTakeFirst()).toBeUndefined();
		const { rows } = await installation.owner.query(
			`select payload from streams.outbox where type = 'members.address_changed'
			and community_id = $1 order by id desc limit 1`,
			[here.id],
		);
		expect(rows).toEqual([{ payload: { memberId: viewer?.memberId } }]);
	});
});

describe('asking', () => {
	test('needs a proof of the last ten minutes', async () => {
		const email = newEmail();
		const browser = await signIn(email);
		installation.clock.advance(601);
		const wish = async () => requestAddress(await visit(browser), { email: newEmail() });
		expect(await outcomeOf(wish())).toBe('identity.confirm_first');
		await requestCode(await visit(browser), { email });
		const code = await latestCode(installation, here.id, email);
		await confirm(await visit(browser), { code });
		expect(await outcomeOf(wish())).toBe('done');
	});

	test('says of the own address that it is that, and of no other anything', async () => {
		const email = newEmail();
		const browser = await signIn(email);
		const own = requestAddress(await visit(browser), { email });
		expect(await outcomeOf(own)).toBe('identity.own_address');
		const taken = newEmail();
		await here.person(taken);
		const outcomes = [];
		for (const wish of [newEmail(), taken, await bannedAddress()])
			outcomes.push(
				await outcomeOf(requestAddress(await visit(browser), { email: wish })),
				await change(browser, '000000'),
			);
		const same = ['done', 'identity.bad_code'];
		expect(outcomes).toEqual([...same, ...same, ...same]);
	});

	test('is bounded, for one account and for one address', async () => {
		const browser = await signIn(newEmail());
		for (let round = 0; round < 5; round++) await ask(browser, newEmail());
		expect(await outcomeOf(ask(browser, newEmail()))).toBe('limits.too_many');
		const wanted = newEmail();
		const all = await Promise.all(Array.from({ length: 6 }, () => signIn(newEmail())));
		const met = await atOnce(6, async (index) => ask(all[index] ?? browser, wanted));
		expect(met).toEqual({ done: 5, 'limits.too_many': 1 });
	});

	test('is for who is signed in, and not for who looks on', async () => {
		const visitor = await visit(openBrowser());
		const wish = { email: newEmail() };
		expect(await outcomeOf(requestAddress(visitor, wish))).toBe('identity.sign_in_needed');
		const browser = await signIn(newEmail());
		const whom = { kind: 'role', roleId: await roleId() } as const;
		const { services } = installation;
		const onlooker = await createCommunityContext(services, here.community, browser, { whom });
		expect(onlooker.shownAs).not.toBeNull();
		expect(await outcomeOf(requestAddress(onlooker, wish))).toBe('identity.sign_in_needed');
		const api = communityCaller(onlooker).identity;
		expect(await outcomeOf(api.requestAddress(wish))).toBe('permissions.looking_on');
	});
});

describe('a code', () => {
	test('is good for nothing when it is wrong, late, used, or of a session that did not ask', async () => {
		const email = newEmail();
		const [browser, elsewhere] = [await signIn(email), await signIn(email)];
		const first = await ask(browser, newEmail());
		expect(await change(browser, other(first))).toBe('identity.bad_code');
		expect(await change(elsewhere, first)).toBe('identity.bad_code');
		const second = await ask(browser, newEmail());
		if (first !== second) expect(await change(browser, first)).toBe('identity.bad_code');
		expect(await change(browser, second)).toBe('done');
		expect(await change(browser, second)).toBe('identity.bad_code');
		const late = await ask(browser, newEmail());
		installation.clock.advance(601);
		expect(await change(browser, late)).toBe('identity.bad_code');
	});

	test('may be typed five times', async () => {
		const browser = await signIn(newEmail());
		const code = await ask(browser, newEmail());
		for (let round = 0; round < 4; round++) await change(browser, other(code));
		expect(await change(browser, code)).toBe('done');
		const another = await ask(browser, newEmail());
		for (let round = 0; round < 5; round++) await change(browser, other(another));
		expect(await change(browser, another)).toBe('identity.bad_code');
	});

	test('works once, of any number at once', async () => {
		const browser = await signIn(newEmail());
		const code = await ask(browser, newEmail());
		const ctx = await Promise.all(Array.from({ length: 4 }, () => visit(browser)));
		const met = await atOnce(4, async (index) =>
			changeAddress(ctx[index] ?? (await visit(browser)), { code }),
		);
		expect(met).toEqual({ done: 1, 'identity.bad_code': 3 });
	});

	test('ends as a wrong one where the address is another’s, from before or meanwhile, or is kept out', async () => {
		const taken = newEmail();
		await here.person(taken);
		for (const wanted of [taken, await bannedAddress()]) {
			const browser = await signIn(newEmail());
			expect(await change(browser, await ask(browser, wanted))).toBe('identity.bad_code');
			expect(await addressIn(browser)).not.toBe(wanted);
		}
		const wanted = newEmail();
		const [one, two] = [await signIn(newEmail()), await signIn(newEmail())];
		const [first, second] = [await ask(one, wanted), await ask(two, wanted)];
		const met = await atOnce(2, async (index) =>
			index === 0
				? changeAddress(await visit(one), { code: first })
				: changeAddress(await visit(two), { code: second }),
		);
		expect(met).toEqual({ done: 1, 'identity.bad_code': 1 });
	});
});
